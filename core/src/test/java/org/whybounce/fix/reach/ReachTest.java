package org.whybounce.fix.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.ZoneFile;
import org.whybounce.net.AddressRanges;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;

class ReachTest {
    @Property(tries = 200, seed = "7208")
    void setsOfAddressesAgreeWithMembershipOneByOne(@ForAll long seed) {
        Random random = new Random(seed);
        AddressRanges one = ranges(random);
        AddressRanges two = ranges(random);
        for (int i = 0; i < 64; i++) {
            IpAddress ip = IpAddress.v4(i);
            boolean a = one.contains(ip);
            boolean b = two.contains(ip);
            assertThat(one.union(two).contains(ip)).isEqualTo(a || b);
            assertThat(one.minus(two).contains(ip)).isEqualTo(a && !b);
            assertThat(one.intersection(two).contains(ip)).isEqualTo(a && b);
        }
        assertThat(AddressRanges.of(one.prefixes())).isEqualTo(one);
        assertThat(one.union(two).minus(two).union(two)).isEqualTo(one.union(two));
    }

    private static AddressRanges ranges(Random random) {
        AddressRanges set = AddressRanges.NONE;
        for (int i = random.nextInt(6); i > 0; i--) {
            set = set.union(AddressRanges.of(new IpPrefix(IpAddress.v4(random.nextInt(64)), 26 + random.nextInt(7))));
        }
        return set;
    }

    @Test
    void theWholeSpaceIsOnePrefixForEachFamily() {
        assertThat(AddressRanges.EVERYTHING.prefixes()).hasToString("[0.0.0.0/0, ::/0]");
        assertThat(AddressRanges.EVERYTHING.minus(AddressRanges.EVERYTHING).isEmpty())
                .isTrue();
        AddressRanges ends = AddressRanges.of(List.of(
                new IpPrefix(IpAddress.of("255.255.255.255"), 32), new IpPrefix(new IpAddress(false, -1, -1), 128)));
        assertThat(AddressRanges.EVERYTHING.minus(ends).union(ends)).isEqualTo(AddressRanges.EVERYTHING);
    }

    @Test
    void recordsThatAllNameEachOtherAreReadInBoundedTime() {
        StringBuilder zone = new StringBuilder();
        for (int i = 0; i < 25; i++) {
            zone.append("n%d.example.org. IN TXT ( \"v=spf1 \"".formatted(i));
            for (int j = 0; j < 25; j++) {
                zone.append(" \"include:n%d.example.org \"".formatted(j));
            }
            zone.append(" \"-all\" )\n");
        }
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            ReachReader reader = new ReachReader(ZoneFile.parse("all", zone.toString()));
            DomainName at = DomainName.of("n0.example.org");
            RecordReach reach = reader.read(at, reader.records(at).getFirst());
            assertThat(reach.fatal()).isTrue();
            assertThat(reach.lookups()).isEqualTo(ReachReader.MOST_COUNTED);
        });
    }

    @Test
    void aTreeThatBranchesAgainAndAgainIsReadInBoundedTime() {
        StringBuilder zone = new StringBuilder();
        for (int i = 0; i < 18; i++) {
            zone.append("n%d.example.org. IN TXT ( \"v=spf1 \"".formatted(i));
            for (int j = 0; j < 10; j++) {
                zone.append(" \"include:n%d.example.org \"".formatted(i + 1));
            }
            zone.append(" \"ip4:192.0.2.%d -all\" )\n".formatted(i));
        }
        zone.append("n18.example.org. IN TXT \"v=spf1 exists:%{i}.example.org -all\"\n");
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            ReachReader reader = new ReachReader(ZoneFile.parse("all", zone.toString()));
            DomainName at = DomainName.of("n0.example.org");
            RecordReach reach = reader.read(at, reader.records(at).getFirst());
            assertThat(reach.opaque()).containsExactly("exists:%{i}.example.org");
            assertThat(reach.passes().contains(IpAddress.of("192.0.2.17"))).isTrue();
        });
    }
}
