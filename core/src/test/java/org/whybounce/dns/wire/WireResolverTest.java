package org.whybounce.dns.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Limits;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.ResourceRecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Rcode;

/// What servers get wrong, on purpose or not, and what becomes of it: the right answer or a failure, in time.
@Timeout(20)
class WireResolverTest {
    /// For servers that answer: a busy machine may take its time.
    private static final Limits PATIENT =
            new Limits(Duration.ofSeconds(8), 2, Duration.ofSeconds(16), Duration.ofSeconds(16), 150, 1000, 8);
    /// For servers that never answer.
    private static final Limits QUICK =
            new Limits(Duration.ofMillis(150), 2, Duration.ofMillis(900), Duration.ofSeconds(5), 150, 1000, 8);
    private static final Question TXT = new Question(DomainName.of("example.org"), RecordType.TXT);
    private static final String SPF = "example.org. 300 IN TXT \"v=spf1 -all\"";

    private static Answer ask(FalseServer... servers) {
        return ask(PATIENT, servers);
    }

    private static Answer ask(Limits limits, FalseServer... servers) {
        try (WireResolver resolver = new WireResolver(
                List.of(servers).stream().map(FalseServer::address).toList(), limits)) {
            return resolver.ask(TXT);
        }
    }

    private static void assertSpf(Answer answer) {
        assertThat(answer.recordsOrNone())
                .singleElement()
                .satisfies(record ->
                        assertThat(((ResourceRecord.Txt) record).text()).isEqualTo("v=spf1 -all"));
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
    void aPlainAnswerIsFound() throws Exception {
        try (FalseServer server = FalseServer.answering(q -> Packets.answer(q, Rcode.NOERROR, SPF))) {
            assertSpf(ask(server));
        }
    }

    @Test
    void aForgedIdBeforeTheTrueAnswerIsIgnored() throws Exception {
        try (FalseServer server = FalseServer.start(
                q -> {
                    byte[] forged = Packets.answer(q, Rcode.NXDOMAIN);
                    forged[0] ^= 1;
                    return List.of(forged, Packets.answer(q, Rcode.NOERROR, SPF));
                },
                (socket, q) -> {})) {
            assertSpf(ask(server));
        }
    }

    @Test
    void anAnswerToAnotherQuestionIsIgnored() throws Exception {
        try (FalseServer server = FalseServer.start(
                q -> {
                    byte[] other = Packets.answer(q, Rcode.NXDOMAIN);
                    other[13] ^= 3;
                    return List.of(other, Packets.answer(q, Rcode.NOERROR, SPF));
                },
                (socket, q) -> {})) {
            assertSpf(ask(server));
        }
    }

    @Test
    void theQuestionSentBackWithoutQrIsIgnored() throws Exception {
        try (FalseServer server = FalseServer.start(
                q -> List.of(q, new byte[3], new byte[0], Packets.answer(q, Rcode.NOERROR, SPF)), (socket, q) -> {})) {
            assertSpf(ask(server));
        }
    }

    @Test
    void recordsOfAnotherNameAreNotBelieved() throws Exception {
        try (FalseServer server = FalseServer.answering(
                q -> Packets.answer(q, Rcode.NOERROR, "example.net. 300 IN TXT \"v=spf1 +all\""))) {
            assertThat(ask(server)).isInstanceOf(Answer.NoData.class);
        }
    }

    @Test
    void nxdomainWithRecordsIsNoAnswer() throws Exception {
        try (FalseServer server = FalseServer.answering(q -> Packets.answer(q, Rcode.NXDOMAIN, SPF))) {
            assertFailed(ask(server), Answer.Failure.MALFORMED);
        }
    }

    @Test
    void truncationIsFollowedByTcp() throws Exception {
        try (FalseServer server = FalseServer.start(
                q -> List.of(Packets.answer(q, Rcode.NOERROR, m -> m.getHeader().setFlag(Flags.TC))),
                (socket, q) -> FalseServer.frame(socket, Packets.answer(q, Rcode.NOERROR, SPF)))) {
            assertSpf(ask(server));
            assertThat(server.connections).hasValue(1);
        }
    }

    @Test
    void aSilentTcpServerEndsInTruncated() throws Exception {
        try (FalseServer server = FalseServer.start(
                q -> List.of(Packets.answer(q, Rcode.NOERROR, m -> m.getHeader().setFlag(Flags.TC), SPF)),
                (socket, q) -> Thread.sleep(10_000))) {
            assertFailed(ask(QUICK, server), Answer.Failure.TRUNCATED);
        }
    }

    @Test
    void aDrippingTcpServerDoesNotOutlastTheDeadline() throws Exception {
        try (FalseServer server = FalseServer.start(
                q -> List.of(Packets.answer(q, Rcode.NOERROR, m -> m.getHeader().setFlag(Flags.TC), SPF)),
                (socket, q) -> {
                    byte[] answer = Packets.answer(q, Rcode.NOERROR, SPF);
                    socket.getOutputStream().write(new byte[] {0, (byte) answer.length});
                    for (byte b : answer) {
                        socket.getOutputStream().write(b);
                        socket.getOutputStream().flush();
                        // Longer in all than a test may take.
                        Thread.sleep(1000);
                    }
                })) {
            assertFailed(ask(QUICK, server), Answer.Failure.TRUNCATED);
        }
    }

    @Test
    void servfailOfOneServerIsMendedByTheNext() throws Exception {
        try (FalseServer bad = FalseServer.answering(q -> Packets.answer(q, Rcode.SERVFAIL));
                FalseServer good = FalseServer.answering(q -> Packets.answer(q, Rcode.NOERROR, SPF))) {
            assertSpf(ask(bad, good));
        }
    }

    @Test
    void servfailOfAllIsAFailure() throws Exception {
        try (FalseServer bad = FalseServer.answering(q -> Packets.answer(q, Rcode.SERVFAIL))) {
            assertFailed(ask(bad, bad), Answer.Failure.SERVFAIL);
            assertThat(bad.datagrams).hasValue(4);
        }
    }

    @Test
    void silenceIsATimeout() throws Exception {
        try (FalseServer silent = FalseServer.start(q -> List.of(), (socket, q) -> {})) {
            long start = System.nanoTime();
            assertFailed(ask(QUICK, silent), Answer.Failure.TIMEOUT);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(290));
        }
    }

    @Test
    void nobodyListeningIsNoDns() throws Exception {
        FalseServer gone = FalseServer.start(q -> List.of(), (socket, q) -> {});
        gone.close();
        // A refused port is not waited for: the try alone would last 8 s.
        long start = System.nanoTime();
        assertNotAsked(ask(gone));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(7));
        assertNotAsked(ask());
    }
}
