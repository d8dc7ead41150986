package org.whybounce.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.ZoneFile;

class ZoneHostTest {
    private static ZoneHost at(String name, String zone) throws ZoneFile.Unreadable {
        return ZoneHost.of(DomainName.of(name), ZoneFile.parse("zone", zone));
    }

    @Test
    void theNameServersTellTheHostAndItsFormIsFilledIn() throws ZoneFile.Unreadable {
        ZoneHost host = at("news.bakery.example", """
                bakery.example. IN NS ada.ns.cloudflare.com.
                bakery.example. IN NS bob.ns.cloudflare.com.
                news.bakery.example. IN TXT "v=spf1 -all"
                """);
        assertThat(host.zone()).isEqualTo(DomainName.of("bakery.example"));
        assertThat(host.host().orElseThrow().name()).isEqualTo("Cloudflare");
        assertThat(host.entry("TXT", "bakery.example", "x").enter()).isEqualTo("@");
        assertThat(host.entry("TXT", "news.bakery.example", "x").enter()).isEqualTo("news");
    }

    @Test
    void aPatternWithAStarInItsMiddleIsReadToo() throws ZoneFile.Unreadable {
        assertThat(at("a.example", "a.example. IN NS ns-12.awsdns-34.org.\n")
                        .host()
                        .orElseThrow()
                        .name())
                .isEqualTo("Amazon Route 53");
    }

    @Test
    void aNameThatOnlyEndsAlikeIsAnotherHosts() throws ZoneFile.Unreadable {
        assertThat(at("a.example", "a.example. IN NS ada.ns.notcloudflare.com.\n")
                        .host())
                .isEmpty();
        assertThat(at("a.example", "a.example. IN NS ns.cloudflare.com.evil.example.\n")
                        .host())
                .isEmpty();
    }

    @Test
    void everyHostHasAFormAndAPageToOpen() {
        assertThat(DnsHost.all()).hasSizeGreaterThan(30).allSatisfy(host -> {
            assertThat(host.open()).startsWith("https://");
            assertThat(host.servers()).isNotEmpty();
        });
        assertThat(Removal.all())
                .hasSizeGreaterThan(8)
                .allSatisfy(
                        removal -> assertThat(removal.page().orElse("https://")).startsWith("https://"));
    }
}
