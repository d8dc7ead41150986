package org.whybounce.dns.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.whybounce.dns.BudgetResolver;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Limits;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.record.SpfResult;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;

/// SPF asked of servers that lie, lose, stall and flood. Each ends in time, and never in a verdict that the true data
/// would not have given: either the right one, or temperror.
@Timeout(60)
class HostileServersTest {
    /// For servers that answer: a busy machine may take its time.
    private static final Limits PATIENT =
            new Limits(Duration.ofSeconds(10), 2, Duration.ofSeconds(20), Duration.ofSeconds(30), 150, 1000, 8);
    /// For servers that do not.
    private static final Limits QUICK =
            new Limits(Duration.ofMillis(300), 2, Duration.ofMillis(1500), Duration.ofSeconds(5), 150, 1000, 8);
    private static final Limits FOUR_TRIES =
            new Limits(Duration.ofMillis(500), 4, Duration.ofSeconds(4), Duration.ofSeconds(10), 150, 1000, 8);
    private static final IpAddress LISTED = IpAddress.of("192.0.2.1");
    private static final IpAddress NEVER = IpAddress.of("203.0.113.9");

    private static final List<String> ZONE = List.of(
            "example.org. 300 IN TXT \"v=spf1 include:a.example.net -all\"",
            "a.example.net. 300 IN TXT \"v=spf1 ip4:192.0.2.0/24 -all\"");

    private static String asked(byte[] question) {
        return Packets.question(question).getName().toString();
    }

    private static byte[] truth(byte[] question) {
        String name = asked(question);
        String[] records =
                ZONE.stream().filter(line -> line.startsWith(name + " ")).toArray(String[]::new);
        return Packets.answer(question, records.length == 0 ? Rcode.NXDOMAIN : Rcode.NOERROR, records);
    }

    private static SpfResult evaluate(IpAddress ip, FalseServer... servers) {
        return evaluate(PATIENT, ip, servers);
    }

    private static SpfResult evaluate(Limits limits, IpAddress ip, FalseServer... servers) {
        try (WireResolver wire = new WireResolver(
                List.of(servers).stream().map(FalseServer::address).toList(), limits)) {
            long start = System.nanoTime();
            Evaluation evaluation = new SpfEvaluator(BudgetResolver.of(wire, limits))
                    .evaluate(SpfQuestion.mailFrom(ip, "a@example.org", ""));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(limits.check().plusSeconds(5));
            return evaluation.result();
        }
    }

    private static void rightOrTemperror(FalseServer... servers) {
        assertThat(evaluate(QUICK, LISTED, servers)).isIn(SpfResult.PASS, SpfResult.TEMPERROR);
        assertThat(evaluate(QUICK, NEVER, servers)).isIn(SpfResult.FAIL, SpfResult.TEMPERROR);
    }

    @Test
    void anHonestServerGivesTheRightResults() throws IOException {
        try (FalseServer server = FalseServer.answering(HostileServersTest::truth)) {
            assertThat(evaluate(LISTED, server)).isEqualTo(SpfResult.PASS);
            assertThat(evaluate(NEVER, server)).isEqualTo(SpfResult.FAIL);
        }
    }

    @Test
    void recordsOfOtherNamesInTheAnswerAreNotTaken() throws IOException {
        try (FalseServer server = FalseServer.answering(question -> Packets.answer(
                question,
                Rcode.NOERROR,
                message -> {
                    message.addRecord(Packets.record("a.example.net. 300 IN TXT \"v=spf1 +all\""), Section.ANSWER);
                    message.addRecord(Packets.record("a.example.net. 300 IN TXT \"v=spf1 +all\""), Section.ADDITIONAL);
                },
                ZONE.stream()
                        .filter(line -> line.startsWith(asked(question) + " "))
                        .toArray(String[]::new)))) {
            // The server is the authority for a.example.net too, so there its two records make a permerror, never a
            // pass.
            assertThat(evaluate(NEVER, server)).isEqualTo(SpfResult.PERMERROR);
        }
    }

