package org.whybounce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `whybounce reports` as a person calls it.
class ReportsCommandTest {
    private static final String ZONE = """
            example.org. IN TXT "v=spf1 ip4:203.0.113.50 -all"
            _dmarc.example.org. IN TXT "v=DMARC1; p=none"
            mail.zendesk.com. IN TXT "v=spf1 ip4:198.51.100.0/27 ~all"
            3.100.51.198.in-addr.arpa. IN PTR out1.zendesk.com.
            out1.zendesk.com. IN A 198.51.100.3
            """;

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void lay() throws IOException {
        Files.writeString(folder.resolve("zone.txt"), ZONE);
        Path reports = Files.createDirectory(folder.resolve("reports"));
        for (int day = 0; day < 8; day++) {
            for (String reporter : List.of("one.example", "two.example")) {
                long begin = 1_780_272_000L + day * 86_400L;
                Files.writeString(
                        reports.resolve(reporter + day + ".xml"),
                        "<feedback><report_metadata><org_name>" + reporter + "</org_name><report_id>" + day
                                + "</report_id><date_range><begin>" + begin + "</begin><end>" + (begin + 86_399)
                                + "</end></date_range></report_metadata><policy_published><domain>example.org</domain>"
                                + "<p>none</p></policy_published>"
                                + row("203.0.113.50", 100, "pass") + row("198.51.100.3", 7, "fail") + "</feedback>");
            }
        }
        Files.writeString(reports.resolve("page.html"), "<html>gone</html>");
    }

    private static String row(String ip, int count, String result) {
        return "<record><row><source_ip>" + ip + "</source_ip><count>" + count + "</count><policy_evaluated>"
                + "<dkim>fail</dkim><spf>" + result + "</spf></policy_evaluated></row><identifiers>"
                + "<header_from>example.org</header_from></identifiers><auth_results><spf><domain>example.org</domain>"
                + "<result>" + result + "</result></spf></auth_results></record>";
    }

    private MainTest.Ran reports(String... more) {
        List<String> args =
                new ArrayList<>(List.of("reports", folder.resolve("reports").toString(), "--zone"));
        args.add(folder.resolve("zone.txt").toString());
        args.addAll(List.of(more));
        return MainTest.run(args.toArray(String[]::new));
    }

    @Test
    void theFirstSentenceIsTheAnswer() {
        MainTest.Ran ran = reports();
        assertThat(ran.status()).isEqualTo(ExitStatus.WRONG);
        String flat = ran.out().replaceAll("\\s+", " ");
        assertThat(flat)
                .startsWith(
                        "1 service sends as example.org that its DNS does not know; p=reject would refuse 112 mails")
                .contains("one change fixes 112 of them")
                .contains("v=spf1 ip4:203.0.113.50 include:mail.zendesk.com -all")
                .contains("Refused: page.html: it is no DMARC report");
    }

    @Test
    void theJsonKeepsToItsSchema() throws IOException {
        MainTest.Ran ran = reports("--json");
        try (InputStream in = ReportsCommandTest.class.getResourceAsStream("/org/whybounce/schema/reports-1.json")) {
            assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8))
                            .validate(ran.out(), InputFormat.JSON))
                    .isEmpty();
        }
        assertThat(ran.out()).contains("\"messages\" : 1712").contains("\"verdict\" : \"after-fixes\"");
    }

    @Test
    void otherFormsHoldTheSendersAlone() {
        assertThat(reports("--format", "csv").out())
                .contains("example.org,zendesk,Zendesk,forgotten,112,0,112,198.51.100.3,fail");
        assertThat(reports("--format", "jsonl").out().lines()).hasSize(2);
        assertThat(reports("--format", "table").out()).contains("forgotten");
    }

    @Test
    void oneSourceIsExplained() {
        assertThat(reports("--explain", "198.51.100.3").out())
                .contains("forgotten")
                .contains("112 messages");
        assertThat(reports("--explain", "zendesk").out()).contains("with your MAIL FROM");
        assertThat(reports("--explain", "192.0.2.1").status()).isEqualTo(ExitStatus.UNUSABLE);
    }

    @Test
    void reportsBeforeADayAreLeftOut() {
        assertThat(reports("--since", "2026-06-05", "--json").out()).contains("\"from\" : \"2026-06-05\"");
        assertThat(reports("--since", "June").status()).isEqualTo(ExitStatus.UNUSABLE);
    }

    @Test
    void nothingThatCanBeReadIsSaid() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(MainTest.run("reports", empty.toString()).status()).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(MainTest.run("reports", folder.resolve("none").toString()).err())
                .contains("no file or folder");
    }
}
