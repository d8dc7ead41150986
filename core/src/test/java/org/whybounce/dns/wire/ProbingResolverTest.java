package org.whybounce.dns.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.whybounce.dns.Answer;
import org.whybounce.dns.Deadline;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Limits;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.xbill.DNS.Rcode;

/// "No DNS here", "this domain is silent" and "this domain does not exist" are three answers.
@Timeout(20)
class ProbingResolverTest {
    private static final Limits QUICK =
            new Limits(Duration.ofMillis(150), 2, Duration.ofMillis(900), Duration.ofSeconds(5), 150, 1000, 8);
    private static final Question TXT = new Question(DomainName.of("example.org"), RecordType.TXT);

    private static Answer ask(FalseServer server) {
        try (WireResolver wire = new WireResolver(List.of(server.address()), QUICK)) {
            return new ProbingResolver(wire, wire).ask(TXT);
        }
    }

    private static boolean root(byte[] question) {
        return Packets.question(question).getName().labels() == 1;
    }

    private static void assertFailed(Answer answer, Answer.Failure why) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.NoAnswer.class, none -> assertThat(none.why()).isEqualTo(why));
    }

    private static void assertNotAsked(Answer answer) {
        assertThat(answer.noDns()).as("" + answer).isTrue();
    }

    @Test
    void aServerThatSaysNothingAtAllIsNoDns() throws Exception {
        try (FalseServer server = FalseServer.start(question -> List.of(), (socket, question) -> {})) {
            try (WireResolver wire =
                    new WireResolver(List.of(server.address()), Limits.LIBRARY.withCheck(Duration.ofSeconds(20)))) {
                Resolver probing = new ProbingResolver(wire, wire);
                // The probe takes 2 s; without it the two questions would take 20.
                Deadline soon = Deadline.in(Duration.ofSeconds(10));
                assertNotAsked(probing.ask(TXT));
                assertNotAsked(probing.ask(TXT));
                assertThat(soon.passed()).as("soon").isFalse();
            }
        }
    }

    @Test
    void aSilentDomainBehindALiveServerTimesOut() throws Exception {
        try (FalseServer server = FalseServer.start(
                question -> root(question) ? List.of(Packets.answer(question, Rcode.NOERROR)) : List.of(),
                (socket, question) -> {})) {
            assertFailed(ask(server), Answer.Failure.TIMEOUT);
        }
    }

    @Test
    void aServerThatDeniesTheRootDeniesNothingElse() throws Exception {
        try (FalseServer server = FalseServer.answering(question -> Packets.answer(question, Rcode.NXDOMAIN))) {
            assertNotAsked(ask(server));
        }
    }

    @Test
    void whatAServerWithoutTheRootFindsStaysFound() throws Exception {
        try (FalseServer server = FalseServer.answering(question -> root(question)
                ? Packets.answer(question, Rcode.NXDOMAIN)
                : Packets.answer(question, Rcode.NOERROR, "example.org. 300 IN TXT \"v=spf1 -all\""))) {
            assertThat(ask(server)).isInstanceOf(Answer.Found.class);
        }
    }

    @Test
    void aDenialIsBelievedWhereTheRootIsKnown() throws Exception {
        try (FalseServer server = FalseServer.answering(question -> root(question)
                ? Packets.answer(question, Rcode.NOERROR, ". 300 IN NS a.root.example.")
                : Packets.answer(question, Rcode.NXDOMAIN))) {
            assertThat(ask(server)).isInstanceOf(Answer.NoSuchName.class);
        }
    }

    @Test
    void anAnswerIsNotHeldBackByTheProbe() {
        CountDownLatch never = new CountDownLatch(1);
        Resolver probing = new ProbingResolver(question -> new Answer.NoData(60), time -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Probe.Alive();
        });
        assertThat(probing.ask(TXT)).isEqualTo(new Answer.NoData(60));
        never.countDown();
    }
}