    @Test
    void aCnameLoopEndsInTemperror() throws IOException {
        try (FalseServer server = FalseServer.answering(question -> {
            String name = asked(question);
            return Packets.answer(
                    question,
                    Rcode.NOERROR,
                    name.equals("b.example.org.")
                            ? "b.example.org. 300 IN CNAME example.org."
                            : name + " 300 IN CNAME b.example.org.");
        })) {
            assertThat(evaluate(LISTED, server)).isEqualTo(SpfResult.TEMPERROR);
        }
    }

    @Test
    void anEndlessCnameChainEndsInTemperror() throws IOException {
        try (FalseServer server = FalseServer.answering(question -> {
            String name = asked(question);
            String next = "x" + Integer.toHexString(name.hashCode()) + ".example.org.";
            return Packets.answer(question, Rcode.NOERROR, name + " 300 IN CNAME " + next);
        })) {
            assertThat(evaluate(LISTED, server)).isEqualTo(SpfResult.TEMPERROR);
            assertThat(server.datagrams.get()).isLessThan(200);
        }
    }

    @Test
    void aChainOfEightIsFollowedToItsEnd() throws IOException {
        try (FalseServer server = FalseServer.answering(question -> {
            String name = asked(question);
            if (name.equals("example.org.")) {
                return Packets.answer(question, Rcode.NOERROR, name + " 300 IN CNAME c1.example.org.");
            }
            int at = name.startsWith("c") ? name.charAt(1) - '0' : -1;
            if (at > 0 && at < 8) {
                return Packets.answer(question, Rcode.NOERROR, name + " 300 IN CNAME c" + (at + 1) + ".example.org.");
            }
            return at == 8
                    ? Packets.answer(question, Rcode.NOERROR, name + " 300 IN TXT \"v=spf1 ip4:192.0.2.1 -all\"")
                    : truth(question);
        })) {
            assertThat(evaluate(LISTED, server)).isEqualTo(SpfResult.PASS);
        }
    }

    @Test
    void anAnswerOf60KilobytesOverTcpIsReadWhole() throws IOException {
        Function<byte[], byte[]> large = question -> Packets.answer(
                question,
                Rcode.NOERROR,
                message -> {
                    for (int i = 0; i < 230; i++) {
                        message.addRecord(
                                new TXTRecord(
                                        Name.fromConstantString("example.org."),
                                        DClass.IN,
                                        300,
                                        ("verification-" + i + "-").repeat(12)),
                                Section.ANSWER);
                    }
                },
                ZONE.getFirst());
        try (FalseServer server = FalseServer.start(
                question -> asked(question).equals("example.org.")
                        ? List.of(Packets.answer(
                                question, Rcode.NOERROR, m -> m.getHeader().setFlag(Flags.TC)))
                        : List.of(truth(question)),
                (socket, question) -> FalseServer.frame(socket, large.apply(question)))) {
            assertThat(evaluate(LISTED, server)).isEqualTo(SpfResult.PASS);
        }
    }

    @Test
    void garbageAndFloodsBeforeTheAnswerDoNotHinderIt() throws IOException {
        Random random = new Random(7);
        try (FalseServer server = FalseServer.start(
                question -> {
                    List<byte[]> out = new ArrayList<>();
                    for (int i = 0; i < 50; i++) {
                        byte[] junk = new byte[random.nextInt(600)];
                        random.nextBytes(junk);
                        out.add(junk);
                        byte[] forged = Packets.answer(question, Rcode.NXDOMAIN);
                        forged[0] ^= (byte) (1 + i);
                        out.add(forged);
                    }
                    out.add(truth(question));
                    return out;
                },
                (socket, question) -> {})) {
            assertThat(evaluate(LISTED, server)).isEqualTo(SpfResult.PASS);
            assertThat(evaluate(NEVER, server)).isEqualTo(SpfResult.FAIL);
        }
    }

    @Test
    void aMutilatedAnswerIsNeverAVerdict() throws IOException {
        Random random = new Random(11);
        for (int round = 0; round < 12; round++) {
            try (FalseServer server = FalseServer.answering(question -> {
                byte[] answer = truth(question);
                int at = 12 + random.nextInt(answer.length - 12);
                byte[] cut = java.util.Arrays.copyOf(answer, at);
                return random.nextBoolean() ? cut : twist(answer, random);
            })) {
                // A twisted byte inside the record's text is a different record: every result but a throw or a hang.
                evaluate(QUICK, LISTED, server);
            }
        }
    }

