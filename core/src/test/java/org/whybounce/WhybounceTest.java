package org.whybounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.whybounce.cause.Diagnosis;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.ZoneFile;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.record.SpfResult;

class WhybounceTest {
    private static final String ZONE = """
            example.org. 300 TXT "v=spf1 ip4:192.0.2.0/24 include:_spf.desk.example -all"
            _spf.desk.example. 300 TXT "v=spf1 ip4:203.0.113.0/24 -all"
            """;

    private static final byte[] BOUNCE = ("550 5.7.26 The MAIL FROM domain [example.org] has an SPF record with a hard"
                    + " fail policy (-all) but it fails to pass SPF checks with the ip: [198.51.100.7]. - gsmtp")
            .getBytes(StandardCharsets.UTF_8);

    private static Whybounce.Builder builder() {
        try {
            return Whybounce.builder().resolver(ZoneFile.parse("zone", ZONE));
        } catch (ZoneFile.Unreadable e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void oneObjectAnswersManyThreads() throws Exception {
        Whybounce whybounce = builder().build();
        Callable<String> one =
                () -> whybounce.explain(BOUNCE).diagnosis().toString().substring(0, 11);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> all =
                    IntStream.range(0, 40).mapToObj(i -> threads.submit(one)).toList();
            for (Future<String> each : all) {
                assertThat(each.get()).isEqualTo("Established");
            }
        }
    }

    @Test
    void ownBounceTextsAreReadLikeOurs() {
        byte[] bounce = "554 Frobnitz says no to 192.0.2.1 because of quux".getBytes(StandardCharsets.UTF_8);
        String stanzas = """
                Provider: Frobnitz

                Text: Frobnitz says no to {ip} because of quux
                Says: reputation.ip
                Source: our own log
                """;
        assertThat(builder()
                        .bounceTexts("own.txt", stanzas)
                        .build()
                        .bounce(bounce)
                        .refusals())
                .first()
                .satisfies(refusal -> assertThat(refusal.toString()).contains("REPUTATION_IP"));
        assertThatThrownBy(() -> builder().bounceTexts("own.txt", "Text: x\n").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("own.txt, line 1");
    }

    @Test
    void ownServicesAreKnownByName() {
        String stanzas = """
                Vendor: Desk of Ours
                Kind: service
                Include: _spf.desk.example
                Scope: bounce-subdomain
                Source: our own
                Confidence: high
                Checked: 2026-11-01
                """;
        assertThat(builder().vendors("own.txt", stanzas).build().vendors().byInclude("_spf.desk.example"))
                .hasValueSatisfying(vendor -> assertThat(vendor.name()).isEqualTo("Desk of Ours"));
    }

    @Test
    void aResolverThatAnswersNullIsNamed() {
        Whybounce whybounce =
                Whybounce.builder().uncached(question -> nothing()).build();
        assertThatThrownBy(() -> whybounce.spf(IpAddress.of("192.0.2.1"), "a@example.org", ""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("answered null to TXT example.org");
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }

    @Test
    void aCompiledRecordAnswersWithoutQuestions() {
        var compiled = builder().build().compiled(DomainName.of("example.org")).orElseThrow();
        assertThat(compiled.ttl()).isEqualTo(300);
        assertThat(compiled.verdict(IpAddress.of("203.0.113.9")).orElseThrow().result())
                .isEqualTo(SpfResult.PASS);
    }

    // RFC 7208, section 9.1 and RFC 8601, section 2.2.
    @Test
    void resultsAreWrittenAsHeaderFields() {
        Whybounce whybounce = builder().build();
        Evaluation passed = whybounce.spf(IpAddress.of("192.0.2.1"), "jo@example.org", "mail.example.org");
        assertThat(Written.receivedSpf(passed, "mx.example.net"))
                .isEqualTo("Received-SPF: pass\r\n client-ip=192.0.2.1;\r\n envelope-from=\"jo@example.org\";\r\n"
                        + " helo=mail.example.org;\r\n identity=mailfrom;\r\n receiver=mx.example.net;\r\n"
                        + " mechanism=\"ip4:192.0.2.0/24\"");
        assertThat(Written.authenticationResults(
                        "mx.example.net",
                        List.of(passed, whybounce.spfOfHelo(IpAddress.of("192.0.2.1"), "mail.example.org"))))
                .isEqualTo("Authentication-Results: mx.example.net;\r\n spf=pass smtp.mailfrom=example.org;\r\n"
                        + " spf=none smtp.helo=mail.example.org");
        assertThat(Written.authenticationResults("mx.example.net", List.of()))
                .isEqualTo("Authentication-Results: mx.example.net; none");
    }

    /// A line break in an envelope sender must not begin a header field of its own.
    @Test
    void nothingFromOutsideEndsAField() {
        Evaluation evaluation =
                builder().build().spf(IpAddress.of("192.0.2.1"), "\"a\r\nX-Evil: 1\"@example.org", "b\r\nX-Worse: 2");
        String field = Written.receivedSpf(evaluation, "mx");
        assertThat(field.lines().skip(1)).allMatch(line -> line.startsWith(" "));
        assertThat(field).contains("\\\"a??X-Evil: 1\\\"");
        assertThat(builder().build().explain(BOUNCE).diagnosis()).isInstanceOf(Diagnosis.class);
    }
}
