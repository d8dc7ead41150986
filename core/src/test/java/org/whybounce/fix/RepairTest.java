package org.whybounce.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.ZoneFile;
import org.whybounce.fix.plan.AddSender;
import org.whybounce.fix.plan.Mending;
import org.whybounce.fix.plan.RecordFix;
import org.whybounce.fix.remedy.HeloRemedy;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.vendor.VendorDirectory;

/// What is broken and how it is mended, one case for each kind of damage.
class RepairTest {
    private static final DomainName AT = DomainName.of("example.org");
    private static final String BELOW = """

        spf.example.net. IN TXT "v=spf1 ip4:203.0.113.128/26 -all"
        two.example.net. IN TXT "v=spf1 ip4:203.0.113.8 -all"
        """;

    private static RecordFix repair(String zone) throws ZoneFile.Unreadable {
        return RecordFix.of(
                RecordFix.Asked.repair(AT), ZoneFile.parse("test", zone + BELOW), VendorDirectory.builtIn());
    }

    private static Fix.Publish published(RecordFix fix) {
        assertThat(fix.fixes()).hasSize(1).first().isInstanceOf(Fix.Publish.class);
        return (Fix.Publish) fix.fixes().getFirst();
    }

    private static String becomes(String record) throws ZoneFile.Unreadable {
        return published(repair("example.org. IN TXT " + record))
                .edit()
                .becomes()
                .getFirst();
    }

    @Test
    void misspeltTermsAreWrittenAsTheyWereMeant() throws ZoneFile.Unreadable {
        Map<String, String> meant = Map.ofEntries(
                Map.entry("ipv4:192.0.2.1", "ip4:192.0.2.1"),
                Map.entry("ip:192.0.2.1", "ip4:192.0.2.1"),
                Map.entry("192.0.2.1", "ip4:192.0.2.1"),
                Map.entry("ip6:192.0.2.1", "ip4:192.0.2.1"),
                Map.entry("ip4:2001:db8::1", "ip6:2001:db8::1"),
                Map.entry("ip4:192.0.2.0/255.255.255.0", "ip4:192.0.2.0/24"),
                Map.entry("ip4:192.0.2.1,192.0.2.2", "ip4:192.0.2.1 ip4:192.0.2.2"),
                Map.entry("ip4:192.0.2.1;", "ip4:192.0.2.1"),
                Map.entry("ip4:192.0.2.1ip4:192.0.2.2", "ip4:192.0.2.1 ip4:192.0.2.2"),
                Map.entry("a:192.0.2.1", "ip4:192.0.2.1"),
                Map.entry("inlcude:spf.example.net", "include:spf.example.net"),
                Map.entry("include:https://spf.example.net/", "include:spf.example.net"),
                Map.entry("include: spf.example.net", "include:spf.example.net"),
                Map.entry(
                        "include:spf.example.netinclude:two.example.net",
                        "include:spf.example.net include:two.example.net"));
        for (Map.Entry<String, String> each : meant.entrySet()) {
            assertThat(becomes("\"v=spf1 " + each.getKey() + " ip4:198.51.100.1 ~all\""))
                    .as(each.getKey())
                    .isEqualTo("v=spf1 " + each.getValue() + " ip4:198.51.100.1 ~all");
        }
    }

    @Test
    void anEndWithASpaceInItDoesNotLetEverybodySend() throws ZoneFile.Unreadable {
        assertThat(becomes("\"v=spf1 ip4:192.0.2.1 - all\"")).isEqualTo("v=spf1 ip4:192.0.2.1 -all");
        assertThat(becomes("\"v=spf1 ip4:192.0.2.1 --all\"")).isEqualTo("v=spf1 ip4:192.0.2.1 -all");
        assertThat(becomes("\"v=spf1 ip4:192.0.2.1-all\"")).isEqualTo("v=spf1 ip4:192.0.2.1 -all");
        // A dash that a word processor made, as its UTF-8 bytes.
        assertThat(becomes("\"v=spf1 ip4:192.0.2.1 \\226\\128\\147all\"")).isEqualTo("v=spf1 ip4:192.0.2.1 -all");
    }