    private static byte[] twist(byte[] answer, Random random) {
        answer[12 + random.nextInt(answer.length - 12)] ^= (byte) (1 << random.nextInt(8));
        return answer;
    }

    @Test
    void stormsAndSilenceAreTemperrorOrTheTruth() throws IOException {
        Random random = new Random(3);
        try (FalseServer storm = FalseServer.answering(question -> Packets.answer(question, Rcode.SERVFAIL));
                FalseServer refusing = FalseServer.answering(question -> Packets.answer(question, Rcode.REFUSED));
                FalseServer silent = FalseServer.start(question -> List.of(), (socket, question) -> {});
                FalseServer sometimes = FalseServer.answering(question ->
                        random.nextInt(2) == 0 ? Packets.answer(question, Rcode.SERVFAIL) : truth(question))) {
            assertThat(evaluate(QUICK, LISTED, storm)).isEqualTo(SpfResult.TEMPERROR);
            assertThat(evaluate(QUICK, LISTED, refusing, storm)).isEqualTo(SpfResult.TEMPERROR);
            assertThat(evaluate(QUICK, LISTED, silent)).isEqualTo(SpfResult.TEMPERROR);
            for (int i = 0; i < 10; i++) {
                rightOrTemperror(sometimes);
                rightOrTemperror(storm, sometimes);
            }
        }
    }

    @Test
    void aFifthOfTheDatagramsLostIsTheTruthOrTemperror() throws IOException {
        Random random = new Random(5);
        int right = 0;
        try (FalseServer lossy = FalseServer.start(
                question -> random.nextInt(5) == 0 ? List.of() : List.of(truth(question)), (socket, question) -> {})) {
            for (int i = 0; i < 20; i++) {
                SpfResult result = evaluate(FOUR_TRIES, LISTED, lossy);
                assertThat(result).isIn(SpfResult.PASS, SpfResult.TEMPERROR);
                right += result == SpfResult.PASS ? 1 : 0;
            }
        }
        assertThat(right).isGreaterThanOrEqualTo(15);
    }

    @Test
    void twoSecondsOfLatencyIsSlowAndRight() throws IOException {
        Limits patient =
                new Limits(Duration.ofSeconds(12), 2, Duration.ofSeconds(24), Duration.ofSeconds(50), 150, 1000, 8);
        try (ScheduledExecutorService later = Executors.newScheduledThreadPool(1);
                Delayed server = Delayed.start(later, 2000, HostileServersTest::truth);
                WireResolver wire = new WireResolver(List.of(server.address()), patient)) {
            assertThat(new SpfEvaluator(wire)
                            .evaluate(SpfQuestion.mailFrom(LISTED, "a@example.org", ""))
                            .result())
                    .isEqualTo(SpfResult.PASS);
        }
    }

    @Test
    void twoThousandInFlightAreAllAnswered() throws Exception {
        Limits limits =
                new Limits(Duration.ofSeconds(6), 3, Duration.ofSeconds(18), Duration.ofSeconds(40), 150, 1000, 8);
        try (ScheduledExecutorService later = Executors.newScheduledThreadPool(1);
                Delayed server = Delayed.start(
                        later,
                        20,
                        question -> Packets.answer(
                                question, Rcode.NOERROR, asked(question) + " 60 IN TXT \"" + asked(question) + "\""));
                WireResolver wire = new WireResolver(List.of(server.address()), limits);
                ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                String name = "n" + i + ".example.org";
                answers.add(virtual.submit(() -> wire.ask(new Question(DomainName.of(name), RecordType.TXT))
                                        .recordsOrNone()
                                        .getFirst()
                                instanceof ResourceRecord.Txt txt
                        && txt.text().equals(name + ".")));
            }
            int right = 0;
            for (Future<Boolean> answer : answers) {
                right += answer.get(30, TimeUnit.SECONDS) ? 1 : 0;
            }
            assertThat(right).isEqualTo(2000);
        }
    }
}
