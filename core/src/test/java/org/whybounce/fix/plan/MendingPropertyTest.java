package org.whybounce.fix.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ZoneFile;
import org.whybounce.fix.Fix;
import org.whybounce.fix.RecordEdit;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.record.SpfResult;

/// For random domains: what is proposed passes, loses nobody and stays within the limits, or is refused with a reason.
/// Who passes is asked of the evaluator here, address by address, and not of the sets that the proof is made with.
class MendingPropertyTest {
    private static final DomainName AT = DomainName.of("example.org");

    @Property(tries = 60, generation = net.jqwik.api.GenerationMode.RANDOMIZED, seed = "7208")
    void anAddedSenderPassesAndNobodyIsLost(@ForAll long seed) {
        Random random = new Random(seed);
        Zone zone = new Zone(random, 4);
        Resolver before = zone.resolver();
        IpAddress sender = address(random);
        SpfQuestion failing = question(sender);
        if (new SpfEvaluator(before).evaluate(failing).result() == SpfResult.PASS) {
            return;
        }
        Mending.Attempt attempt = AddSender.propose(new Mending(before, AT, Optional.of(failing)), Optional.empty());
        check(zone, before, attempt, random, Optional.of(sender));
    }

    @Property(tries = 60, generation = net.jqwik.api.GenerationMode.RANDOMIZED, seed = "7208")
    void lookupsComeDownToTenOrItIsSaidWhyNot(@ForAll long seed) {
        Random random = new Random(seed);
        Zone zone = new Zone(random, 14);
        Resolver before = zone.resolver();
        Mending.Attempt attempt = LowerLookups.propose(new Mending(before, AT, Optional.empty()));
        check(zone, before, attempt, random, Optional.empty());
        attempt.fix().ifPresent(fix -> assertThat(fix.proof().facts().gained()).isEmpty());
    }

    private static void check(
            Zone zone, Resolver before, Mending.Attempt attempt, Random random, Optional<IpAddress> sender) {
        if (attempt.fix().isEmpty()) {
            // A record of which no sender would be left is asked about.
            assertThat(attempt.ask().isPresent() || !attempt.refused().isEmpty())
                    .as(zone.text.toString())
                    .isTrue();
            return;
        }
        Fix.Publish fix = attempt.fix().get();
        Resolver after = before;
        for (RecordEdit edit : fix.edits()) {
            after = edit.over(after);
        }
        SpfEvaluator then = new SpfEvaluator(before);
        SpfEvaluator now = new SpfEvaluator(after);
        sender.ifPresent(ip -> assertThat(now.evaluate(question(ip)).result()).isEqualTo(SpfResult.PASS));
        for (IpAddress ip : zone.addresses()) {
            SpfResult was = then.evaluate(question(ip)).result();
            SpfResult is = now.evaluate(question(ip)).result();
            if (was == SpfResult.PASS) {
                assertThat(is)
                        .as(ip + " of " + zone.text + " by " + fix.edits())
                        .isEqualTo(SpfResult.PASS);
            }
            // An IPv6 client may meet the permerror that it met before, and is told so.
            boolean told = ip.v6()
                    && was == SpfResult.PERMERROR
                    && fix.notes().toString().contains("IPv6 clients");
            assertThat(is == SpfResult.PERMERROR && !told)
                    .as(ip + " " + zone.text)
                    .isFalse();
        }
        for (int i = 0; i < 10; i++) {
            IpAddress stranger = IpAddress.v4(0xc8000000L + random.nextInt(1 << 20));
            SpfResult was = then.evaluate(question(stranger)).result();
            if (was != SpfResult.PERMERROR && was != SpfResult.NONE) {
                assertThat(now.evaluate(question(stranger)).result()).isEqualTo(was);
            }
        }
    }

    private static SpfQuestion question(IpAddress ip) {
        return SpfQuestion.mailFrom(ip, "a@example.org", "mail.example.net");
    }

    private static IpAddress address(Random random) {
        return random.nextInt(4) == 0
                ? new IpAddress(false, 0x20010db800000000L + random.nextInt(16), random.nextInt(16))
                : IpAddress.v4(0xc6336400L + random.nextInt(256));
    }

    /// A domain with includes within includes, hosts, ranges, dead ends and sometimes exclusions.
    private static final class Zone {
        final StringBuilder text = new StringBuilder();
        private final Random random;
        private final List<IpAddress> addresses = new ArrayList<>();
        private int names;

        Zone(Random random, int most) {
            this.random = random;
            record("example.org", 1 + random.nextInt(most), 0, List.of("-all", "~all", "?all", ""));
        }

        private void record(String name, int terms, int depth, List<String> ends) {
            StringBuilder record = new StringBuilder("v=spf1");
            for (int i = 0; i < terms; i++) {
                record.append(' ').append(term(depth));
            }
            record.append(' ').append(ends.get(random.nextInt(ends.size())));
            text.append(name).append(". IN TXT (");
            for (String word : record.toString().strip().split(" ")) {
                text.append(" \"").append(word).append(" \"");
            }
            text.append(" )\n");
        }

        private String term(int depth) {
            IpAddress ip = address(random);
            addresses.add(ip);
            return switch (random.nextInt(depth < 2 ? 8 : 4)) {
                case 0, 1 -> (random.nextInt(12) == 0 ? "-" : "") + (ip.v4() ? "ip4:" : "ip6:") + ip;
                case 2 -> {
                    int length = ip.v4() ? 26 + random.nextInt(6) : 120 + random.nextInt(8);
                    addresses.add(ip.masked(length));
                    yield (ip.v4() ? "ip4:" : "ip6:") + ip + "/" + length;
                }
                case 3 -> {
                    String host = "h" + names++ + ".example.net";
                    text.append(host)
                            .append(". IN ")
                            .append(ip.v4() ? "A " : "AAAA ")
                            .append(ip)
                            .append('\n');
                    yield "a:" + host;
                }
                case 4 -> random.nextInt(6) == 0 ? "include:gone" + names++ + ".example.net" : "ip4:192.0.2.1";
                default -> {
                    String target = "i" + names++ + ".example.net";
                    record(target, 1 + random.nextInt(3), depth + 1, List.of("-all", "~all", ""));
                    yield "include:" + target;
                }
            };
        }

        List<IpAddress> addresses() {
            return addresses;
        }

        Resolver resolver() {
            try {
                return ZoneFile.parse("random", text.toString());
            } catch (ZoneFile.Unreadable e) {
                throw new IllegalStateException(text.toString(), e);
            }
        }
    }
}
