package org.whybounce.dns.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.whybounce.check.EmailCheck;
import org.whybounce.check.look.Spread;
import org.whybounce.check.look.Spread.Goal;
import org.whybounce.check.report.Area;
import org.whybounce.check.report.AreaReport;
import org.whybounce.check.report.Authorities;
import org.whybounce.check.report.CheckLimits;
import org.whybounce.check.report.CheckOptions;
import org.whybounce.check.report.CheckReport;
import org.whybounce.check.report.Standing;
import org.whybounce.dns.CachingResolver;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Limits;
import org.whybounce.finding.Finding;
import org.whybounce.net.IpAddress;
import org.whybounce.vendor.VendorDirectory;

/// The name servers of a domain asked one by one, over real sockets on loopback: what differs, what is lame, what is
/// silent, and how a change spreads.
@Timeout(60)
class AuthoritiesTest {
    private static final Limits QUICK =
            new Limits(Duration.ofMillis(1500), 1, Duration.ofSeconds(4), Duration.ofSeconds(40), 600, 1000, 8);
    private static final CheckLimits LIMITS = CheckLimits.DEFAULT;
    private static final VendorDirectory VENDORS = VendorDirectory.builtIn();
    private static final DomainName DOMAIN = DomainName.of("example.org");

    private static final String ZONE = """
            example.org. IN SOA ns1.example.net. h.example.net. %d 60 60 60 60
            example.org. IN NS ns1.example.net.
            example.org. IN NS ns2.example.net.
            example.org. IN MX 0 .
            example.org. 300 IN TXT "%s"
            _dmarc.example.org. IN TXT "v=DMARC1; p=reject"
            """;
    private static final String HOSTS = """
            ns1.example.net. IN A 192.0.2.51
            ns2.example.net. IN A 192.0.2.52
            """;

    private static String zone(int serial, String spf) {
        return ZONE.formatted(serial, spf);
    }

    private static CheckReport check(SlowServer resolver, Server first, Server second) {
        try (WireResolver wire = new WireResolver(List.of(resolver.server()), QUICK)) {
            Authorities authorities = new Authorities(
                    wire,
                    address -> Map.of(IpAddress.of("192.0.2.51"), first, IpAddress.of("192.0.2.52"), second)
                            .getOrDefault(address, second),
                    List.of());
            return new EmailCheck(new CachingResolver(wire, QUICK), VENDORS, LIMITS, Optional.of(authorities))
                    .check(DOMAIN, CheckOptions.NONE);
        }
    }

    private static List<String> codes(CheckReport report) {
        return report.findings().stream().map(Finding::code).toList();
    }

