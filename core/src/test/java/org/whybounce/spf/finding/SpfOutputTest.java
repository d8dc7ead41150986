package org.whybounce.spf.finding;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Overlay;
import org.whybounce.dns.ZoneFile;
import org.whybounce.dns.ZoneOverlay;
import org.whybounce.net.IpAddress;
import org.whybounce.vendor.VendorDirectory;
import org.whybounce.words.json.SpfEvalJson;
import org.whybounce.words.json.SpfTreeJson;
import org.whybounce.words.text.Paper;
import org.whybounce.words.text.SpfComparisonText;
import org.whybounce.words.text.SpfEvalText;
import org.whybounce.words.text.SpfShowText;
import org.whybounce.words.text.TextPage;

/// What `spf show` and `spf eval` print of nasty zones: within 80 columns, nothing that acts on a terminal, JSON by its
/// published schema.
final class SpfOutputTest {
    private static final Schema SHOW = schema("spf-show-1.json");
    private static final Schema EVAL = schema("spf-eval-1.json");
    private static final VendorDirectory VENDORS = VendorDirectory.builtIn();

    private static Schema schema(String name) {
        try (InputStream in = SpfOutputTest.class.getResourceAsStream("/org/whybounce/schema/" + name)) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ZoneFile zone() throws ZoneFile.Unreadable {
        List<String> lines = new ArrayList<>(List.of(
                "$TTL 300",
                "over.example.com. TXT \"v=spf1 a a a a a a a a a a include:one.example.net ip4:192.0.2.9 ~all\"",
                "over.example.com. A 198.51.100.1",
                "one.example.net. TXT \"v=spf1 exists:%{i}.one.example.net mx ptr ?all\"",
                "one.example.net. MX 0 .",
                "loop.example.com. TXT \"v=spf1 include:loopb.example.com -all\"",
                "loopb.example.com. TXT \"v=spf1 include:loop.example.com ?all\"",
                "macro.example.com. TXT \"v=spf1 include:%{ir}.%{v}.%{d}._spf.example.net redirect=_spf.%{d2}\"",
                "xn--bcher-kva.example.com. TXT \"v=spf1 ip4:192.0.2.0/24 ip4:192.0.2.7 ip6:2001:db8::/20 -all\"",
                "ansi.example.com. TXT \"v=spf1 ip4:192.0.2.1 \\027[31mred\\027]0;x\\007 -all\"",
                "quotes.example.com. TXT \"v=spf1 \\226\\128\\156a\\226\\128\\157 \\226\\128\\147all\"",
                "two.example.com. TXT \"v=spf1 a -all\"",
                "two.example.com. TXT \"v=spf1 mx -all\"",
                "exp.example.com. TXT \"v=spf1 -all exp=why.example.com\"",
                "why.example.com. TXT \"Not you <script>alert(1)</script>, %{i}\"",
                "down.example.com. TXT \"v=spf1 include:dead.example.net -all\"",
                ";@ servfail dead.example.net",
                "deep." + "a".repeat(60) + "." + "b".repeat(60) + "." + "c".repeat(60) + ".example.com. TXT"
                        + " \"v=spf1 include:" + "d".repeat(60) + "." + "e".repeat(60) + ".example.net -all\"",
                "empty.example.com. A 192.0.2.1"));
        StringBuilder many = new StringBuilder("many.example.com. TXT \"v=spf1\"");
        for (int i = 0; i < 40; i++) {
            many.append(" \" include:s").append(i).append(".example.net\"");
            lines.add("s" + i + ".example.net. TXT \"v=spf1 ip4:192.0.2." + i + " ip4:198.51.100." + i + " ~all\"");
        }
        lines.add(many + " \" -all\"");
        StringBuilder ranges = new StringBuilder("long.example.com. TXT \"v=spf1\"");
        for (int i = 0; i < 200; i++) {
            ranges.append(" \" ip4:203.0.113.").append(i).append('"');
        }
        lines.add(ranges + " \" -all\"");
        return ZoneFile.parse("test", String.join("\n", lines) + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "over.example.com",
                "loop.example.com",
                "macro.example.com",
                "bücher.example.com",
                "ansi.example.com",
                "quotes.example.com",
                "two.example.com",
                "exp.example.com",
                "down.example.com",
                "empty.example.com",
                "many.example.com",
                "long.example.com",
                "nowhere.example.com",
                "deep.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc.example.com"
            })
    void isSafeAndNarrowAndBySchema(String domain) throws ZoneFile.Unreadable {
        ZoneFile zone = zone();
        SpfCheck check = SpfCheck.of(zone, DomainName.of(domain));
        TextPage page = new TextPage(false);
        SpfShowText.put(page, check);
        safe(page);
        assertThat(SHOW.validate(SpfTreeJson.of(check).toString(), InputFormat.JSON))
                .as(domain)
                .isEmpty();
        for (String ip : List.of("192.0.2.9", "2001:db8:1::9", "203.0.113.250")) {
            SpfEval eval = SpfEval.run(
                    VENDORS, zone, IpAddress.of(ip), "x@" + domain, "mail.example.net", "mx.example.org", 0);
            TextPage steps = new TextPage(false);
            eval.evaluations().forEach(one -> SpfEvalText.put(steps, one.evaluation(), one.tree()));
            safe(steps);
            assertThat(EVAL.validate(SpfEvalJson.of(eval).toString(), InputFormat.JSON))
                    .as(domain)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "over.example.com",
                "macro.example.com",
                "ansi.example.com",
                "two.example.com",
                "long.example.com"
            })
    void aComparisonIsSafeAndNarrowAndBySchema(String domain) throws ZoneFile.Unreadable {
        ZoneFile zone = zone();
        SpfCheck check = SpfCheck.of(zone, DomainName.of(domain));
        for (String other : List.of(
                "v=spf1 ip4:192.0.2.0/26 ip6:2001:db8::/33 ip4:203.0.113.1 ?all",
                "v=spf1 \u001b[31m",
                "v=spf1 " + "ip4:192.0.2.77 ".repeat(50) + "exists:%{i}.example.net -all")) {
            SpfComparison comparison =
                    SpfComparison.of(check, other, Overlay.txt(zone, check.domain(), List.of(other)));
            TextPage page = new TextPage(false);
            SpfComparisonText.put(page, check, comparison);
            safe(page);
            assertThat(SHOW.validate(SpfTreeJson.of(check, comparison).toString(), InputFormat.JSON))
                    .as(domain + " against " + other)
                    .isEmpty();
        }
    }

    @Test
    void aComparisonTellsWhatIsLostAndGained() throws ZoneFile.Unreadable {
        ZoneFile zone = ZoneFile.parse("now", "example.com. TXT \"v=spf1 ip4:192.0.2.0/24 -all\"\n");
        ZoneFile then = ZoneFile.parse("then", "example.com. TXT \"v=spf1 ip4:192.0.2.0/25 ip4:203.0.113.7 ~all\"\n");
        SpfCheck check = SpfCheck.of(zone, DomainName.of("example.com"));
        SpfComparison comparison = SpfComparison.of(check, "then", new ZoneOverlay(zone, then));
        assertThat(comparison.difference().lost()).hasToString("[192.0.2.128/25]");
        assertThat(comparison.difference().gained()).hasToString("[203.0.113.7]");
        TextPage page = new TextPage(false);
        SpfComparisonText.put(page, check, comparison);
        assertThat(page.toString())
                .contains("With then in its place:")
                .contains("128 IPv4 in 1 range no longer pass:\n    192.0.2.128/25\n")
                .contains("1 IPv4 in 1 range pass that do not now:\n    203.0.113.7\n")
                .contains("fail becomes");
    }

    private static void safe(TextPage page) {
        assertThat(page.toString().split("\n"))
                .allSatisfy(line -> assertThat(line)
                        .hasSizeLessThanOrEqualTo(Paper.ORDINARY)
                        .doesNotContainPattern("[\\p{Cntrl}\\u202a-\\u202e]"));
    }

    @Test
    void theEleventhLookupStandsWhereItHappens() throws ZoneFile.Unreadable {
        TextPage page = new TextPage(false);
        SpfShowText.put(page, SpfCheck.of(zone(), DomainName.of("over.example.com")));
        assertThat(page.toString())
                .contains("   11!    include:one.example.net")
                .contains("Lookup 11 is include:one.example.net in the record of over.example.com");
    }

    @Test
    void manyRangesAreReadTogether() throws ZoneFile.Unreadable {
        TextPage page = new TextPage(false);
        SpfShowText.put(page, SpfCheck.of(zone(), DomainName.of("long.example.com")));
        assertThat(page.toString())
                .contains("passes if the address lies in one of 200 ranges")
                .contains("... and 194 more ranges");
    }

    @Test
    void aZoneFileMayHoldWhatPeoplePaste() throws ZoneFile.Unreadable {
        ZoneFile zone = ZoneFile.parse("test", "a.example. 300 TXT \"v=spf1 ip4:192.0.2.1 \u2013all\"\n");
        assertThat(SpfCheck.of(zone, DomainName.of("a.example")).findings())
                .anySatisfy(finding -> assertThat(finding.text()).contains("Meant is most likely \"-all\""));
    }
}
