package org.whybounce.net;

import java.util.List;

/// What a special-purpose range is for (RFC 6890 and its registries). Anything else is [#GLOBAL].
public enum IpScope {
    GLOBAL("a public address"),
    DOCUMENTATION("an address reserved for documentation"),
    PRIVATE("a private address"),
    LOOPBACK("the machine's own address"),
    LINK_LOCAL("a link-local address"),
    SHARED("an address shared behind a provider's NAT"),
    MULTICAST("a multicast address"),
    RESERVED("a reserved address");

    private final String words;

    IpScope(String words) {
        this.words = words;
    }

    /// The scope in a person's words, with its article.
    public String words() {
        return words;
    }

    /// Whether a receiver on the public Internet can have seen a client with such an address. Documentation addresses
    /// count: redacted bounces and examples use them in place of real ones.
    public boolean publiclySeen() {
        return this == GLOBAL || this == DOCUMENTATION;
    }

    private record Range(IpPrefix prefix, IpScope scope) {}

    private static Range range(String prefix, IpScope scope) {
        return new Range(IpPrefix.parse(prefix).orElseThrow(), scope);
    }

    private static final class Ranges {
        static final List<Range> ALL = List.of(
                range("10.0.0.0/8", PRIVATE),
                range("172.16.0.0/12", PRIVATE),
                range("192.168.0.0/16", PRIVATE),
                range("127.0.0.0/8", LOOPBACK),
                range("169.254.0.0/16", LINK_LOCAL),
                range("100.64.0.0/10", SHARED),
                range("192.0.2.0/24", DOCUMENTATION),
                range("198.51.100.0/24", DOCUMENTATION),
                range("203.0.113.0/24", DOCUMENTATION),
                range("224.0.0.0/4", MULTICAST),
                range("0.0.0.0/8", RESERVED),
                range("192.0.0.0/24", RESERVED),
                range("198.18.0.0/15", RESERVED),
                range("240.0.0.0/4", RESERVED),
                range("::1/128", LOOPBACK),
                range("::/128", RESERVED),
                range("fe80::/10", LINK_LOCAL),
                range("fc00::/7", PRIVATE),
                range("2001:db8::/32", DOCUMENTATION),
                range("3fff::/20", DOCUMENTATION),
                range("ff00::/8", MULTICAST),
                range("100::/64", RESERVED));
    }

    static IpScope of(IpAddress ip) {
        for (Range range : Ranges.ALL) {
            if (range.prefix().contains(ip)) {
                return range.scope();
            }
        }
        return GLOBAL;
    }
}
