package org.whybounce.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.whybounce.SendersOf;
import org.whybounce.dns.ZoneFile;
import org.whybounce.fix.Fix;
import org.whybounce.report.ReportLimits;
import org.whybounce.report.ReportPile;
import org.whybounce.report.ReportsReader;
import org.whybounce.report.Xml;
import org.whybounce.vendor.VendorDirectory;

/// Strangers who look ours: each with the truth set first, and beside it who is ours and looks alike.
class StrangersTest {
    private static final int DAYS = 12;

    private static final String ZONE = """
            _dmarc.example.org. IN TXT "v=DMARC1; p=none"
            _spf.google.com. IN TXT "v=spf1 ip4:192.0.2.0/26 ~all"
            sendgrid.net. IN TXT "v=spf1 ip4:198.51.100.64/27 ~all"
            mail.zendesk.com. IN TXT "v=spf1 ip4:198.51.100.0/27 ~all"
            5.2.0.192.in-addr.arpa. IN PTR mail-a.google.com.
            mail-a.google.com. IN A 192.0.2.5
            7.2.0.192.in-addr.arpa. IN PTR mail-b.google.com.
            mail-b.google.com. IN A 192.0.2.7
            70.113.0.203.in-addr.arpa. IN PTR fwd.univ.example.
            fwd.univ.example. IN A 203.0.113.70
            """;
    private static final String LISTED = "example.org. IN TXT \"v=spf1 ip4:203.0.113.50 -all\"\n";

    private final ReportPile pile = new ReportPile();
    private final ReportsReader reader = new ReportsReader(ReportLimits.COMMAND_LINE, pile);

    private void days(Xml rows) {
        for (int day = 0; day < DAYS; day++) {
            for (String reporter : List.of("one.example", "two.example")) {
                long begin = 1_780_272_000L + day * 86_400L;
                String head = Xml.head(reporter, "i" + day, "example.org", "" + begin, "" + (begin + 86_399));
                reader.read("report", new ByteArrayInputStream(rows.with(head).bytes()));
            }
        }
    }

    private Senders senders(String zone) throws ZoneFile.Unreadable {
        return new SendersOf(ZoneFile.parse("test", zone + ZONE), VendorDirectory.builtIn())
                .of(SendersOf.tally(pile.reports(), Optional.empty(), 0).values(), Confirmed.NOTHING)
                .getFirst();
    }

    private static SenderClass kind(Senders senders, String ip) {
        return senders.sources().stream()
                .filter(sender ->
                        sender.ips().stream().anyMatch(each -> each.toString().equals(ip)))
                .findFirst()
                .orElseThrow()
                .kind();
    }

    private static boolean publishes(Senders senders) {
        return senders.fixes().stream().anyMatch(remedy -> remedy.fix() instanceof Fix.Publish);
    }

    private static Xml own() {
        return row(new Xml(), "203.0.113.50", 100, true, "example.org", "pass", Xml.dkim("example.org", "s1", "pass"));
    }

    private static Xml row(Xml xml, String ip, int count, boolean dkim, String envelope, String spf, String signed) {
        boolean aligned = spf.equals("pass") && envelope.endsWith("example.org");
        return xml.row(ip, "" + count, dkim, aligned, "example.org", signed + Xml.spf(envelope, spf));
    }

    @Test
    void whoReplaysASignedMailAThousandTimesIsNotWhereTheKeyIs() throws ZoneFile.Unreadable {
        String key = Xml.dkim("example.org", "k2", "pass");
        String its = key + Xml.dkim("sendgrid.net", "smtpapi", "pass");
        Xml rows = row(own(), "198.51.100.70", 20, true, "bounce.sendgrid.net", "pass", its);
        days(row(rows, "203.0.113.150", 900, true, "bulk.example", "pass", key));
        Senders senders = senders(LISTED);
        assertThat(kind(senders, "203.0.113.150").legitimate()).isFalse();
        assertThat(kind(senders, "198.51.100.70")).isEqualTo(SenderClass.AUTHORISED);
    }

    @Test
    void aForwarderWhoseMailNoOtherReportShowsIsNotTheSender() throws ZoneFile.Unreadable {
        String key = Xml.dkim("example.org", "alumni", "pass");
        days(row(own(), "203.0.113.70", 30, true, "example.org", "fail", key));
        assertThat(kind(senders(LISTED), "203.0.113.70").legitimate()).isFalse();
    }

    @Test
    void norIfItsMailboxesLieAtAProviderOfMailboxes() throws ZoneFile.Unreadable {
        String key = Xml.dkim("example.org", "alumni", "pass");
        days(row(own(), "192.0.2.5", 30, true, "alumni.univ.example", "pass", key));
        assertThat(kind(senders(LISTED), "192.0.2.5").legitimate()).isFalse();
    }

