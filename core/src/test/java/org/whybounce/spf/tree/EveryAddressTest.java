package org.whybounce.spf.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.whybounce.dns.DomainName;
import org.whybounce.net.AddressRanges;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.RandomZones;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.SuiteZone;
import org.whybounce.spf.record.SpfResult;

/// The address set and the compiled form say for each address what an evaluation of it says.
final class EveryAddressTest {
    /// Worlds tried in an ordinary run; `-Dspf.worlds=1000000` tries more.
    private static final int WORLDS = Integer.getInteger("spf.worlds", 2000);

    @Test
    void equalsEvaluation() {
        for (int seed = 0; seed < WORLDS; seed++) {
            RandomZones zone = new RandomZones(seed, false);
            SpfTree tree = SpfTree.of(zone, RandomZones.TOP);
            AddressSet set = AddressSet.of(tree);
            CompiledSpf compiled = CompiledSpf.of(tree).orElse(null);
            for (IpAddress ip : addresses(zone)) {
                Evaluation evaluation = evaluated(zone, ip);
                AddressSet.Piece piece = set.pieceOf(ip);
                assertThat(piece.result())
                        .as("%s in world %d: %s%n%s", ip, seed, evaluation, piece)
                        .isEqualTo(evaluation.result());
                // In a loop an evaluation goes round until a limit ends it; the tree goes round once.
                if (tree.loops().isEmpty()) {
                    assertThat(piece.used().lookups())
                            .as("lookups of %s in world %d: %s%n%s", ip, seed, evaluation, piece)
                            .isEqualTo(evaluation.counters().lookups());
                    assertThat(piece.used().voidTerms())
                            .as("voids of %s in world %d: %s%n%s", ip, seed, evaluation, piece)
                            .isEqualTo(evaluation.counters().voidTerms());
                }
                if (compiled != null) {
                    assertThat(compiled.verdict(ip).map(CompiledSpf.Verdict::result))
                            .isEqualTo(
                                    evaluation.result() == SpfResult.TEMPERROR
                                            ? Optional.empty()
                                            : Optional.of(evaluation.result()));
                }
            }
        }
    }

    @Test
    void compiledFormLeavesToEvaluationWhatDependsOnTheMessage() {
        int settled = 0;
        for (int seed = 0; seed < WORLDS / 3; seed++) {
            RandomZones zone = new RandomZones(seed, true);
            CompiledSpf compiled =
                    CompiledSpf.of(SpfTree.of(zone, RandomZones.TOP)).orElse(null);
            if (compiled == null) {
                continue;
            }
            for (IpAddress ip : addresses(zone)) {
                Optional<CompiledSpf.Verdict> verdict = compiled.verdict(ip);
                if (verdict.isPresent()) {
                    settled++;
                    assertThat(verdict.get().result())
                            .as("%s in world %d", ip, seed)
                            .isEqualTo(evaluated(zone, ip).result());
                }
            }
        }
        assertThat(settled).isPositive();
    }

    @Test
    void everyAddressIsInExactlyOnePiece() {
        for (int seed = 0; seed < WORLDS / 10; seed++) {
            AddressSet set = AddressSet.of(SpfTree.of(new RandomZones(seed, true), RandomZones.TOP));
            AddressRanges all = AddressRanges.NONE;
            for (AddressSet.Piece piece : set.pieces()) {
                assertThat(all.intersection(piece.addresses()).isEmpty()).isTrue();
                all = all.union(piece.addresses());
            }
            assertThat(all).isEqualTo(AddressRanges.EVERYTHING);
        }
    }

    private static Evaluation evaluated(RandomZones zone, IpAddress ip) {
        return new SpfEvaluator(zone)
                .evaluate(SpfQuestion.mailFrom(ip, "someone@" + RandomZones.TOP, "mail.example.net"));
    }

    private static List<IpAddress> addresses(RandomZones zone) {
        List<IpAddress> some = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            some.add(zone.ip4());
            some.add(zone.ip6());
        }
        some.add(IpAddress.of("203.0.113.9"));
        some.add(IpAddress.of("2001:db8:ffff::1"));
        some.add(IpAddress.v4(0));
        some.add(IpAddress.v4(0xffffffffL));
        return some;
    }

    @Test
    void prefixesOfASetAreTheSet() {
        AddressRanges ranges = AddressRanges.of(List.of(
                IpPrefix.parse("192.0.2.1").orElseThrow(),
                IpPrefix.parse("192.0.2.2/31").orElseThrow(),
                IpPrefix.parse("255.255.255.255").orElseThrow(),
                IpPrefix.parse("2001:db8::/33").orElseThrow(),
                IpPrefix.parse("2001:db8:8000::/33").orElseThrow(),
                IpPrefix.parse("ffff::/16").orElseThrow()));
        assertThat(ranges.prefixes())
                .map(IpPrefix::toString)
                .containsExactly("192.0.2.1", "192.0.2.2/31", "255.255.255.255", "2001:db8::/32", "ffff::/16");
        assertThat(AddressRanges.of(ranges.prefixes())).isEqualTo(ranges);
        AddressRanges rest = AddressRanges.EVERYTHING.minus(ranges);
        assertThat(rest.union(ranges)).isEqualTo(AddressRanges.EVERYTHING);
        assertThat(rest.intersection(ranges).isEmpty()).isTrue();
        assertThat(ranges.family(true).size()).isEqualTo(4);
    }

    @Test
    void loopIsALoopAndASharedIncludeIsNot() {
        SuiteZone zone = new SuiteZone(java.util.Map.of(
                "a.example", List.of(java.util.Map.of("TXT", "v=spf1 include:b.example include:c.example -all")),
                "b.example", List.of(java.util.Map.of("TXT", "v=spf1 include:s.example -all")),
                "c.example", List.of(java.util.Map.of("TXT", "v=spf1 include:s.example include:a.example -all")),
                "s.example", List.of(java.util.Map.of("TXT", "v=spf1 ip4:192.0.2.0/24 -all"))));
        SpfTree tree = SpfTree.of(zone, DomainName.of("a.example"));
        assertThat(tree.loops()).map(DomainName::toString).containsExactly("a.example");
        assertThat(tree.questions()).isEqualTo(4);
        assertThat(tree.worst()).isEqualTo(5);
    }
}
