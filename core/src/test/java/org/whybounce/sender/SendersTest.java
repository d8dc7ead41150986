package org.whybounce.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.whybounce.SendersOf;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.ZoneFile;
import org.whybounce.fix.Fix;
import org.whybounce.net.IpPrefix;
import org.whybounce.report.ReportLimits;
import org.whybounce.report.ReportPile;
import org.whybounce.report.ReportsReader;
import org.whybounce.report.Xml;
import org.whybounce.vendor.VendorDirectory;

/// Who is who, with the truth set beforehand. Above all: nobody who is not ours is called ours or let in.
class SendersTest {
    private static final DomainName AT = DomainName.of("example.org");
    private static final int DAYS = 10;

    private static final String ZONE = """
            example.org. IN TXT "v=spf1 ip4:203.0.113.50 -all"
            example.org. IN MX 10 mail.example.org.
            mail.example.org. IN A 203.0.113.50
            _dmarc.example.org. IN TXT "v=DMARC1; p=none"
            mail.zendesk.com. IN TXT "v=spf1 ip4:198.51.100.0/27 ~all"
            sendgrid.net. IN TXT "v=spf1 ip4:198.51.100.64/27 ~all"
            3.100.51.198.in-addr.arpa. IN PTR out1.zendesk.com.
            out1.zendesk.com. IN A 198.51.100.3
            4.100.51.198.in-addr.arpa. IN PTR out2.zendesk.com.
            out2.zendesk.com. IN A 198.51.100.4
            60.113.0.203.in-addr.arpa. IN PTR app1.example.org.
            app1.example.org. IN A 203.0.113.60
            66.113.0.203.in-addr.arpa. IN PTR app2.example.org.
            app2.example.org. IN A 203.0.113.1
            70.113.0.203.in-addr.arpa. IN PTR fwd.univ.example.
            fwd.univ.example. IN A 203.0.113.70
            """;

    private final ReportPile pile = new ReportPile();
    private final ReportsReader reader = new ReportsReader(ReportLimits.COMMAND_LINE, pile);

    /// One report a day and reporter, all with the same rows.
    private void days(int days, Xml rows) {
        for (int day = 0; day < days; day++) {
            for (String reporter : List.of("one.example", "two.example")) {
                long begin = 1_780_272_000L + day * 86_400L;
                byte[] xml = rows.with(Xml.head(
                                reporter,
                                pile.reports().size() + "!" + day,
                                "example.org",
                                "" + begin,
                                "" + (begin + 86_399)))
                        .bytes();
                reader.read("report", new ByteArrayInputStream(xml));
            }
        }
    }

    private static Xml own() {
        return new Xml()
                .row(
                        "203.0.113.50",
                        "100",
                        true,
                        true,
                        "example.org",
                        Xml.dkim("example.org", "s1", "pass") + Xml.spf("example.org", "pass"));
    }

    private static Xml failing(Xml xml, String ip, String count) {
        return xml.row(ip, count, false, false, "example.org", Xml.spf("example.org", "fail"));
    }

    private Senders senders(String zone, Confirmed confirmed) throws ZoneFile.Unreadable {
        return new SendersOf(ZoneFile.parse("test", zone), VendorDirectory.builtIn())
                .of(SendersOf.tally(pile.reports(), Optional.of(AT), 0).values(), confirmed)
                .getFirst();
    }

    private Senders senders() throws ZoneFile.Unreadable {
        return senders(ZONE, Confirmed.NOTHING);
    }

    private static SenderClass kind(Senders senders, String ip) {
        return senders.sources().stream()
                .filter(sender ->
                        sender.ips().stream().anyMatch(each -> each.toString().equals(ip)))
                .findFirst()
                .orElseThrow()
                .kind();
    }

    private static List<String> published(Senders senders) {
        return senders.fixes().stream()
                .flatMap(remedy -> remedy.fix() instanceof Fix.Publish publish
                        ? publish.edit().becomes().stream()
                        : java.util.stream.Stream.of())
                .toList();
    }

