package org.whybounce.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ZoneFile;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.SpfQuestion;

/// A random domain `example.org` whose record holds what people really write: includes within includes, own hosts,
/// exclusions, redirects, macros, ptr, dead ends, duplicates, and now and then a mistake in the grammar or a second
/// record.
public final class TangledZone {
    private static final List<String> QUALIFIERS = List.of("", "", "", "", "", "", "-", "~", "?", "+");
    private static final List<String> ENDS = List.of("-all", "~all", "?all", "", "-all", "~all");

    public final StringBuilder text = new StringBuilder();
    private final Random random;
    private final List<IpAddress> addresses = new ArrayList<>();
    private int names;

    /// @param most    terms of the record itself
    /// @param mistakes whether the record may be broken
    public TangledZone(Random random, int most, boolean mistakes) {
        this.random = random;
        record("example.org", 1 + random.nextInt(most), 0, mistakes);
        if (mistakes && random.nextInt(4) == 0) {
            record("example.org", 1 + random.nextInt(3), 1, false);
        }
        text.append("ann.allow.example.org. IN A 127.0.0.2\n");
        text.append("7.100.51.198.in-addr.arpa. IN PTR seven.example.org.\nseven.example.org. IN A 198.51.100.7\n");
        addresses.add(IpAddress.of("198.51.100.7"));
    }

    private void record(String name, int terms, int depth, boolean mistakes) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < terms; i++) {
            words.add(term(depth));
        }
        if (mistakes && random.nextBoolean()) {
            words.add(
                    random.nextInt(words.size() + 1),
                    List.of(
                                    "ipv4:192.0.2.99",
                                    "inlcude:gone.example.net",
                                    "foo:bar",
                                    "ip4:192.0.2.1,192.0.2.2",
                                    "- ip4:192.0.2.3")
                            .get(random.nextInt(5)));
        }
        if (depth < 2 && random.nextInt(6) == 0) {
            String target = "r" + names++ + ".example.net";
            record(target, 1 + random.nextInt(3), depth + 1, false);
            words.add(random.nextInt(words.size() + 1), "redirect=" + target);
        } else {
            words.add(ENDS.get(random.nextInt(ENDS.size())));
        }
        text.append(name).append(". IN TXT ( \"v=spf1\"");
        words.forEach(word -> text.append(" \" ").append(word).append('"'));
        text.append(" )\n");
    }

    private String term(int depth) {
        IpAddress ip = address();
        addresses.add(ip);
        String sign = QUALIFIERS.get(random.nextInt(QUALIFIERS.size()));
        return switch (random.nextInt(depth < 3 ? 14 : 7)) {
            case 0, 1 -> sign + (ip.v4() ? "ip4:" : "ip6:") + ip;
            case 2 -> {
                int length = ip.v4() ? 26 + random.nextInt(6) : 120 + random.nextInt(8);
                addresses.add(ip.masked(length));
                yield sign + (ip.v4() ? "ip4:" : "ip6:") + ip + "/" + length;
            }
            case 3, 4 -> sign + "a:" + host(ip) + (ip.v4() && random.nextInt(4) == 0 ? "/30" : "");
            case 5 -> {
                String name = "m" + names++ + ".example.org";
                for (int i = random.nextInt(random.nextInt(20) == 0 ? 12 : 3); i >= 0; i--) {
                    IpAddress other = address();
                    addresses.add(other);
                    String host = host(other);
                    text.append(name).append(". IN MX 10 ").append(host).append(".\n");
                }
                yield sign + "mx:" + name;
            }
            case 6 ->
                switch (random.nextInt(6)) {
                    case 0 -> "exists:%{l}.allow.%{o}";
                    case 1 -> "exists:%{l}.allow.%{d}";
                    case 2 -> "ptr:example.org";
                    case 3 -> "a:gone" + names++ + ".example.org";
                    case 4 -> "include:gone" + names++ + ".example.net";
                    default -> "ip4:192.0.2.1";
                };
            case 7 -> names > 0 && random.nextBoolean() ? "include:i" + random.nextInt(names) + ".example.net" : "mx";
            default -> {
                String target = "i" + names++ + (random.nextInt(3) == 0 ? ".example.org" : ".example.net");
                record(target, 1 + random.nextInt(4), depth + 1, false);
                yield sign + "include:" + target;
            }
        };
    }

    private String host(IpAddress ip) {
        String host = "h" + names++ + ".example.org";
        text.append(host)
                .append(". IN ")
                .append(ip.v4() ? "A " : "AAAA ")
                .append(ip)
                .append('\n');
        return host;
    }

    private IpAddress address() {
        return random.nextInt(4) == 0
                ? new IpAddress(false, 0x20010db800000000L + random.nextInt(16), random.nextInt(16))
                : IpAddress.v4(0xc6336400L + random.nextInt(256));
    }

    /// Every address named, and its neighbours.
    public List<IpAddress> addresses() {
        List<IpAddress> all = new ArrayList<>(addresses);
        for (IpAddress ip : addresses) {
            all.add(new IpAddress(ip.v4(), ip.high(), ip.low() ^ 1));
            all.add(new IpAddress(ip.v4(), ip.high(), ip.low() ^ 4));
        }
        all.add(IpAddress.of("203.0.113.200"));
        all.add(IpAddress.of("2001:db8:ffff::1"));
        return all.stream().distinct().toList();
    }

    /// The same address with senders for whom the macros find something and nothing.
    public static List<SpfQuestion> questions(IpAddress ip) {
        return List.of(
                SpfQuestion.mailFrom(ip, "bob@example.org", "mail.example.net"),
                SpfQuestion.mailFrom(ip, "ann@example.org", "mail.example.net"));
    }

    public String text() {
        return text.toString();
    }

    public Resolver resolver() {
        try {
            return ZoneFile.parse("random", text.toString());
        } catch (ZoneFile.Unreadable e) {
            throw new IllegalStateException(text.toString(), e);
        }
    }
}
