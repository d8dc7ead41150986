package org.whybounce.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.whybounce.dns.wire.Probe;
import org.whybounce.dns.wire.ProbingResolver;

@Timeout(20)
class CachingResolverTest {
    private static final Question QUESTION = new Question(DomainName.of("example.org"), RecordType.TXT);

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();

    private static Answer found(long ttl) {
        return new Answer.Found(List.of(new ResourceRecord.Txt(QUESTION.name(), ttl, List.of("v=spf1 -all"))), ttl);
    }

    private CachingResolver over(Answer answer) {
        return new CachingResolver(
                q -> {
                    asked.incrementAndGet();
                    return answer;
                },
                Limits.LIBRARY,
                now::get);
    }

    private int askedAfter(CachingResolver cache, int seconds) {
        cache.ask(QUESTION);
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
        cache.ask(QUESTION);
        return asked.getAndSet(0);
    }

    @Test
    void answersAreKeptForTheirTtlAndNoLonger() {
        assertThat(askedAfter(over(found(60)), 59)).isEqualTo(1);
        assertThat(askedAfter(over(found(60)), 60)).isEqualTo(2);
        assertThat(askedAfter(over(found(0)), 0)).isEqualTo(2);
        assertThat(askedAfter(over(found(1_000_000)), 3600)).isEqualTo(2);
    }

    @Test
    void negativeAnswersAreKeptAsTheirSoaSays() {
        assertThat(askedAfter(over(new Answer.NoSuchName(30)), 29)).isEqualTo(1);
        assertThat(askedAfter(over(new Answer.NoData(30)), 31)).isEqualTo(2);
        assertThat(askedAfter(over(new Answer.NoData(0)), 0)).isEqualTo(2);
    }

    @Test
    void failuresAreKeptShortlyAndWhatIsOursNotAtAll() {
        assertThat(askedAfter(over(new Answer.NoAnswer(Answer.Failure.SERVFAIL, "")), 4))
                .isEqualTo(1);
        assertThat(askedAfter(over(new Answer.NoAnswer(Answer.Failure.TIMEOUT, "")), 6))
                .isEqualTo(2);
        assertThat(askedAfter(over(new Answer.NotAsked(Answer.Limit.BUDGET, "")), 0))
                .isEqualTo(2);
        assertThat(askedAfter(over(new Answer.NotAsked(Answer.Limit.NO_DNS, "")), 0))
                .isEqualTo(2);
    }

    @Test
    void theSameQuestionAskedAtOnceGoesOutOnce() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CachingResolver cache = new CachingResolver(
                q -> {
                    asked.incrementAndGet();
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return found(60);
                },
                Limits.LIBRARY,
                now::get);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                answers.add(threads.submit(() -> cache.ask(QUESTION)));
            }
            // One who has no time left does not hold up, or spoil, the others.
            assertThat(cache.ask(QUESTION, Deadline.in(Duration.ofMillis(20)))).isInstanceOf(Answer.Failed.class);
            release.countDown();
            for (Future<Answer> answer : answers) {
                assertThat(answer.get()).isInstanceOf(Answer.Found.class);
            }
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void theSizeIsBounded() {
        Question first = new Question(DomainName.of("n0.example"), RecordType.A);
        long room = 3 * (128 + Weight.of(first) + Weight.of(found(60)));
        Limits small = new Limits(Duration.ofSeconds(1), 1, Duration.ofSeconds(1), Duration.ofSeconds(1), 10, room, 1);
        CachingResolver cache = new CachingResolver(
                q -> {
                    asked.incrementAndGet();
                    return found(60);
                },
                small,
                now::get);
        for (int i = 0; i < 5; i++) {
            cache.ask(new Question(DomainName.of("n" + i + ".example"), RecordType.A));
        }
        assertThat(cache.weight()).isEqualTo(room);
        asked.set(0);
        cache.ask(new Question(DomainName.of("n4.example"), RecordType.A));
        assertThat(asked).hasValue(0);
        cache.ask(new Question(DomainName.of("n0.example"), RecordType.A));
        assertThat(asked).hasValue(1);
    }

    @Test
    void theBudgetEndsInFailuresNeverInNothingFound() {
        BudgetResolver budget =
                new BudgetResolver(q -> new Answer.NoSuchName(60), 2, Deadline.in(Duration.ofMinutes(1)));
        Question second = new Question(DomainName.of("second.example"), RecordType.TXT);
        Question third = new Question(DomainName.of("third.example"), RecordType.TXT);
        assertThat(budget.ask(QUESTION)).isInstanceOf(Answer.NoSuchName.class);
        assertThat(budget.ask(second)).isInstanceOf(Answer.NoSuchName.class);
        assertThat(budget.ask(QUESTION))
                .as("asked already, so it costs nothing")
                .isInstanceOf(Answer.NoSuchName.class);
        assertThat(budget.asked()).isEqualTo(2);
        assertThat(budget.ask(third))
                .isInstanceOfSatisfying(
                        Answer.NotAsked.class,
                        unasked -> assertThat(unasked.limit()).isEqualTo(Answer.Limit.BUDGET));
        BudgetResolver late =
                new BudgetResolver(q -> new Answer.NoSuchName(60), 2, Deadline.in(Duration.ofSeconds(-1)));
        assertThat(late.ask(QUESTION)).isInstanceOf(Answer.Failed.class);
        assertThat(late.refused()).isEqualTo(1);
    }

    @Test
    void withoutDnsTheFirstQuestionWaitsForTheProbeAndTheNextNotAtAll() {
        Resolver silent = q -> {
            try {
                Thread.sleep(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Answer.NoAnswer(Answer.Failure.TIMEOUT, "");
        };
        ProbingResolver probing = new ProbingResolver(silent, within -> new Probe.Silent("192.0.2.53: silent"));
        for (int i = 0; i < 3; i++) {
            assertThat(probing.ask(QUESTION)).isEqualTo(new Answer.NotAsked(Answer.Limit.NO_DNS, "192.0.2.53: silent"));
        }
    }

    @Test
    void aRealAnswerBeatsTheProbe() {
        ProbingResolver probing = new ProbingResolver(q -> found(60), within -> {
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Probe.Silent("a firewall that drops questions for the root");
        });
        assertThat(probing.ask(QUESTION)).isInstanceOf(Answer.Found.class);
        assertThat(probing.ask(QUESTION)).isInstanceOf(Answer.Found.class);
    }
}
