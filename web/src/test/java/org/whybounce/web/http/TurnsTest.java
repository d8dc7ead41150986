package org.whybounce.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.whybounce.budget.CpuTime;
import org.whybounce.check.EmailCheck;
import org.whybounce.check.report.CheckLimits;
import org.whybounce.check.report.CheckOptions;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ZoneFile;
import org.whybounce.net.IpPrefix;
import org.whybounce.vendor.VendorDirectory;

class TurnsTest {
    private static IpPrefix client(int n) {
        return IpPrefix.parse("198.51." + n + ".0/24").orElseThrow();
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /// Computes for so long, asking between its steps as our readers do; gives how many it came to.
    private static long compute(Duration most) {
        long until = cpu() + most.toNanos();
        long steps = 0;
        while (cpu() - until < 0 && CpuTime.left()) {
            steps++;
        }
        return steps;
    }

    private static Thread start(Turns turns, int client, Duration most, Runnable work) {
        Turns.Turn turn = turns.of(client(client), most, () -> {}, () -> {});
        return Thread.ofPlatform().daemon().start(() -> turn.run(work));
    }

    @Test
    void aCheckEndsWithItsProcessorTime() throws Exception {
        Turns turns = new Turns(1);
        AtomicInteger left = new AtomicInteger();
        long began = System.nanoTime();
        start(turns, 1, Duration.ofMillis(50), () -> {
                    compute(Duration.ofSeconds(20));
                    left.set(CpuTime.left() ? 1 : 2);
                })
                .join();
        assertThat(left).hasValue(2);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        assertThat(CpuTime.left()).as("nothing is bound here").isTrue();
    }

    @Test
    void noMoreComputeThanThereAreProcessorsAndWhoWaitsGivesItsTurn() throws Exception {
        Turns turns = new Turns(2);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger waitingNow = new AtomicInteger();
        AtomicInteger mostWaiting = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            threads.add(start(turns, i, Duration.ofSeconds(2), () -> {
                for (int round = 0; round < 3; round++) {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    compute(Duration.ofMillis(1));
                    now.decrementAndGet();
                    mostWaiting.accumulateAndGet(waitingNow.incrementAndGet(), Math::max);
                    try (var _ = CpuTime.waiting()) {
                        Thread.sleep(50);
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    } finally {
                        waitingNow.decrementAndGet();
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(most).hasValueLessThanOrEqualTo(2);
        assertThat(mostWaiting).hasValueGreaterThan(5);
    }

    @Test
    void whoHadLeastGoesFirst() throws Exception {
        Turns turns = new Turns(1);
        List<Thread> greedy = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            greedy.add(start(turns, i % 3, Duration.ofMillis(300), () -> compute(Duration.ofSeconds(60))));
        }
        Thread.sleep(300);
        long began = System.nanoTime();
        start(turns, 99, Duration.ofSeconds(2), () -> compute(Duration.ofMillis(3)))
                .join();
        long took = (System.nanoTime() - began) / 1_000_000;
        // Without turns by use it would come last: after 15 times 300 ms of processor time.
        assertThat(took).isLessThan(1_500);
        assertThat(greedy.stream().filter(Thread::isAlive).count())
                .as("those before it go on")
                .isPositive();
        for (Thread thread : greedy) {
            thread.join();
        }
    }

    /// The areas of an Email Check run side by side and wait for each other's values: who waits must not keep the turn
    /// that the other needs.
    @Test
    void anEmailCheckEndsWithOneProcessor() throws Exception {
        ZoneFile zone = ZoneFile.parse("zone", """
                example.org. 60 IN TXT "v=spf1 include:a.example.org include:b.example.org mx -all"
                a.example.org. 60 IN TXT "v=spf1 ip4:192.0.2.0/24 -all"
                b.example.org. 60 IN TXT "v=spf1 ip4:198.51.100.0/24 -all"
                example.org. 60 IN MX 10 mx.example.org.
                mx.example.org. 60 IN A 192.0.2.1
                _dmarc.example.org. 60 IN TXT "v=DMARC1; p=none"
                """);
        Resolver slow = new Resolver() {
            @Override
            public Answer ask(Question question) {
                try (var _ = CpuTime.waiting()) {
                    Thread.sleep(5);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return zone.ask(question);
            }

            @Override
            public boolean waits() {
                return true;
            }
        };
        Turns turns = new Turns(1);
        List<Thread> checks = new ArrayList<>();
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < 10; i++) {
            checks.add(start(turns, i, Duration.ofSeconds(60), () -> {
                EmailCheck check = new EmailCheck(slow, VendorDirectory.builtIn(), CheckLimits.DEFAULT);
                if (!check.check(DomainName.of("example.org"), CheckOptions.NONE)
                        .areas()
                        .isEmpty()) {
                    done.incrementAndGet();
                }
            }));
        }
        for (Thread check : checks) {
            assertThat(check.join(Duration.ofMinutes(2)))
                    .as("no check waits for ever")
                    .isTrue();
        }
        assertThat(done).hasValue(10);
    }
}
