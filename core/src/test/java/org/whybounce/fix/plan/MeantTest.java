package org.whybounce.fix.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.ZoneFile;
import org.whybounce.fix.Fix;
import org.whybounce.fix.HandOver;
import org.whybounce.vendor.VendorDirectory;

/// Broken records in `meant.txt`, each with what is published or offered, named by hand.
class MeantTest {
    private static final DomainName AT = DomainName.of("example.org");

    private static final String WORLD = """
        $TTL 3600
        example.org. IN A 192.0.2.80
        example.org. IN MX 10 mail.example.org.
        mail.example.org. IN A 192.0.2.25
        s.example.net. IN TXT "v=spf1 ip4:198.51.100.0/28 -all"
        two.example.net. IN TXT "v=spf1 ip4:198.51.100.16/28 -all"
        _spf.google.com. IN TXT "v=spf1 ip4:198.51.100.128/28 ~all"
        spf.protection.outlook.com. IN TXT "v=spf1 ip4:198.51.100.64/28 -all"
        sendgrid.net. IN TXT "v=spf1 ip4:198.51.100.32/28 ~all"
        h.example.net. IN A 203.0.113.5
        """;

    private record Case(String records, List<String> published, List<String> offered) {}

    @TestFactory
    Stream<DynamicTest> meant() throws IOException {
        return cases().stream().map(each -> DynamicTest.dynamicTest(each.records(), () -> holds(each)));
    }

    private static void holds(Case each) throws ZoneFile.Unreadable {
        StringBuilder zone = new StringBuilder(WORLD);
        for (String record : each.records().split(" \\+\\+ ")) {
            String bytes = new String(record.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            zone.append("example.org. IN TXT ").append(HandOver.quoted(bytes)).append('\n');
        }
        RecordFix fix = RecordFix.of(
                RecordFix.Asked.repair(AT), ZoneFile.parse("meant", zone.toString()), VendorDirectory.builtIn());
        List<String> published = new ArrayList<>();
        List<String> offered = new ArrayList<>();
        for (Fix one : fix.fixes()) {
            switch (one) {
                case Fix.Publish publish -> published.addAll(publish.edit().becomes());
                case Fix.Ask ask ->
                    ask.alternatives()
                            .forEach(way -> offered.addAll(way.fix().edit().becomes()));
                case Fix.Tell tell -> published.add(tell.text());
                case Fix.PublishNothing nothing -> published.add(nothing.text());
            }
        }
        assertThat(published).as("published").isEqualTo(each.published());
        assertThat(offered).as("offered").containsExactlyInAnyOrderElementsOf(each.offered());
    }

    private static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        try (InputStream in =
                Objects.requireNonNull(MeantTest.class.getResourceAsStream("/org/whybounce/fix/meant.txt"))) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                if (line.startsWith("> ")) {
                    cases.add(new Case(line.substring(2), new ArrayList<>(), new ArrayList<>()));
                } else if (line.startsWith("v=spf1")) {
                    cases.add(new Case(line, new ArrayList<>(), new ArrayList<>()));
                } else if (line.startsWith("= ")) {
                    cases.getLast().published().add(line.substring(2));
                } else if (line.startsWith("? ")) {
                    cases.getLast().offered().add(line.substring(2));
                }
            }
        }
        return cases;
    }
}