    @Test
    void theHelpDeskAndTheServerThatWereForgottenComeInWithOneRecord() throws ZoneFile.Unreadable {
        Xml rows = failing(failing(failing(own(), "198.51.100.3", "5"), "198.51.100.4", "5"), "203.0.113.60", "7");
        days(DAYS, rows);
        Senders senders = senders();
        assertThat(kind(senders, "203.0.113.50")).isEqualTo(SenderClass.AUTHORISED);
        assertThat(kind(senders, "198.51.100.3")).isEqualTo(SenderClass.FORGOTTEN);
        assertThat(kind(senders, "203.0.113.60")).isEqualTo(SenderClass.FORGOTTEN);
        assertThat(published(senders))
                .containsExactly("v=spf1 ip4:203.0.113.50 include:mail.zendesk.com ip4:203.0.113.60 -all");
        assertThat(senders.mended()).isEqualTo(17 * 2 * DAYS);
        assertThat(senders.readiness().verdict()).isEqualTo(Readiness.Verdict.AFTER_FIXES);
        assertThat(senders.readiness().legitimateThen()).isZero();
        assertThat(Plan.of(senders, LocalDate.of(2026, 7, 1)).steps().getLast().action())
                .contains("p=reject");
    }

    @Test
    void aForgerInTheRangeOfTheServiceKeepsItsIncludeOut() throws ZoneFile.Unreadable {
        Xml rows = failing(own(), "198.51.100.3", "5")
                .row("198.51.100.9", "5", false, false, "example.org", Xml.spf("other-customer.example", "pass"));
        days(DAYS, rows);
        Senders senders = senders();
        assertThat(kind(senders, "198.51.100.9")).isIn(SenderClass.UNKNOWN, SenderClass.FORGED);
        assertThat(published(senders)).containsExactly("v=spf1 ip4:203.0.113.50 ip4:198.51.100.3 -all");
    }

    @Test
    void aReverseNameThatDoesNotLeadBackMakesNobodyOurs() throws ZoneFile.Unreadable {
        days(DAYS, failing(own(), "203.0.113.66", "50"));
        Senders senders = senders();
        assertThat(kind(senders, "203.0.113.66").legitimate()).isFalse();
        assertThat(published(senders)).isEmpty();
    }

    @Test
    void whoPassesMailOnIsNotAuthorised() throws ZoneFile.Unreadable {
        Xml rows = own().row(
                        "203.0.113.70",
                        "9",
                        true,
                        false,
                        "example.org",
                        Xml.dkim("example.org", "s1", "pass") + Xml.spf("example.org", "fail"))
                .row(
                        "203.0.113.70",
                        "2",
                        false,
                        false,
                        "example.org",
                        Xml.dkim("example.org", "s1", "fail") + Xml.spf("example.org", "fail"));
        days(DAYS, rows);
        assertThat(kind(senders(), "203.0.113.70")).isEqualTo(SenderClass.FORWARDER);
        assertThat(published(senders())).isEmpty();
    }

    @Test
    void aSignatureOfOursThatDoesNotVerifyProvesNothing() throws ZoneFile.Unreadable {
        days(
                DAYS,
                own().row(
                                "203.0.113.99",
                                "40",
                                false,
                                false,
                                "example.org",
                                Xml.dkim("example.org", "s1", "fail") + Xml.spf("example.org", "fail")));
        assertThat(kind(senders(), "203.0.113.99").legitimate()).isFalse();
    }

    @Test
    void anotherCustomerOfAServiceForOneDayIsNotOurs() throws ZoneFile.Unreadable {
        days(1, failing(own(), "198.51.100.3", "3"));
        days(DAYS, own());
        assertThat(kind(senders(), "198.51.100.3")).isEqualTo(SenderClass.UNKNOWN);
    }

