package org.whybounce.spf.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;
import org.whybounce.spf.RandomZones;
import org.whybounce.spf.SuiteZone;
import org.whybounce.spf.record.SpfResult;

/// What a record authorises, term by term, and what two records differ in.
final class AddressSetTest {
    private static AddressSet set(String... records) {
        Map<String, List<Map<String, String>>> zone = new HashMap<>();
        for (int i = 0; i < records.length; i++) {
            zone.put("r" + i + ".example", List.of(Map.of("TXT", records[i])));
        }
        return AddressSet.of(SpfTree.of(new SuiteZone(zone), DomainName.of("r0.example")));
    }

    @Test
    void countsByResult() {
        AddressSet set = set("v=spf1 ip4:192.0.2.0/25 ~ip4:192.0.2.0/24 ip6:2001:db8::/64 -ip4:198.51.100.7 ?all");
        assertThat(set.passing().family(true).size()).isEqualTo(128);
        assertThat(set.passing().family(false).size()).isEqualTo(BigInteger.TWO.pow(64));
        assertThat(set.with(SpfResult.SOFTFAIL).prefixes())
                .map(IpPrefix::toString)
                .containsExactly("192.0.2.128/25");
        assertThat(set.with(SpfResult.FAIL).size()).isEqualTo(1);
        assertThat(set.with(SpfResult.NEUTRAL).family(true).size()).isEqualTo(4294967296L - 257);
    }

    @Test
    void overlapsAndDuplicatesAreNamed() {
        AddressSet set = set(
                "v=spf1 ip4:192.0.2.0/24 include:r1.example ip4:198.51.100.0/24 ip4:198.51.100.0/24 -all",
                "v=spf1 ip4:192.0.2.128/25 ip4:203.0.113.0/24 ?all");
        assertThat(set.overlaps())
                .map(overlap -> overlap.first().branch().text() + " | "
                        + overlap.second().branch().text() + " | " + overlap.common() + " | " + overlap.duplicate())
                .containsExactly(
                        "ip4:192.0.2.0/24 | ip4:192.0.2.128/25 | [192.0.2.128/25] | false",
                        "ip4:198.51.100.0/24 | ip4:198.51.100.0/24 | [198.51.100.0/24] | true");
        assertThat(set.terms().stream().filter(AddressSet.Share::useless))
                .map(share -> share.branch().text())
                .containsExactly("ip4:192.0.2.128/25", "ip4:198.51.100.0/24");
    }

    @Test
    void wideRangesByTheThreshold() {
        assertThat(
                        set("v=spf1 ip4:198.51.0.0/16 ip4:198.0.0.0/15 ip6:2001:db8::/32 ip6:2001:c00::/31 -ip4:10.0.0.0/8 -all")
                                .wide())
                .map(wide -> wide.range().toString())
                .containsExactly("198.0.0.0/15", "2001:c00::/31");
    }

    @Test
    void differenceIsWhatEachAddressWouldSee() {
        for (int seed = 0; seed < 300; seed++) {
            RandomZones before = new RandomZones(seed, false);
            RandomZones after = new RandomZones(seed + 1_000_000, false);
            AddressSet was = AddressSet.of(SpfTree.of(before, RandomZones.TOP));
            AddressSet becomes = AddressSet.of(SpfTree.of(after, RandomZones.TOP));
            AddressSet.Difference difference = was.difference(becomes);
            List<IpAddress> addresses = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                addresses.add(before.ip4());
                addresses.add(after.ip6());
            }
            for (IpAddress ip : addresses) {
                SpfResult then = was.pieceOf(ip).result();
                SpfResult now = becomes.pieceOf(ip).result();
                assertThat(difference.gained().contains(ip)).isEqualTo(now == SpfResult.PASS && then != SpfResult.PASS);
                assertThat(difference.lost().contains(ip)).isEqualTo(then == SpfResult.PASS && now != SpfResult.PASS);
                assertThat(difference.changes().stream()
                                .filter(change -> change.addresses().contains(ip))
                                .map(change -> change.from() + " " + change.to()))
                        .isEqualTo(then == now ? List.of() : List.of(then + " " + now));
            }
        }
    }

    @Test
    void nothingDiffersFromItself() {
        AddressSet set = set("v=spf1 ip4:192.0.2.0/24 -all");
        assertThat(set.difference(set).none()).isTrue();
    }
}
