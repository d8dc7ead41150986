package org.whybounce.spf.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the author of a broken term most likely meant, and where that is not told since it would be a guess.
final class TermRepairTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = (char) 1,
            value = {
                "ipv4:192.0.2.1|ip4:192.0.2.1",
                "IPV6:2001:db8::/32|ip6:2001:db8::/32",
                "ip:192.0.2.0/24|ip4:192.0.2.0/24",
                "ip4:2001:db8::1|ip6:2001:db8::1",
                "ip6:192.0.2.1|ip4:192.0.2.1",
                "a:192.0.2.1|ip4:192.0.2.1",
                "mx:192.0.2.0/24|ip4:192.0.2.0/24",
                "include:192.0.2.1|ip4:192.0.2.1",
                "192.0.2.1|ip4:192.0.2.1",
                "2001:db8::1|ip6:2001:db8::1",
                "ip4::192.0.2.1|ip4:192.0.2.1",
                "ip4:[192.0.2.1]|ip4:192.0.2.1",
                "ip4:192.0.2.0/024|ip4:192.0.2.0/24",
                "ip4:192.0.2.0/255.255.255.0|ip4:192.0.2.0/24",
                "ip4:192.0.2.*|ip4:192.0.2.0/24",
                "ip4:192.0.2.1,ip4:192.0.2.2|ip4:192.0.2.1 ip4:192.0.2.2",
                "ip4:192.0.2.1,192.0.2.2|ip4:192.0.2.1 ip4:192.0.2.2",
                "ip4:192.0.2.1;|ip4:192.0.2.1",
                "ip4:192.0.2.1-all|ip4:192.0.2.1 -all",
                "ip4:192.0.2.1include:spf.example.com|ip4:192.0.2.1 include:spf.example.com",
                "ip4:192.0.2.1ip4:192.0.2.2|ip4:192.0.2.1 ip4:192.0.2.2",
                "inlcude:spf.example.com|include:spf.example.com",
                "includes:spf.example.com|include:spf.example.com",
                "redirect:spf.example.com|redirect=spf.example.com",
                "+redirect=spf.example.com|redirect=spf.example.com",
                "exist:%{i}.example.com|exists:%{i}.example.com",
                "--all|-all",
                "-all.|-all",
                "-all;|-all",
                "~al|~all",
                "\"ip4:192.0.2.1\"|ip4:192.0.2.1",
                "-all\"|-all",
                "“ip4:192.0.2.1”|ip4:192.0.2.1",
                "–all|-all",
                "—all|-all",
                "˜all|~all",
                "ip4：192.0.2.1|ip4:192.0.2.1",
            })
    void isTold(String term, String meant) {
        assertThat(TermRepair.of(term)).isEqualTo(meant);
        // As the DNS holds it: the bytes of its UTF-8 form.
        String bytes = new String(term.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(TermRepair.of(bytes)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spf.example.com", "ip4:192.0.2", "ip4:192.0.2.300", "ip4:192.0.2.0/33", "ip4:192.0.02.1", "include:",
                        "ip4:",
                "include:localhost", "host:example.com", "exists:%{x}.example.com", "%", "-", "ip5:192.0.2.1",
                        "all:example.com",
                "ip4:192.0.2.0/255.0.255.0"
            })
    void isAGuessAndNotTold(String term) {
        assertThat(SpfParser.sound(term)).as("broken: " + term).isFalse();
        assertThat(TermRepair.of(term)).isNull();
    }

    @Test
    void aTabIsASpace() {
        assertThat(TermRepair.of("ip4:192.0.2.1\t-all")).isEqualTo("ip4:192.0.2.1 -all");
    }
}