    @Test
    void theProvidersOwnSelectorSaysThatItSignsForUs() throws ZoneFile.Unreadable {
        days(row(own(), "192.0.2.5", 30, true, "example.org", "fail", Xml.dkim("example.org", "google", "pass")));
        assertThat(kind(senders(LISTED), "192.0.2.5")).isEqualTo(SenderClass.AUTHORISED);
    }

    @Test
    void aProviderOfMailboxesForwardsUnderOurMailFrom() throws ZoneFile.Unreadable {
        days(row(own(), "192.0.2.5", 30, false, "example.org", "fail", ""));
        Senders senders = senders(LISTED);
        assertThat(kind(senders, "192.0.2.5").legitimate()).isFalse();
        assertThat(publishes(senders)).isFalse();
    }

    @Test
    void whereOurOwnMailboxesLieThereItIsOurMail() throws ZoneFile.Unreadable {
        days(row(own(), "192.0.2.5", 30, false, "example.org", "fail", ""));
        Senders senders = senders(LISTED + "example.org. IN MX 10 aspmx.l.google.com.\n");
        assertThat(kind(senders, "192.0.2.5")).isEqualTo(SenderClass.FORGOTTEN);
        assertThat(publishes(senders)).isTrue();
    }

    @Test
    void aLineOfACustomerOfOursIsNoServerOfOurs() throws ZoneFile.Unreadable {
        StringBuilder names = new StringBuilder(LISTED);
        Xml rows = own();
        for (int i = 0; i < 4; i++) {
            String ip = "203.0.113." + (160 + i);
            String name =
                    i % 2 == 0 ? "host" + (160 + i) + ".dsl.example.org." : "203-0-113-" + (160 + i) + ".example.org.";
            names.append((160 + i) + ".113.0.203.in-addr.arpa. IN PTR " + name + "\n" + name + " IN A " + ip + "\n");
            row(rows, ip, 10, false, "example.org", "fail", "");
        }
        days(rows);
        Senders senders = senders(names.toString());
        for (int i = 0; i < 4; i++) {
            assertThat(kind(senders, "203.0.113." + (160 + i)).legitimate()).isFalse();
        }
        assertThat(publishes(senders)).isFalse();
    }

    @Test
    void anotherCustomerInARangeThatWeListIsNotUs() throws ZoneFile.Unreadable {
        Xml rows = row(own(), "192.0.2.5", 30, true, "example.org", "pass", Xml.dkim("example.org", "google", "pass"));
        String theirs = Xml.dkim("evil.example", "google", "pass");
        days(row(rows, "192.0.2.7", 30, false, "evil.example", "pass", theirs));
        Senders senders = senders("example.org. IN TXT \"v=spf1 ip4:203.0.113.50 include:_spf.google.com -all\"\n");
        assertThat(kind(senders, "192.0.2.7").legitimate()).isFalse();
        assertThat(kind(senders, "192.0.2.5")).isEqualTo(SenderClass.AUTHORISED);
        assertThat(kind(senders, "203.0.113.50")).isEqualTo(SenderClass.AUTHORISED);
    }

    @Test
    void norAForwarderInARangeThatWeList() throws ZoneFile.Unreadable {
        Xml rows = row(own(), "192.0.2.5", 30, true, "example.org", "pass", Xml.dkim("example.org", "google", "pass"));
        days(row(rows, "192.0.2.7", 3, true, "alumni.univ.example", "pass", Xml.dkim("example.org", "s1", "pass")));
        Senders senders = senders("example.org. IN TXT \"v=spf1 ip4:203.0.113.50 include:_spf.google.com -all\"\n");
        assertThat(kind(senders, "192.0.2.7")).isEqualTo(SenderClass.FORWARDER);
    }

    @Test
    void aServiceThatWeListMaySendUnderItsOwnBounceDomain() throws ZoneFile.Unreadable {
        String its = Xml.dkim("example.org", "k2", "pass") + Xml.dkim("sendgrid.net", "smtpapi", "pass");
        days(row(own(), "198.51.100.70", 20, true, "bounce.sendgrid.net", "pass", its));
        Senders senders = senders("example.org. IN TXT \"v=spf1 ip4:203.0.113.50 include:sendgrid.net -all\"\n");
        assertThat(kind(senders, "198.51.100.70")).isEqualTo(SenderClass.AUTHORISED);
    }

    @Test
    void aRecordThatLetsEverybodyInMakesNobodyOurs() throws ZoneFile.Unreadable {
        for (String all : List.of("+all", "ip4:0.0.0.0/1 ip4:128.0.0.0/1 -all", "include:wide.example -all")) {
            days(row(own(), "203.0.113.151", 40, false, "example.org", "pass", ""));
            Senders senders = senders("example.org. IN TXT \"v=spf1 ip4:203.0.113.50 " + all + "\"\n"
                    + "wide.example. IN TXT \"v=spf1 +all\"\n");
            assertThat(kind(senders, "203.0.113.151").legitimate()).as(all).isFalse();
            assertThat(kind(senders, "203.0.113.50")).as(all).isEqualTo(SenderClass.AUTHORISED);
        }
    }
}
