package org.whybounce.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.whybounce.SendersOf;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.ZoneFile;
import org.whybounce.net.IpAddress;
import org.whybounce.report.ReportLimits;
import org.whybounce.report.ReportPile;
import org.whybounce.report.ReportsReader;
import org.whybounce.report.Xml;
import org.whybounce.vendor.VendorDirectory;

/// A report with more sources than anybody has: the busiest are judged, the others are counted and told, and no message
/// is lost or called ours.
class ManySourcesTest {
    private static final DomainName AT = DomainName.of("example.org");
    private static final int FAILING = SenderLimits.LISTED + 700;
    private static final int PASSING = SenderLimits.JUDGED + 900;
    private static final int LISTED = SenderLimits.JUDGED + 300;

    private static StringBuilder row(StringBuilder rows, long ip, int count, String dkim) {
        return rows.append("<record><row><source_ip>")
                .append(IpAddress.v4(ip))
                .append("</source_ip><count>")
                .append(count)
                .append("</count><policy_evaluated><dkim>")
                .append(dkim)
                .append("</dkim><spf>fail</spf></policy_evaluated></row><identifiers><header_from>example.org"
                        + "</header_from></identifiers><auth_results><dkim><domain>example.org</domain><selector>")
                .append(dkim.equals("pass") ? "x" : "invented")
                .append("</selector><result>")
                .append(dkim)
                .append("</result></dkim><spf><domain>bounce.example</domain><result>pass</result></spf>"
                        + "</auth_results></record>");
    }

    private static Senders senders() throws ZoneFile.Unreadable {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < FAILING; i++) {
            row(rows, 0x0a000000L + i * 257L, 1 + i % 5, "fail");
        }
        for (int i = 0; i < PASSING; i++) {
            row(rows, 0x64000000L + i * 257L, 1 + i % 7, "pass");
        }
        for (int i = 0; i < LISTED; i++) {
            row(rows, 0xc6120000L + i, 1 + i % 3, "fail");
        }
        String report = Xml.head("one.example", "1", "example.org", "1780272000", "1780358399");
        String xml = "<feedback>" + report.substring(report.indexOf("<report_metadata>")) + rows + "</feedback>";
        ReportPile pile = new ReportPile();
        new ReportsReader(ReportLimits.COMMAND_LINE, pile)
                .read("report", new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        assertThat(pile.records()).isEqualTo(FAILING + PASSING + LISTED);
        return new SendersOf(
                        ZoneFile.parse("test", "example.org. IN TXT \"v=spf1 ip4:198.18.0.0/15 -all\""),
                        VendorDirectory.builtIn())
                .of(SendersOf.tally(pile.reports(), Optional.of(AT), 0).values(), Confirmed.NOTHING)
                .getFirst();
    }

    private static long messages(int sources, int kinds) {
        long sum = 0;
        for (int i = 0; i < sources; i++) {
            sum += 1 + i % kinds;
        }
        return sum;
    }

    @Test
    void whatIsSeenLeastIsCountedByClassAndTold() throws ZoneFile.Unreadable {
        Senders senders = senders();
        long all = messages(FAILING, 5) + messages(PASSING, 7) + messages(LISTED, 3);
        assertThat(senders.messages()).isEqualTo(all);
        assertThat(senders.sources().stream().mapToLong(SenderGroup::messages).sum())
                .isEqualTo(all);
        assertThat(senders.sources().stream().mapToLong(SenderGroup::passing).sum())
                .isEqualTo(messages(PASSING, 7));
        assertThat(senders.of(SenderClass.FORGED).stream()
                        .mapToLong(SenderGroup::messages)
                        .sum())
                .isEqualTo(messages(FAILING, 5));
        assertThat(senders.of(SenderClass.AUTHORISED).stream()
                        .mapToLong(SenderGroup::messages)
                        .sum())
                .isEqualTo(messages(LISTED, 3));
        assertThat(senders.of(SenderClass.FORGOTTEN)).isEmpty();
        assertThat(senders.fixes()).isEmpty();
        assertThat(senders.limits())
                .contains(
                        "700 addresses that are seen least, and of which nothing passes, were not judged one by one;"
                                + " they are counted as forged.",
                        "900 addresses that are seen least were not judged one by one; they are counted as unknown.",
                        "300 addresses that the record lists and that are seen least were not judged one by one; they"
                                + " are counted as authorised.");
    }

    @Test
    void aReportWithMoreRecordsThanAreTakenIsRefusedWithTheReason() {
        ReportPile pile = new ReportPile();
        ReportsReader reader = new ReportsReader(new ReportLimits(1 << 20, 1 << 20, 200, 2), pile);
        reader.read("whole", new ByteArrayInputStream(Xml.good().bytes()));
        assertThat(pile.reports()).isEmpty();
        assertThat(reader.log().refused())
                .anySatisfy(note -> assertThat(note.words()).contains("more than 2 records"));
    }
}