    @Test
    void whatIsNearlyARecordBecomesOne() throws ZoneFile.Unreadable {
        for (String nearly : List.of(
                "\" v=spf1 ip4:192.0.2.1 ~all\"",
                "\"\\\"v=spf1 ip4:192.0.2.1 ~all\\\"\"",
                "\"v=spf1\\009ip4:192.0.2.1 ~all\"",
                "\"v=spf1: ip4:192.0.2.1 ~all\"",
                "\"v=spf1ip4:192.0.2.1 ~all\"",
                "\"v = spf1 ip4:192.0.2.1 ~all\"",
                "\"spf1 ip4:192.0.2.1 ~all\"",
                "\"\\226\\128\\156v=spf1 ip4:192.0.2.1 ~all\\226\\128\\157\"")) {
            assertThat(becomes(nearly)).as(nearly).isEqualTo("v=spf1 ip4:192.0.2.1 ~all");
        }
        assertThat(repair("example.org. IN TXT \"v=spf10 ip4:192.0.2.1\"").fixes())
                .isEmpty();
        assertThat(repair("example.org. IN TXT \"spf records are fun\"").fixes())
                .isEmpty();
    }

    @Test
    void aRecordAtTheWrongNameIsPublishedWhereItIsReadAndOneThatRefusesAllIsNot() throws ZoneFile.Unreadable {
        for (String name : List.of("_spf.example.org", "www.example.org", "example.org.example.org")) {
            Fix.Publish fix = published(repair(name + ". IN TXT \"v=spf1 ip4:192.0.2.1 ~all\""));
            assertThat(fix.edit().at()).isEqualTo(AT);
            assertThat(fix.edit().was()).isEmpty();
        }
        assertThat(repair("www.example.org. IN TXT \"v=spf1 -all\"").fixes()).isEmpty();
        assertThat(published(repair("example.org. IN SPF \"v=spf1 ip4:192.0.2.1 ~all\""))
                        .edit()
                        .becomes())
                .containsExactly("v=spf1 ip4:192.0.2.1 ~all");
    }

    @Test
    void voidLookupsAndTooManyMailHostsGo() throws ZoneFile.Unreadable {
        assertThat(becomes("\"v=spf1 a:g1.example.org a:g2.example.org mx:g3.example.org ip4:192.0.2.4 -all\""))
                .isEqualTo("v=spf1 ip4:192.0.2.4 -all");
        StringBuilder zone = new StringBuilder("example.org. IN TXT \"v=spf1 mx -all\"\n");
        for (int i = 0; i < 12; i++) {
            zone.append(
                    "example.org. IN MX 10 m%d.example.org.\nm%d.example.org. IN A 192.0.2.%d\n".formatted(i, i, i));
        }
        assertThat(published(repair(zone.toString())).edit().becomes())
                .containsExactly("v=spf1 ip4:192.0.2.0/29 ip4:192.0.2.8/30 -all");
    }

    @Test
    void nothingIsPrintedForAnAlias() throws ZoneFile.Unreadable {
        ZoneFile zone = ZoneFile.parse("test", """
            example.org. IN CNAME mail.example.net.
            mail.example.net. IN TXT "v=spf1 ip4:192.0.2.1 -all"
            """);
        RecordFix fix = RecordFix.of(
                new RecordFix.Asked(AT, List.of(), false, Optional.of(question("198.51.100.1"))),
                zone,
                VendorDirectory.builtIn());
        assertThat(fix.fixes()).hasSize(1).first().isInstanceOf(Fix.Tell.class);
        assertThat(fix.fixes().getFirst().text()).contains("alias (CNAME) of mail.example.net");
    }

    @Test
    void aMacroThatPointsToItsOwnDomainIsNeverMovedElsewhere() throws ZoneFile.Unreadable {
        StringBuilder zone = new StringBuilder("example.org. IN TXT ( \"v=spf1\"");
        StringBuilder below = new StringBuilder();
        for (int i = 0; i < 11; i++) {
            zone.append(" \" include:i%d.example.net\"".formatted(i));
            below.append("i%d.example.net. IN TXT \"v=spf1 exists:%%{i}.%%{d} ip4:192.0.2.%d -all\"\n".formatted(i, i));
        }
        RecordFix fix = repair(zone + " \" -all\" )\n" + below);
        assertThat(fix.fixes()).hasSize(1).first().isInstanceOf(Fix.Tell.class);
        assertThat(fix.fixes().getFirst().text()).contains("depend on the message");
    }

