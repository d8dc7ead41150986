package org.whybounce.dns.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.whybounce.Explain;
import org.whybounce.Explanation;
import org.whybounce.cause.Diagnosis;
import org.whybounce.cause.KnownFacts;
import org.whybounce.dns.Answer;
import org.whybounce.dns.CachingResolver;
import org.whybounce.dns.Deadline;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Limits;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.fix.Fix;
import org.whybounce.intake.Intake;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.record.SpfResult;

/// The whole way against name servers that the world runs: NSD holds the zones, Unbound resolves them, whybounce asks
/// over UDP and TCP.
@Timeout(60)
class RealServersTest {
    private static final String START = """
        $TTL 300
        @ IN SOA ns.example.org. hostmaster.example.org. 2026010101 3600 600 86400 60
        @ IN NS ns.example.org.
        """;

    /// A record of some 3,000 bytes: no datagram holds it.
    private static final String LARGE = "\"v=spf1 \"" + " \"ip4:203.0.113.1 \"".repeat(170) + " \"ip4:192.0.2.7 -all\"";

    private static final List<RealServers.Zone> ZONES = List.of(
            new RealServers.Zone("example.org", START + """
                ns   IN A 127.0.0.1
                @    IN TXT "v=spf1 include:_spf.example.net mx -all"
                @    IN MX 10 mail
                mail IN A 192.0.2.25
                large IN TXT %s
                alias IN CNAME _spf.example.net.
                many IN TXT "v=spf1 include:a.many.example.org include:b.many.example.org -all"
                a.many IN TXT "v=spf1 ?all"
                """.formatted(LARGE)),
            new RealServers.Zone("example.net", START + """
                _spf IN TXT "v=spf1 ip4:198.51.100.0/24 ip6:2001:db8::/32 -all"
                helpdesk IN TXT "v=spf1 ip4:203.0.113.64/27 -all"
                """),
            new RealServers.Zone("2.0.192.in-addr.arpa", START + """
                25 IN PTR mail.example.org.
                """));

    @TempDir
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static RealServers servers;

    @BeforeAll
    static void start() throws Exception {
        servers = RealServers.start(folder, ZONES);
    }

    @AfterAll
    static void stop() throws Exception {
        if (servers != null) {
            servers.close();
        }
    }

    private static SpfResult spf(String ip, String domain) {
        try (WireResolver wire = new WireResolver(List.of(servers.resolverServer()), Limits.LIBRARY)) {
            return new SpfEvaluator(new CachingResolver(wire, Limits.LIBRARY))
                    .evaluate(SpfQuestion.mailFrom(IpAddress.of(ip), "a@" + domain, ""))
                    .result();
        }
    }

    @Test
    void includesMxAndBothFamiliesAreEvaluatedThroughAResolver() {
        assertThat(spf("198.51.100.9", "example.org")).isEqualTo(SpfResult.PASS);
        assertThat(spf("2001:db8::9", "example.org")).isEqualTo(SpfResult.PASS);
        assertThat(spf("192.0.2.25", "example.org")).isEqualTo(SpfResult.PASS);
        assertThat(spf("203.0.113.1", "example.org")).isEqualTo(SpfResult.FAIL);
    }

    @Test
    void aRecordThatNoDatagramHoldsComesOverTcp() {
        assertThat(spf("192.0.2.7", "large.example.org")).isEqualTo(SpfResult.PASS);
    }

    @Test
    void aCnameLeadsToTheRecordAndAMissingIncludeIsAPermerror() {
        assertThat(spf("198.51.100.9", "alias.example.org")).isEqualTo(SpfResult.PASS);
        assertThat(spf("198.51.100.9", "many.example.org")).isEqualTo(SpfResult.PERMERROR);
        assertThat(spf("198.51.100.9", "absent.example.org")).isEqualTo(SpfResult.NONE);
    }

    @Test
    void overTlsAndHttpsOnlyWhoseCertificateIsTrusted() throws Exception {
        Question question = new Question(DomainName.of("example.org"), RecordType.TXT);
        for (Server server : List.of(servers.tlsServer(), servers.httpsServer())) {
            try (WireResolver stranger = new WireResolver(List.of(server), Limits.LIBRARY)) {
                assertThat(stranger.ask(question)).as("untrusted " + server).isInstanceOf(Answer.Failed.class);
            }
        }
        SSLContext before = SSLContext.getDefault();
        SSLContext.setDefault(Certificate.trusting(folder));
        try {
            for (Server server : List.of(servers.tlsServer(), servers.httpsServer())) {
                try (WireResolver wire = new WireResolver(List.of(server), Limits.LIBRARY)) {
                    assertThat(wire.ask(question)).as(server.toString()).isInstanceOf(Answer.Found.class);
                }
            }
        } finally {
            SSLContext.setDefault(before);
        }
    }

    @Test
    void anAuthoritativeServerIsAskedByItself() {
        try (WireResolver wire = new WireResolver(List.of(servers.resolverServer()), Limits.LIBRARY)) {
            WireResolver.Told told = wire.askAt(
                    servers.authorityServer(),
                    new Question(DomainName.of("example.org"), RecordType.SOA),
                    Deadline.in(Duration.ofSeconds(5)));
            assertThat(told).isInstanceOfSatisfying(WireResolver.Told.Said.class, said -> {
                assertThat(said.reply().authoritative()).isTrue();
                assertThat(said.reply().answers())
                        .anyMatch(record -> record instanceof ResourceRecord.Soa soa && soa.serial() == 2026010101L);
            });
        }
    }

    @Test
    void aPastedRefusalEndsInARecordProvenAgainstTheseServers() {
        String pasted = """
            550 5.7.1 SPF check failed: 203.0.113.70 is not allowed to send mail for someone@example.org
            """;
        try (WireResolver wire = new WireResolver(List.of(servers.resolverServer()), Limits.LIBRARY)) {
            Explanation explanation = new Explain(new CachingResolver(wire, Limits.LIBRARY))
                    .explain(new Intake().read(pasted.getBytes(StandardCharsets.UTF_8)), KnownFacts.NOTHING);
            assertThat(explanation.diagnosis())
                    .isInstanceOfSatisfying(
                            Diagnosis.Established.class,
                            established ->
                                    assertThat(established.cause().code()).isEqualTo("spf.sender-not-listed"));
            assertThat(explanation.fixes()).anyMatch(fix -> fix instanceof Fix.Publish);
        }
    }

    @Test
    void aResolverThatIsGoneIsNoDnsAndNoVerdict() throws Exception {
        RealServers.Zone zone = new RealServers.Zone("example.org", START);
        Server gone;
        try (RealServers shortLived =
                RealServers.start(java.nio.file.Files.createDirectory(folder.resolve("short")), List.of(zone))) {
            gone = shortLived.resolverServer();
        }
        try (WireResolver wire = new WireResolver(List.of(gone), Limits.LIBRARY)) {
            assertThat(new ProbingResolver(wire, wire).ask(new Question(DomainName.of("example.org"), RecordType.TXT)))
                    .isInstanceOfSatisfying(
                            Answer.NotAsked.class,
                            unasked -> assertThat(unasked.limit()).isEqualTo(Answer.Limit.NO_DNS));
        }
    }
}
