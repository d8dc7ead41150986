package org.whybounce.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.whybounce.dns.DomainName;

class CheckTextTest {
    private static String domain(String text) {
        return CheckText.domain(text).map(DomainName::toString).orElse("");
    }

    @Test
    void readsADomainOutOfWhatPeoplePutIntoTheField() {
        assertThat(domain(" bakery.example ")).isEqualTo("bakery.example");
        assertThat(domain("me@bakery.example")).isEqualTo("bakery.example");
        assertThat(domain("Me <me@bakery.example>")).isEqualTo("bakery.example");
        assertThat(domain("mailto:me@bakery.example?subject=x")).isEqualTo("bakery.example");
        assertThat(domain("https://user:secret@www.bakery.example:8443/shop?a=b#c"))
                .isEqualTo("www.bakery.example");
        assertThat(domain("bakery.example/")).isEqualTo("bakery.example");
        assertThat(domain("bäckerei.example")).isEqualTo("xn--bckerei-5wa.example");
    }

    @Test
    void addressesBesideItAreTheOnesThatSend() {
        CheckText both = CheckText.of("203.0.113.70, bakery.example 2001:db8::1");
        assertThat(both.domain()).hasValue(DomainName.of("bakery.example"));
        assertThat(both.ips()).containsExactly("203.0.113.70", "2001:db8::1");
    }

    @Test
    void whatIsNoneGivesNone() {
        for (String text : new String[] {"", "localhost", "192.0.2.1", "a b c", "@", "://", "...", "\u0000.example"}) {
            assertThat(domain(text)).as(text).isEmpty();
        }
        assertThat(domain("x".repeat(100_000))).isEmpty();
        assertThat(domain("a.".repeat(50_000))).isEmpty();
    }

    @Test
    void aCodeAndAnAddressAreNoDomains() {
        assertThat(CheckText.domain("5.7.26")).isEmpty();
        assertThat(CheckText.domain("192.0.2.1")).isEmpty();
        assertThat(CheckText.code("550 5.7.26 refused")).hasValue("5.7.26");
        assertThat(CheckText.code("example.org 192.0.2.1")).isEmpty();
        assertThat(CheckText.wrong("192.0.2.1")).contains("an address");
        assertThat(CheckText.domain("mail.example.org")).isPresent();
    }
}