    /// RFC 7208, section 7.2: `d` is the domain whose record it stands in, the same for every message.
    @Test
    void aMacroOfTheDomainAloneIsFollowed() throws ZoneFile.Unreadable {
        StringBuilder zone = new StringBuilder("example.org. IN TXT ( \"v=spf1\"");
        StringBuilder below = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            zone.append(" \" include:i%d.example.net\"".formatted(i));
            below.append("i%d.example.net. IN TXT \"v=spf1 ip4:198.51.100.%d -all\"\n".formatted(i, i));
        }
        below.append(
                "own.example.org. IN TXT \"v=spf1 ip4:192.0.2.1 a:h.%{d} -all\"\nh.own.example.org. IN A 192.0.2.9\n");
        Fix.Publish fix = published(repair(zone + " \" include:own.%{d} -all\" )\n" + below));
        assertThat(fix.edit().becomes().getFirst()).contains("ip4:192.0.2.1 ip4:192.0.2.9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_spf1.example.org. IN CNAME gone.example.net.",
                "_spf1.example.org. IN TXT \"v=spf1 ip4:198.51.100.1 -all\""
            })
    void anOverflowRecordNeverTakesANameThatIsTaken(String taken) throws ZoneFile.Unreadable {
        StringBuilder zone = new StringBuilder("example.org. IN TXT ( \"v=spf1\"");
        StringBuilder below = new StringBuilder(taken + "\n");
        for (int i = 0; i < 12; i++) {
            zone.append(" \" include:i%d.example.net\"".formatted(i));
            below.append("i%d.example.net. IN TXT ( \"v=spf1\"".formatted(i));
            for (int j = 0; j < 20; j++) {
                below.append(" \" ip4:10.%d.%d.0/25\"".formatted(i, j * 3));
            }
            below.append(" \" -all\" )\n");
        }
        Fix.Publish fix = published(repair(zone + " \" -all\" )\n" + below));
        assertThat(fix.also()).isNotEmpty().noneMatch(edit -> edit.at().equals(DomainName.of("_spf1.example.org")));
    }

    @Test
    void theHeloNameGetsARecordOfItsOwn() throws ZoneFile.Unreadable {
        DomainName helo = DomainName.of("mail.example.org");
        SpfQuestion failing = SpfQuestion.helo(IpAddress.of("192.0.2.25"), helo.toString());
        assertThat(forHelo("mail.example.org. IN A 192.0.2.25", helo, failing)).isEqualTo("v=spf1 a -all");
        assertThat(forHelo("mail.example.org. IN A 192.0.2.26", helo, failing)).isEqualTo("v=spf1 ip4:192.0.2.25 -all");
        assertThat(HeloRemedy.unknown(DomainName.of("localhost"), false)).isInstanceOf(Fix.Tell.class);
    }

    private static String forHelo(String zone, DomainName helo, SpfQuestion failing) throws ZoneFile.Unreadable {
        Mending mending = new Mending(ZoneFile.parse("test", zone), helo, Optional.of(failing));
        return HeloRemedy.of(mending).fix().orElseThrow().edit().becomes().getFirst();
    }

    /// RFC 2136, section 2.5.4: a record is deleted only if its data is the same, string by string.
    @Test
    void anUpdateDeletesTheStringsThatTheDnsHas() throws ZoneFile.Unreadable {
        Fix.Publish fix =
                published(repair("example.org. IN TXT \"v=spf1 ip4:192.0.2.1 \" \"include:gone.example.net -all\""));
        assertThat(fix.forms().getFirst().nsupdate())
                .contains("update delete example.org. TXT \"v=spf1 ip4:192.0.2.1 \" \"include:gone.example.net -all\"");
    }

    @Test
    void dmarcIsToldBesideTheProof() throws ZoneFile.Unreadable {
        ZoneFile zone = ZoneFile.parse("test", """
            example.org. IN TXT "v=spf1 ip4:192.0.2.1 -all"
            _dmarc.example.org. IN TXT "v=DMARC1; p=reject"
            """);
        for (String from : List.of("example.org", "example.com")) {
            Mending mending =
                    new Mending(zone, AT, Optional.of(question("198.51.100.1")), Optional.of(DomainName.of(from)));
            Proof.Facts proof = AddSender.propose(mending, Optional.empty())
                    .fix()
                    .orElseThrow()
                    .proof()
                    .facts();
            assertThat(proof.after().orElseThrow().result()).isEqualTo(SpfResult.PASS);
            assertThat(proof.dmarcAfter().orElseThrow().outcome())
                    .isEqualTo(from.equals("example.org") ? DmarcResult.Outcome.PASS : DmarcResult.Outcome.NONE);
        }
    }

    private static SpfQuestion question(String ip) {
        return SpfQuestion.mailFrom(IpAddress.of(ip), "a@example.org", "mail.example.net");
    }
}
