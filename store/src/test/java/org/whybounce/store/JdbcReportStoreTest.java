package org.whybounce.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whybounce.dns.DomainName;
import org.whybounce.report.ReportLimits;
import org.whybounce.report.ReportStore;
import org.whybounce.report.ReportsReader;
import org.whybounce.sender.DomainTally;

/// What is kept is kept once, whole, and read back as it came.
class JdbcReportStoreTest {
    private static final DomainName AT = DomainName.of("example.org");

    @TempDir
    private Path folder = Path.of("");

    private ReportStore open() {
        return new JdbcReportStores().open("jdbc:h2:file:" + folder.resolve("reports"), "", "");
    }

    static String report(String reporter, int day, int count) {
        long begin = 1_780_272_000L + day * 86_400L;
        return "<feedback><report_metadata><org_name>" + reporter + "</org_name><report_id>" + day
                + "</report_id><date_range><begin>" + begin + "</begin><end>" + (begin + 86_399)
                + "</end></date_range></report_metadata><policy_published><domain>example.org</domain><p>none</p>"
                + "</policy_published><record><row><source_ip>192.0.2.1</source_ip><count>" + count
                + "</count><policy_evaluated><dkim>pass</dkim><spf>fail</spf><reason><type>forwarded</type></reason>"
                + "</policy_evaluated></row><identifiers><envelope_from>a.example</envelope_from>"
                + "<header_from>example.org</header_from></identifiers><auth_results><dkim><domain>example.org</domain>"
                + "<selector>s1</selector><result>pass</result></dkim><spf><domain>a.example</domain>"
                + "<scope>mfrom</scope><result>pass</result></spf></auth_results></record><record><row>"
                + "<source_ip>2001:db8::1</source_ip><count>300</count></row><identifiers><header_from>example.org"
                + "</header_from></identifiers><auth_results/></record></feedback>";
    }

    private static ReportsReader read(ReportStore store, String... reports) {
        ReportsReader reader = new ReportsReader(ReportLimits.COMMAND_LINE, store);
        for (String report : reports) {
            reader.read("report", new ByteArrayInputStream(report.getBytes(StandardCharsets.UTF_8)));
        }
        return reader;
    }

    private static DomainTally tally(ReportStore store) {
        Map<DomainName, DomainTally> all = store.tallies(Optional.of(AT), 0);
        return Objects.requireNonNull(all.get(AT));
    }

    @Test
    void whatComesAgainInAnotherRunCountsOnce() {
        try (ReportStore store = open()) {
            read(store, report("one.example", 0, 5), report("two.example", 0, 7));
        }
        try (ReportStore store = open()) {
            ReportsReader again = read(store, report("one.example", 0, 5), report("one.example", 1, 1));
            assertThat(again.duplicates()).isEqualTo(1);
            assertThat(again.read().reports()).isEqualTo(1);
            DomainTally tally = tally(store);
            assertThat(tally.messages()).isEqualTo(5 + 7 + 1 + 3 * 300);
            assertThat(tally.passing()).isEqualTo(13);
            assertThat(tally.reporters()).containsOnlyKeys("one.example", "two.example");
            assertThat(tally.policy()).isEqualTo("none");
        }
    }

    @Test
    void aCorrectionTakesThePlaceAndATornReportIsNotKept() {
        try (ReportStore store = open()) {
            read(store, report("one.example", 0, 5), report("one.example", 0, 6));
            assertThat(tally(store).messages()).isEqualTo(306);
            String whole = report("two.example", 0, 9);
            String torn = whole.substring(0, whole.indexOf("2001:db8"));
            ReportsReader reader = read(store, torn, whole);
            assertThat(reader.log().skips()).isEqualTo(2);
            assertThat(tally(store).messages()).isEqualTo(306 + 309);
        }
    }

    @Test
    void whatIsOldIsForgotten() {
        try (ReportStore store = open()) {
            read(store, report("one.example", 0, 5), report("one.example", 30, 5));
            assertThat(store.forget(1_780_272_000L + 10 * 86_400L)).isEqualTo(1);
            assertThat(tally(store).messages()).isEqualTo(305);
            assertThat(store.domains()).containsExactly(AT);
            assertThat(store.tallies(Optional.empty(), 1_780_272_000L + 60 * 86_400L))
                    .isEmpty();
        }
    }

    @Test
    void whatAPersonConfirmedIsRemembered() {
        try (ReportStore store = open()) {
            store.confirm(Optional.of(AT), "zendesk");
            store.confirm(Optional.of(AT), "zendesk");
        }
        try (ReportStore store = open()) {
            assertThat(store.confirmed(AT)).containsExactly("zendesk");
        }
    }
}
