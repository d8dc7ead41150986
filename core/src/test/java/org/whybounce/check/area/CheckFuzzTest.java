package org.whybounce.check.area;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.whybounce.check.EmailCheck;
import org.whybounce.check.report.CheckLimits;
import org.whybounce.check.report.CheckOptions;
import org.whybounce.check.report.CheckReport;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.dns.TxtStrings;
import org.whybounce.dns.ZoneFile;
import org.whybounce.net.IpAddress;
import org.whybounce.stories.CheckAnswer;
import org.whybounce.vendor.VendorDirectory;
import org.whybounce.words.json.CheckJson;
import org.whybounce.words.markdown.CheckMarkdown;
import org.whybounce.words.text.CheckText;

/// Whatever stands in a domain's records: a check ends in a report that fits a screen and cannot act on it.
class CheckFuzzTest {
    private static final DomainName DOMAIN = DomainName.of("example.org");
    private static final VendorDirectory VENDORS = VendorDirectory.builtIn();
    private static final List<String> PLACES = List.of(
            "example.org",
            "_dmarc.example.org",
            "_mta-sts.example.org",
            "_smtp._tls.example.org",
            "default._bimi.example.org",
            "default._domainkey.example.org",
            "s1.example.org");

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "v=spf1 ",
                "v=DMARC1;",
                "v=DKIM1; ",
                "v=STSv1;",
                "v=TLSRPTv1;",
                "v=BIMI1;",
                " p=",
                "none",
                "reject",
                "; rua=mailto:",
                "a@example.org",
                "id=",
                "l=",
                "https://",
                ";",
                "=",
                ",",
                " include:",
                "s1.example.org",
                " a:",
                " mx",
                " redirect=",
                " ip4:192.0.2.0/24",
                " -all",
                "%{i}",
                "\"",
                "\u001b[31m",
                "\u00e2\u0080\u00ae",
                "\u0000",
                "<script>",
                "](javascript:1)",
                "|",
                "MIGf",
                "\u00ff");
        return pieces.list().ofMaxSize(12).map(list -> String.join("", list));
    }

    @Property(tries = 300, seed = "7208")
    void anyTextEndsInAReport(@ForAll List<@net.jqwik.api.From("texts") String> texts) {
        List<ResourceRecord> records = new ArrayList<>();
        for (int i = 0; i < Math.min(texts.size(), 20); i++) {
            records.add(new ResourceRecord.Txt(
                    DomainName.of(PLACES.get(i % PLACES.size())), i, TxtStrings.split(texts.get(i))));
            DomainName.parse(texts.get(i).replaceAll("[^!-~]", "x"))
                    .ifPresent(host -> records.add(new ResourceRecord.Mx(DOMAIN, 60, 5, host)));
        }
        CheckReport report = new EmailCheck(ZoneFile.of(records), VENDORS, CheckLimits.DEFAULT)
                .check(DOMAIN, new CheckOptions(List.of("default"), List.of(IpAddress.of("192.0.2.1"))));
        String screen = CheckText.of(report, false, false);
        String all = CheckText.of(report, false, true);
        assertThat(screen.lines()).hasSizeLessThanOrEqualTo(40);
        assertThat(all.chars()).allMatch(c -> c == '\n' || c >= ' ' && c != 0x202e && c != 0x7f);
        assertThat(all.lines().filter(line -> line.length() > 80 && !line.startsWith(" + ") && !line.startsWith(" - ")))
                .isEmpty();
        assertThat(CheckAnswer.outsideCode(CheckMarkdown.of(report))).doesNotContain("<script");
        assertThat(CheckJson.of(report).toString().getBytes(StandardCharsets.UTF_8))
                .isNotEmpty();
    }
}
