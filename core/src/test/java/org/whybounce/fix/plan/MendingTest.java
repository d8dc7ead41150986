package org.whybounce.fix.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.ZoneFile;
import org.whybounce.fix.Fix;
import org.whybounce.fix.HandOver;
import org.whybounce.fix.Proof;
import org.whybounce.fix.RecordEdit;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.vendor.VendorDirectory;

class MendingTest {
    private static final DomainName AT = DomainName.of("example.org");
    private final VendorDirectory vendors = VendorDirectory.builtIn();

    private static Mending mending(String ip, String zone) {
        try {
            return new Mending(
                    ZoneFile.parse("test", zone),
                    AT,
                    Optional.of(SpfQuestion.mailFrom(IpAddress.of(ip), "a@example.org", "mail.example.net")));
        } catch (ZoneFile.Unreadable e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Fix.Publish published(Mending.Attempt attempt) {
        assertThat(attempt.fix()).as(attempt.refused().toString()).isPresent();
        return attempt.fix().orElseThrow();
    }

    private static String text(Fix.Publish fix) {
        return fix.edit().becomes().getFirst();
    }

    private static final String ZENDESK = """
            example.org. 600 IN TXT "v=spf1 include:_spf.google.com -all"
            example.org. IN TXT "google-site-verification=abc"
            _spf.google.com. IN TXT "v=spf1 ip4:192.0.2.0/25 ~all"
            mail.zendesk.com. IN TXT "v=spf1 ip4:198.51.100.0/25 ~all"
            """;

    /// Whoever reaches ‘~exists’ now and is softfail there stays so: his address is not written in front of it.
    @Test
    void addressesOfAnOpenedRedirectStayBehindATermThatDependsOnTheMessage() {
        StringBuilder zone = new StringBuilder("""
                example.org. IN TXT "v=spf1 ip4:192.0.2.1 redirect=r.example.net"
                """);
        StringBuilder target = new StringBuilder("v=spf1");
        for (int i = 1; i <= 11; i++) {
            target.append(i == 7 ? " ~exists:%{l}.allow.example.org" : " a:h" + i + ".example.org");
            zone.append("h" + i + ".example.org. IN A 198.51.100." + i + "\n");
        }
        zone.append("r.example.net. IN TXT ( \"" + target + " -all\" )\n");
        Fix.Publish fix = published(LowerLookups.propose(mending("198.51.100.9", zone.toString())));
        String record = text(fix);
        assertThat(record.indexOf("~exists"))
                .isGreaterThan(record.indexOf("198.51.100.6"))
                .isGreaterThan(0);
        for (int i = 8; i <= 11; i++) {
            assertThat(record.substring(0, record.indexOf("~exists"))).doesNotContain("198.51.100." + i, "h" + i + ".");
        }
    }

    @Test
    void aVendorsIncludeIsAddedBeforeAll() {
        Fix.Publish fix = published(AddSender.propose(mending("198.51.100.7", ZENDESK), vendors.named("zendesk")));
        assertThat(text(fix)).isEqualTo("v=spf1 include:_spf.google.com include:mail.zendesk.com -all");
        Proof.Facts proof = fix.proof().facts();
        assertThat(proof.before().orElseThrow().result()).isEqualTo(SpfResult.FAIL);
        assertThat(proof.after().orElseThrow().result()).isEqualTo(SpfResult.PASS);
        assertThat(proof.lost()).isEmpty();
        assertThat(proof.gained()).hasToString("[198.51.100.0/25]");
        assertThat(proof.neverListed()).isEqualTo(SpfResult.FAIL);
        assertThat(fix.edit().ttl()).isEqualTo(600);
    }

    @Test
    void whereTheVendorsIncludeDoesNotListTheAddressTheAddressItselfIsAdded() {
        Fix.Publish fix = published(AddSender.propose(mending("203.0.113.9", ZENDESK), vendors.named("zendesk")));
        assertThat(text(fix)).isEqualTo("v=spf1 include:_spf.google.com ip4:203.0.113.9 -all");
    }

    @Test
    void aSenderIsAddedBeforeRedirectWhichKeepsItsMeaning() {
        Fix.Publish fix = published(AddSender.propose(mending("2001:db8::7", """
                        example.org. IN TXT "v=spf1 redirect=_spf.example.net"
                        _spf.example.net. IN TXT "v=spf1 ip4:192.0.2.0/24 ~all"
                        """), Optional.empty()));
        assertThat(text(fix)).isEqualTo("v=spf1 ip6:2001:db8::7 redirect=_spf.example.net");
        assertThat(fix.proof().facts().neverListed()).isEqualTo(SpfResult.SOFTFAIL);
    }

    @Test
    void aTermThatExcludesTheAddressIsOvertaken() {
        Fix.Publish fix = published(AddSender.propose(
                mending("192.0.2.7", "example.org. IN TXT \"v=spf1 -ip4:192.0.2.0/24 ip4:198.51.100.1 -all\""),
                Optional.empty()));
        assertThat(text(fix)).isEqualTo("v=spf1 ip4:192.0.2.7 -ip4:192.0.2.0/24 ip4:198.51.100.1 -all");
    }

    @Test
    void severalRecordsBecomeOneWithTheStrictestEnd() {
        Fix.Publish fix = published(RepairRecord.propose(mending("192.0.2.50", """
                example.org. IN TXT "v=spf1 ip4:192.0.2.48/28 ~all"
                example.org. IN TXT "v=spf1 include:spf.protection.outlook.com -all"
                example.org. IN TXT "MS=ms1"
                spf.protection.outlook.com. IN TXT "v=spf1 ip4:198.51.100.128/26 -all"
                """)));
        assertThat(text(fix)).isEqualTo("v=spf1 ip4:192.0.2.48/28 include:spf.protection.outlook.com -all");
        assertThat(fix.edit().was()).hasSize(2);
        assertThat(fix.text()).contains("the stricter stays");
    }

    @Test
    void aDeadIncludeIsTakenOut() {
        Fix.Publish fix = published(RepairRecord.propose(mending(
                "192.0.2.50", "example.org. IN TXT \"v=spf1 include:gone.example.net ip4:192.0.2.48/28 -all\"")));
        assertThat(text(fix)).isEqualTo("v=spf1 ip4:192.0.2.48/28 -all");
    }

    @Test
    void aTermThatNobodyCanReadIsAskedFor() {
        Mending.Attempt attempt = RepairRecord.propose(
                mending("192.0.2.50", "example.org. IN TXT \"v=spf1 ip4:192.0.2.48/28 foo-bar:baz -all\""));
        assertThat(attempt.fix()).isEmpty();
        Fix.Publish offered =
                attempt.ask().orElseThrow().alternatives().getFirst().fix();
        assertThat(text(offered)).isEqualTo("v=spf1 ip4:192.0.2.48/28 -all");
        assertThat(offered.notes().toString()).contains("foo-bar:baz");
    }

    @Test
    void elevenIncludesComeDownToTen() {
        StringBuilder zone = new StringBuilder("example.org. IN TXT ( \"v=spf1\"");
        StringBuilder below = new StringBuilder();
        for (int i = 1; i <= 11; i++) {
            zone.append(" \" include:inc").append(i).append(".example.net\"");
            below.append("inc%d.example.net. IN TXT \"v=spf1 ip4:198.51.100.%d/28 ~all\"\n".formatted(i, i * 16));
        }
        zone.append(" \" ip4:192.0.2.128/25 -all\" )\n").append(below);
        Mending mending = mending("192.0.2.130", zone.toString());
        Fix.Publish fix = published(RepairRecord.propose(mending));
        Proof.Facts proof = fix.proof().facts();
        assertThat(proof.lookupsBefore()).isEqualTo(11);
        assertThat(proof.lookupsWorst()).isEqualTo(10);
        assertThat(proof.gained()).isEmpty();
        assertThat(proof.before().orElseThrow().result()).isEqualTo(SpfResult.PERMERROR);
    }

    @Test
    void aFirstRecordListsTheSenderAndEndsMildly() {
        Fix.Publish fix = published(
                AddSender.propose(mending("192.0.2.50", "example.org. IN MX 10 mail.example.org."), Optional.empty()));
        assertThat(text(fix)).isEqualTo("v=spf1 ip4:192.0.2.50 ~all");
        assertThat(fix.edit().was()).isEmpty();
    }

    @Test
    void nothingIsPrintedWhereTheDnsDoesNotAnswer() {
        Mending.Attempt attempt = AddSender.propose(
                mending("192.0.2.50", ";@ servfail example.org TXT\nexample.org. IN A 192.0.2.1\n"), Optional.empty());
        assertThat(attempt.fix()).isEmpty();
        assertThat(attempt.refused().toString()).contains("did not answer");
        assertThat(attempt.orTell(AT, "Add 192.0.2.50.")).isInstanceOf(Fix.Tell.class);
    }

    @Test
    void anIncludeThatTheDnsDoesNotAnswerForMakesTheChangeUnprovable() {
        Mending.Attempt attempt = AddSender.propose(mending("192.0.2.50", """
                        ;@ timeout spf.example.net TXT
                        example.org. IN TXT "v=spf1 include:spf.example.net -all"
                        """), Optional.empty());
        assertThat(attempt.fix()).isEmpty();
    }

    @Test
    void theSeventeenLookupTreeComesWithinTenAndStaysTheSameSet() {
        StringBuilder zone = new StringBuilder("""
                example.org. IN TXT ( "v=spf1 a mx include:one.example.net include:two.example.net include:gone.example.net "
                  "include:one.example.net include:loop.example.org include:three.example.net ~all" )
                example.org. IN A 192.0.2.1
                example.org. IN MX 10 mx.example.org.
                mx.example.org. IN A 192.0.2.2
                loop.example.org. IN TXT "v=spf1 include:example.org ip4:192.0.2.77 -all"
                one.example.net. IN TXT "v=spf1 include:a.example.net include:b.example.net ~all"
                two.example.net. IN TXT "v=spf1 include:c.example.net include:d.example.net ip4:203.0.113.0/28 ~all"
                three.example.net. IN TXT "v=spf1 include:e.example.net include:f.example.net ~all"
                """);
        for (char c = 'a'; c <= 'f'; c++) {
            zone.append("%c.example.net. IN TXT \"v=spf1 ip4:198.51.100.%d/28 -all\"\n".formatted(c, (c - 'a') * 32));
        }
        Fix.Publish fix = published(LowerLookups.propose(mending("198.51.100.33", zone.toString())));
        Proof.Facts proof = fix.proof().facts();
        assertThat(proof.lookupsWorst()).isLessThanOrEqualTo(10);
        assertThat(proof.lost()).isEmpty();
        assertThat(proof.gained()).isEmpty();
    }

    @Test
    void largeIncludesGoIntoOverflowRecords() {
        StringBuilder zone = new StringBuilder("example.org. IN TXT ( \"v=spf1\"");
        StringBuilder below = new StringBuilder();
        for (int i = 1; i <= 12; i++) {
            zone.append(" \" include:i").append(i).append(".example.net\"");
            below.append("i%d.example.net. IN TXT ( \"v=spf1\" ".formatted(i));
            for (int j = 0; j < 20; j++) {
                below.append(" \" ip4:10.%d.%d.0/25\"".formatted(i, j * 3));
            }
            below.append(" \" ~all\" )\n");
        }
        zone.append(" \" -all\" )\n").append(below);
        Fix.Publish fix = published(LowerLookups.propose(mending("10.1.0.1", zone.toString())));
        assertThat(fix.also()).isNotEmpty();
        assertThat(fix.proof().facts().lookupsWorst()).isLessThanOrEqualTo(10);
        assertThat(fix.proof().facts().gained()).isEmpty();
        assertThat(fix.notes().toString()).contains("may change them");
        for (RecordEdit edit : fix.edits()) {
            assertThat(edit.bytes()).isLessThan(470);
        }
    }

    @Test
    void handOverNamesTheRecordInEachForm() {
        Fix.Publish fix = published(AddSender.propose(mending("198.51.100.7", ZENDESK), vendors.named("zendesk")));
        HandOver hand = HandOver.of(fix.edit(), mending("192.0.2.1", ZENDESK).resolver());
        assertThat(hand.nsupdate())
                .containsExactly(
                        "zone example.org.",
                        "prereq yxrrset example.org. TXT \"v=spf1 include:_spf.google.com -all\"",
                        "prereq yxrrset example.org. TXT \"google-site-verification=abc\"",
                        "update delete example.org. TXT \"v=spf1 include:_spf.google.com -all\"",
                        "update add example.org. 600 TXT \"v=spf1 include:_spf.google.com include:mail.zendesk.com"
                                + " -all\"",
                        "send");
        assertThat(hand.host()).isEqualTo("@");
        assertThat(HandOver.minutes(600)).isEqualTo(10);
        assertThat(List.of(HandOver.quoted("a\"b\\c\u0001"))).containsExactly("\"a\\\"b\\\\c\\001\"");
    }
}
