package org.whybounce.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class IpAddressTest {
    @Test
    void readsWhatIsAnAddressAndNothingElse() {
        for (String text : List.of(
                "192.0.2.1", "0.0.0.0", "255.255.255.255", "2001:db8::1", "::", "::1", "1::", "fe80::1:2:3:4")) {
            assertThat(IpAddress.parse(text).orElseThrow()).hasToString(text);
        }
        for (String text : List.of(
                "",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "01.2.3.4",
                "1.2.3.256",
                "1.2.3.4 ",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "g::",
                "[::1]",
                "fe80::1%eth0",
                "1.2.3.4/24",
                "::1.2.3",
                "12345::")) {
            assertThat(IpAddress.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void mappedAddressIsIpv4() {
        assertThat(IpAddress.of("::ffff:192.0.2.1")).isEqualTo(IpAddress.of("192.0.2.1"));
        assertThat(IpAddress.of("::ffff:c000:201")).isEqualTo(IpAddress.of("192.0.2.1"));
    }

    @Property(seed = "7208")
    void printedAddressIsReadBack(@ForAll long high, @ForAll long low) {
        IpAddress v6 = IpAddress.v6(high, low);
        assertThat(IpAddress.of(v6.toString())).isEqualTo(v6);
        assertThat(IpAddress.of(v6.bytes())).isEqualTo(v6);
        IpAddress v4 = IpAddress.v4(low);
        assertThat(IpAddress.of(v4.toString())).isEqualTo(v4);
    }

    @Test
    void prefixHoldsItsRange() {
        IpPrefix prefix = IpPrefix.parse("192.0.2.77/25").orElseThrow();
        assertThat(prefix).hasToString("192.0.2.0/25");
        assertThat(prefix.last()).hasToString("192.0.2.127");
        assertThat(prefix.contains(IpAddress.of("192.0.2.127"))).isTrue();
        assertThat(prefix.contains(IpAddress.of("192.0.2.128"))).isFalse();
        assertThat(IpPrefix.parse("2001:db8::/33").orElseThrow().last())
                .hasToString("2001:db8:7fff:ffff:ffff:ffff:ffff:ffff");
        assertThat(IpPrefix.parse("0.0.0.0/0").orElseThrow().contains(IpAddress.of("::1")))
                .isFalse();
        assertThat(IpPrefix.parse("1.2.3.4/033")).isEmpty();
    }

    @Test
    void scopeFollowsTheRegistries() {
        assertThat(IpAddress.of("172.18.0.1").scope()).isEqualTo(IpScope.PRIVATE);
        assertThat(IpAddress.of("172.10.0.1").scope()).isEqualTo(IpScope.GLOBAL);
        assertThat(IpAddress.of("203.0.113.9").scope().publiclySeen()).isTrue();
    }
}