    @Test
    void aServiceWithItsOwnBounceDomainGetsSettingsAndNoSpf() throws ZoneFile.Unreadable {
        Xml rows = own().row(
                        "198.51.100.70",
                        "20",
                        false,
                        false,
                        "example.org",
                        Xml.dkim("sendgrid.net", "smtpapi", "pass") + Xml.spf("bounce.sendgrid.net", "pass"));
        days(DAYS, rows);
        Senders senders = senders();
        assertThat(kind(senders, "198.51.100.70")).isEqualTo(SenderClass.FORGOTTEN_BRANDED);
        assertThat(published(senders)).isEmpty();
        assertThat(senders.fixes())
                .singleElement()
                .satisfies(remedy -> assertThat(remedy.fix()).isInstanceOf(Fix.Tell.class));
        assertThat(senders.readiness().legitimateNow()).isEqualTo(20 * 2 * DAYS);
    }

    @Test
    void ourKeyAtAServiceMakesItAuthorised() throws ZoneFile.Unreadable {
        Xml rows = own().row(
                        "198.51.100.70",
                        "20",
                        true,
                        false,
                        "example.org",
                        Xml.dkim("example.org", "k2", "pass")
                                + Xml.dkim("sendgrid.net", "smtpapi", "pass")
                                + Xml.spf("bounce.sendgrid.net", "pass"))
                .row(
                        "203.0.113.70",
                        "2",
                        true,
                        false,
                        "example.org",
                        Xml.dkim("example.org", "k2", "pass") + Xml.spf("srs.univ.example", "pass"));
        days(DAYS, rows);
        assertThat(kind(senders(), "198.51.100.70")).isEqualTo(SenderClass.AUTHORISED);
        assertThat(kind(senders(), "203.0.113.70")).isEqualTo(SenderClass.FORWARDER);
    }

    @Test
    void whatThePersonSaysDecides() throws ZoneFile.Unreadable {
        days(DAYS, failing(own(), "203.0.113.99", "40"));
        Confirmed mine = new Confirmed(Set.of(IpPrefix.parse("203.0.113.99").orElseThrow()), Set.of());
        Senders senders = senders(ZONE, mine);
        assertThat(kind(senders, "203.0.113.99")).isEqualTo(SenderClass.FORGOTTEN);
        assertThat(published(senders)).containsExactly("v=spf1 ip4:203.0.113.50 ip4:203.0.113.99 -all");
        assertThat(senders.of(SenderClass.FORGOTTEN).getFirst().evidence().getFirst())
                .contains("confirmed");
    }

    @Test
    void tooLittleIsSaid() throws ZoneFile.Unreadable {
        days(2, own());
        assertThat(senders().readiness().verdict()).isEqualTo(Readiness.Verdict.TOO_LITTLE_DATA);
    }

    @Test
    void aBounceDomainOfOursBelowTheDomainIsMendedThere() throws ZoneFile.Unreadable {
        String zone = ZONE + "bounce.example.org. IN TXT \"v=spf1 ip4:192.0.2.1 -all\"\n";
        days(DAYS, own().row("198.51.100.3", "5", false, false, "example.org", Xml.spf("bounce.example.org", "fail")));
        Senders senders = senders(zone, Confirmed.NOTHING);
        assertThat(senders.fixes()).singleElement().satisfies(remedy -> {
            assertThat(remedy.fix()).isInstanceOf(Fix.Publish.class);
            assertThat(((Fix.Publish) remedy.fix()).edit().at()).isEqualTo(DomainName.of("bounce.example.org"));
        });
    }

    @Test
    void whatTheRecordListsByNowIsAuthorisedAlthoughTheReportsShowItFail() throws ZoneFile.Unreadable {
        String zone = ZONE.replace("ip4:203.0.113.50 -all", "ip4:203.0.113.50 include:mail.zendesk.com -all");
        days(DAYS, failing(own(), "198.51.100.3", "5"));
        assertThat(kind(senders(zone, Confirmed.NOTHING), "198.51.100.3")).isEqualTo(SenderClass.AUTHORISED);
        assertThat(published(senders(zone, Confirmed.NOTHING))).isEmpty();
    }
}
