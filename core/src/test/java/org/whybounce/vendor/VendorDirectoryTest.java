package org.whybounce.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;
import org.whybounce.vendor.Recognised.By;

class VendorDirectoryTest {
    private final VendorDirectory directory = VendorDirectory.builtIn();

    @Test
    void knowsManyVendorsEachWithSourceAndDay() {
        assertThat(directory.vendors()).hasSizeGreaterThanOrEqualTo(120);
        Set<String> names = new HashSet<>();
        for (Vendor vendor : directory.vendors()) {
            assertThat(names.add(vendor.name())).as("twice: " + vendor.name()).isTrue();
            assertThat(vendor.source()).as(vendor.name()).isNotBlank();
            assertThat(vendor.checked())
                    .as(vendor.name())
                    .isAfterOrEqualTo(LocalDate.of(2026, 1, 1))
                    .isBeforeOrEqualTo(LocalDate.now(ZoneOffset.ofHours(14)));
        }
    }

    @Test
    void everyVendorCanBeRecognisedByAtLeastOneTrace() {
        for (Vendor vendor : directory.vendors()) {
            int traces = vendor.includes().size()
                    + vendor.returnPaths().size()
                    + vendor.dkimDomains().size()
                    + vendor.selectors().size()
                    + vendor.ptrNames().size();
            assertThat(traces).as(vendor.name()).isPositive();
        }
    }

    @Test
    void includesAreDomainNamesAndNoPhantomIsProposed() {
        for (Vendor vendor : directory.vendors()) {
            for (NamePattern include : vendor.includes()) {
                DomainName name = DomainName.of(include.text().replace("*", "x"));
                assertThat(directory.phantom(name))
                        .as(vendor.name() + " " + include)
                        .isEmpty();
            }
        }
    }

    @Test
    void whatAPhantomPointsToInsteadBelongsToAVendor() {
        assertThat(directory.phantoms()).hasSizeGreaterThanOrEqualTo(20);
        for (Phantom phantom : directory.phantoms()) {
            phantom.instead()
                    .ifPresent(name -> assertThat(directory.byInclude(name.toString()))
                            .as(phantom.toString())
                            .isPresent());
        }
    }

    @Test
    void builtOnNamesAVendorOfTheDirectory() {
        for (Vendor vendor : directory.vendors()) {
            vendor.builtOn()
                    .ifPresent(
                            base -> assertThat(directory.named(base)).as(base).isPresent());
        }
    }

    @Test
    void aVendorWhoseReturnPathIsItsOwnDoesNotAskForAnInclude() {
        assertThat(directory.named("mailchimp").orElseThrow().scope().customerPublishes())
                .isFalse();
        assertThat(directory.named("SendGrid").orElseThrow().scope()).isEqualTo(Scope.CNAME);
        assertThat(directory.named("Office 365").orElseThrow().include())
                .contains(DomainName.of("spf.protection.outlook.com"));
    }

    @Test
    void theServiceBehindASharedIncludeIsNamedNotThoseBuiltOnIt() {
        assertThat(directory.byInclude("amazonses.com").orElseThrow().name()).isEqualTo("Amazon SES");
        assertThat(directory
                        .byInclude("us._netblocks.mimecast.com")
                        .orElseThrow()
                        .name())
                .isEqualTo("Mimecast");
        assertThat(directory
                        .byInclude("5576817.spf10.hubspotemail.net")
                        .orElseThrow()
                        .name())
                .isEqualTo("HubSpot");
        assertThat(directory.byInclude("example.com")).isEmpty();
    }

    @Test
    void recognisesByEachTraceTheWeightiestFirst() {
        Traces traces = Traces.NONE
                .withReturnPath(DomainName.of("em123.example.com"))
                .withPtrNames(List.of(DomainName.of("o1.ptr4567.sendgrid.net")))
                .withHelo(DomainName.of("o1.ptr4567.sendgrid.net"))
                .withSignatures(List.of(new Traces.Signature(DomainName.of("example.com"), "s1")))
                .withHeaderNames(List.of("Subject", "X-SG-EID"));
        List<Recognised> found = directory.recognise(traces).stream()
                .filter(each -> each.vendor().name().contains("SendGrid"))
                .toList();
        assertThat(found).extracting(Recognised::by).containsExactly(By.PTR, By.HELO, By.HEADER, By.SELECTOR);
        assertThat(directory.recognise(Traces.NONE.withIp(IpAddress.of("40.95.3.4"))))
                .singleElement()
                .matches(each ->
                        each.by() == By.RELAY_POOL && each.vendor().name().equals("Microsoft 365"));
    }

    @Test
    void aNameThatOnlyEndsLikeAVendorsIsNotOne() {
        Traces traces = Traces.NONE.withPtrNames(List.of(DomainName.of("mail.notsendgrid.net")));
        assertThat(directory.recognise(traces)).isEmpty();
    }

    @Test
    void patternsTakeTimeInProportionToTheName() {
        NamePattern pattern = new NamePattern("*a*a*a*a*a*a*a*b");
        assertThat(pattern.matches("a".repeat(100_000))).isFalse();
        assertThat(new NamePattern("pm-bounces.*").matches("pm-bounces.example.com"))
                .isTrue();
        assertThat(new NamePattern("em-*.mktomail.com").matches("em-1.mktomail.com"))
                .isTrue();
    }

    @Test
    void recordsAVendorAsksForAreFilledForTheDomain() {
        Vendor postmark = directory.named("postmark").orElseThrow();
        assertThat(postmark.records().getFirst().at("example.org"))
                .hasToString("pm-bounces.example.org CNAME pm.mtasv.net");
        Vendor ses = directory.named("ses").orElseThrow();
        assertThat(ses.records().getFirst().at("example.org").open()).isTrue();
    }
}
