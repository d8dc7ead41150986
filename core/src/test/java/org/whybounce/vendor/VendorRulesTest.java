package org.whybounce.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpPrefix;
import org.whybounce.spf.record.SpfParser;
import org.whybounce.spf.record.SpfRecord;
import org.whybounce.vendor.Recognised.By;

/// Every rule of every vendor: what it says is recognised, is; what it asks for can be published.
class VendorRulesTest {
    private static final DomainName CUSTOMER = DomainName.of("example.org");
    private final VendorDirectory directory = VendorDirectory.builtIn();

    private static String sample(NamePattern pattern) {
        return pattern.text().replace("*", "x1");
    }

    private static Optional<DomainName> name(NamePattern pattern) {
        return DomainName.parse(sample(pattern));
    }

    private void recognised(Vendor vendor, By by, Traces traces) {
        assertThat(directory.recognise(traces))
                .as(vendor.name() + " by " + by + " of " + traces)
                .anyMatch(found -> found.vendor().equals(vendor) && found.by() == by);
    }

    @Test
    void everyTraceThatAVendorLeavesIsRecognised() {
        for (Vendor vendor : directory.vendors()) {
            for (NamePattern pattern : vendor.ptrNames()) {
                DomainName host = name(pattern).orElseThrow();
                recognised(vendor, By.PTR, Traces.NONE.withPtrNames(List.of(host)));
                recognised(vendor, By.HELO, Traces.NONE.withHelo(host));
            }
            for (NamePattern pattern : vendor.returnPaths()) {
                recognised(
                        vendor,
                        By.RETURN_PATH,
                        Traces.NONE.withReturnPath(name(pattern).orElseThrow()));
            }
            for (NamePattern pattern : vendor.dkimDomains()) {
                recognised(
                        vendor,
                        By.DKIM_DOMAIN,
                        Traces.NONE.withSignatures(
                                List.of(new Traces.Signature(name(pattern).orElseThrow(), "s"))));
            }
            for (NamePattern pattern : vendor.selectors()) {
                recognised(
                        vendor,
                        By.SELECTOR,
                        Traces.NONE.withSignatures(List.of(new Traces.Signature(CUSTOMER, sample(pattern)))));
            }
            for (NamePattern pattern : vendor.headers()) {
                recognised(vendor, By.HEADER, Traces.NONE.withHeaderNames(List.of(sample(pattern))));
            }
            for (IpPrefix range : vendor.relayPool()) {
                recognised(vendor, By.RELAY_POOL, Traces.NONE.withIp(range.address()));
            }
        }
    }

    @Test
    void everyIncludeLeadsBackToAVendorThatHasIt() {
        for (Vendor vendor : directory.vendors()) {
            for (NamePattern pattern : vendor.includes()) {
                assertThat(directory.byInclude(sample(pattern)))
                        .as(vendor.name() + " " + pattern)
                        .get()
                        .matches(found -> found.includesName(sample(pattern)));
            }
        }
    }

    @Test
    void everyNameOfAVendorNamesIt() {
        for (Vendor vendor : directory.vendors()) {
            assertThat(directory.named(vendor.name())).as(vendor.name()).isPresent();
            for (String other : vendor.otherNames()) {
                assertThat(directory.named(other)).as(other).isPresent();
            }
        }
    }

    @Test
    void aNameWithAMistakeIsSuggestedAndAStrangersIsNot() {
        assertThat(directory.nearest("sendgird").orElseThrow().name()).contains("SendGrid");
        assertThat(directory.nearest("mailchmip").orElseThrow().name()).contains("Mailchimp");
        assertThat(directory.nearest("quarterly accounts")).isEmpty();
        assertThat(directory.nearest("x".repeat(100_000))).isEmpty();
        assertThat(directory.nearest("<script>")).isEmpty();
    }

    @Test
    void everyRecordThatAVendorAsksForStandsBelowTheCustomersDomainAndParses() {
        for (Vendor vendor : directory.vendors()) {
            for (RemedyRecord record : vendor.records()) {
                RemedyRecord filled = record.at(CUSTOMER.toString());
                assertThat(filled.name()).as(vendor.name()).endsWith(CUSTOMER.toString());
                assertThat(filled.type()).as(vendor.name()).isIn("CNAME", "TXT", "MX", "NS", "A");
                if (SpfParser.isRecord(filled.value())) {
                    assertThat(SpfParser.parse(filled.value()))
                            .as(filled.toString())
                            .isInstanceOf(SpfRecord.class);
                }
            }
        }
    }
}