    private static AreaReport servers(CheckReport report) {
        return report.areas().stream()
                .filter(area -> area.area() == Area.SERVERS)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void serversThatAgreeAreWell() throws Exception {
        String zone = zone(7, "v=spf1 -all");
        try (SlowServer resolver = SlowServer.start(zone + HOSTS);
                SlowServer first = SlowServer.start(zone);
                SlowServer second = SlowServer.start(zone)) {
            CheckReport report = check(resolver, first.server(), second.server());
            assertThat(codes(report)).noneMatch(code -> code.startsWith("NS_SERVER") || code.startsWith("NS_ANSWERS"));
            assertThat(servers(report).standing()).isEqualTo(Standing.OK);
            assertThat(servers(report).says()).contains("All 2 name servers say the same");
        }
    }

    @Test
    void serversThatDifferAreAnError() throws Exception {
        try (SlowServer resolver = SlowServer.start(zone(8, "v=spf1 ip4:192.0.2.1 -all") + HOSTS);
                SlowServer first = SlowServer.start(zone(8, "v=spf1 ip4:192.0.2.1 -all"));
                SlowServer second = SlowServer.start(zone(7, "v=spf1 -all"))) {
            CheckReport report = check(resolver, first.server(), second.server());
            assertThat(codes(report)).contains("NS_ANSWERS/DIFFER", "NS_ANSWERS/OLD_SERIAL");
            assertThat(servers(report).standing()).isEqualTo(Standing.ERROR);
            assertThat(servers(report).says()).contains("do not agree on SPF");
        }
    }

    @Test
    void serialsGoRound() throws Exception {
        try (SlowServer resolver = SlowServer.start(zone(1, "v=spf1 -all") + HOSTS);
                SlowServer first = SlowServer.start(zone(1, "v=spf1 -all"));
                SlowServer second =
                        SlowServer.start(ZONE.replace("%d", "4294967290").formatted("v=spf1 -all"))) {
            assertThat(servers(check(resolver, first.server(), second.server())).findings())
                    .filteredOn(finding -> finding.code().equals("NS_ANSWERS/OLD_SERIAL"))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.text()).contains("serial 4294967290 instead of 1"));
        }
    }

    @Test
    void aResolverThatHoldsTheOldRecordIsTold() throws Exception {
        String now = zone(8, "v=spf1 ip4:192.0.2.1 -all");
        try (SlowServer resolver = SlowServer.start(zone(7, "v=spf1 -all") + HOSTS);
                SlowServer first = SlowServer.start(now);
                SlowServer second = SlowServer.start(now)) {
            assertThat(codes(check(resolver, first.server(), second.server())))
                    .contains("NS_ANSWERS/RESOLVER_HOLDS_OLD")
                    .doesNotContain("NS_ANSWERS/DIFFER");
        }
    }

    @Test
    void lameAndSilentServersAreTwoThings() throws Exception {
        String zone = zone(7, "v=spf1 -all");
        try (SlowServer resolver = SlowServer.start(zone + HOSTS);
                FalseServer lame = FalseServer.answering(question -> Packets.answer(question, Reply.REFUSED));
                FalseServer silent = FalseServer.start(question -> List.of(), (socket, question) -> {})) {
            CheckReport report = check(resolver, lame.address(), silent.address());
            assertThat(codes(report)).contains("NS_SERVER/LAME", "NS_SERVER/SILENT");
            assertThat(servers(report).findings())
                    .filteredOn(finding -> finding.code().equals("NS_SERVER/LAME"))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.text())
                            .contains("ns1.example.net")
                            .contains("REFUSED"));
        }
    }

    @Test
    void privateAddressesAreNotKnockedAt() throws Exception {
        String zone = zone(7, "v=spf1 -all");
        String hosts = """
                ns1.example.net. IN A 10.0.0.1
                ns2.example.net. IN CNAME nothing.example.net.
                """;
        try (SlowServer resolver = SlowServer.start(zone + hosts);
                SlowServer never = SlowServer.start(zone)) {
            CheckReport report = check(resolver, never.server(), never.server());
            assertThat(codes(report)).contains("NS_SERVER/NOT_PUBLIC", "NS_SERVER/NO_ADDRESS");
            assertThat(never.questions).hasValue(0);
        }
    }

    @Test
    void oneServerIsFewAndNsThatDoesNotAnswerIsTold() throws Exception {
        String zone = zone(7, "v=spf1 -all").replace("example.org. IN NS ns2.example.net.\n", "");
        try (SlowServer resolver = SlowServer.start(zone + HOSTS);
                SlowServer only = SlowServer.start(zone);
                FalseServer nsFails = FalseServer.answering(
                        question -> Packets.question(question).getType() == org.xbill.DNS.Type.NS
                                ? Packets.answer(question, Reply.SERVFAIL)
                                : Packets.answer(question, Reply.NOERROR))) {
            assertThat(codes(check(resolver, only.server(), only.server()))).contains("NS_SERVER/ONE");
            try (WireResolver wire = new WireResolver(List.of(nsFails.address()), QUICK)) {
                CheckReport report = new EmailCheck(wire, VENDORS, LIMITS, Optional.of(Authorities.of(wire, List.of())))
                        .check(DOMAIN, CheckOptions.NONE);
                assertThat(codes(report)).contains("NS_SERVER/DNS");
            }
        }
    }

    @Test
    void aZoneThatFailsDnssecIsToldFromOneThatIsDown() throws Exception {
        try (FalseServer validating = FalseServer.answering(question -> {
            boolean unchecked = (question[3] & 0x10) != 0;
            return unchecked
                    ? Packets.answer(question, Reply.NOERROR, "example.org. 300 IN TXT \"v=spf1 -all\"")
                    : Packets.answer(question, Reply.SERVFAIL);
        })) {
            try (WireResolver wire = new WireResolver(List.of(validating.address()), QUICK)) {
                CheckReport report = new EmailCheck(wire, VENDORS, LIMITS, Optional.of(Authorities.of(wire, List.of())))
                        .check(DOMAIN, CheckOptions.NONE);
                assertThat(codes(report)).contains("NS_DNSSEC/BOGUS");
            }
        }
    }

    /// A zone that is signed, behind a resolver that does not say whether it looked: what was not tested is told.
    @Test
    void aResolverThatDoesNotValidateIsTold() throws Exception {
        String ds = "example.org. 300 IN DS 1038 13 2 " + "ab".repeat(32);
        String key = "example.org. 300 IN DNSKEY 257 3 13 " + "A".repeat(86) + "==";
        for (boolean validated : List.of(false, true)) {
            try (FalseServer resolver = FalseServer.answering(question -> {
                byte[] answer = switch (Packets.question(question).getType()) {
                    case org.xbill.DNS.Type.DS -> Packets.answer(question, Reply.NOERROR, ds);
                    case org.xbill.DNS.Type.DNSKEY -> Packets.answer(question, Reply.NOERROR, key);
                    case org.xbill.DNS.Type.TXT ->
                        Packets.answer(question, Reply.NOERROR, "example.org. 300 IN TXT \"v=spf1 -all\"");
                    default -> Packets.answer(question, Reply.NOERROR);
                };
                answer[3] |= (byte) (validated ? 0x20 : 0);
                return answer;
            })) {
                try (WireResolver wire = new WireResolver(List.of(resolver.address()), QUICK)) {
                    CheckReport report = new EmailCheck(
                                    wire, VENDORS, LIMITS, Optional.of(Authorities.of(wire, List.of())))
                            .check(DOMAIN, CheckOptions.NONE);
                    assertThat(codes(report).contains("NS_DNSSEC/NOT_VALIDATED"))
                            .isEqualTo(!validated);
                    assertThat(codes(report)).doesNotContain("NS_DNSSEC/BOGUS");
                }
            }
        }
    }

    @Test
    void aChangeIsVisibleWhenEveryPlaceHoldsIt() throws Exception {
        String old = zone(7, "v=spf1 -all");
        String now = zone(8, "v=spf1 ip4:192.0.2.1 -all");
        try (SlowServer resolver = SlowServer.start(old + HOSTS);
                SlowServer first = SlowServer.start(old);
                SlowServer second = SlowServer.start(old);
                WireResolver wire = new WireResolver(List.of(resolver.server()), QUICK)) {
            Authorities authorities =
                    new Authorities(wire, address -> first.server(), List.of(first.server(), second.server()));
            Spread spread = Spread.of(wire, authorities, DOMAIN, LIMITS);
            Goal record = new Goal(Optional.of("v=spf1  ip4:192.0.2.1 -all"), List.of());
            Goal any =
                    new Goal(Optional.empty(), spread.look().getFirst().texts().orElseThrow());
            assertThat(spread.servers()).isEqualTo(2);
            assertThat(spread.zone()).isEqualTo(DOMAIN);
            assertThat(record.reached(spread.look())).isFalse();
            assertThat(any.reached(spread.look())).isFalse();
            first.hold(now);
            second.hold(now);
            List<Spread.Place> places = spread.look();
            assertThat(record.reached(places))
                    .as("the resolver still holds the old one")
                    .isFalse();
            assertThat(places.stream().map(record::reached)).containsExactly(false, true, true);
            assertThat(places.getFirst().ttl()).isEqualTo(300);
            resolver.hold(now + HOSTS);
            assertThat(record.reached(spread.look())).isTrue();
            assertThat(any.reached(spread.look())).isTrue();
            second.hold(now + "example.org. 300 IN TXT \"v=spf1 -all\"\n");
            assertThat(record.reached(spread.look()))
                    .as("two records are not one")
                    .isFalse();
        }
    }

    @Test
    void aRecordStandsWhereItsKindSays() {
        assertThat(Spread.place(DOMAIN, "v=DMARC1; p=none", Optional.empty()))
                .contains(DomainName.of("_dmarc.example.org"));
        assertThat(Spread.place(DomainName.of("_dmarc.example.org"), "v=DMARC1; p=none", Optional.empty()))
                .contains(DomainName.of("_dmarc.example.org"));
        assertThat(Spread.place(DOMAIN, "v=DKIM1; p=", Optional.of("s1")))
                .contains(DomainName.of("s1._domainkey.example.org"));
        assertThat(Spread.place(DOMAIN, "v=DKIM1; p=", Optional.empty())).isEmpty();
        assertThat(Spread.place(DOMAIN, "", Optional.empty())).contains(DOMAIN);
    }

    /// Eight includes behind a resolver of some latency: what is asked at once is asked ahead, so that the rounds are
    /// few; see `CheckLatency` for the figure.
    @Test
    void whatIsAskedAheadIsNotAskedAgain() throws Exception {
        try (SlowServer resolver = SlowServer.start(CheckLatency.ZONE, Duration.ofMillis(5), 0);
                WireResolver wire = new WireResolver(List.of(resolver.server()), QUICK)) {
            CheckReport report = new EmailCheck(wire, VENDORS, LIMITS).check(DOMAIN, CheckOptions.NONE);
            assertThat(report.tree().orElseThrow().worst()).isEqualTo(10);
            assertThat(resolver.questions.get()).isEqualTo(report.questions());
        }
    }
}
