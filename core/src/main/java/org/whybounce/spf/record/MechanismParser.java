package org.whybounce.spf.record;

import org.jspecify.annotations.Nullable;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;
import org.whybounce.spf.record.SyntaxError.Problem;

/// Reads one mechanism of a record (RFC 7208, sections 5 and 12); null after noting the error in the [TermText].
final class MechanismParser {
    private final TermText record;
    private final String text;
    private final char[] chars;
    private int quadEnd;

    MechanismParser(TermText record) {
        this.record = record;
        this.text = record.text;
        this.chars = record.chars;
    }

    /// The mechanism whose name stands between two places.
    ///
    /// @param start of the term, its qualifier included
    /// @param end   of the term
    @Nullable
    Mechanism mechanism(int start, int nameStart, int nameEnd, int end) {
        switch (nameEnd - nameStart) {
            case 1 -> {
                if (record.named("a", nameStart, nameEnd)) {
                    return hosts(false, start, nameEnd, end);
                }
            }
            case 2 -> {
                if (record.named("mx", nameStart, nameEnd)) {
                    return hosts(true, start, nameEnd, end);
                }
            }
            case 3 -> {
                if (record.named("ip4", nameStart, nameEnd)) {
                    return ip4(start, nameEnd, end);
                }
                if (record.named("ip6", nameStart, nameEnd)) {
                    return ip6(start, nameEnd, end);
                }
                if (record.named("all", nameStart, nameEnd)) {
                    return nameEnd == end
                            ? Mechanism.All.ALL
                            : record.fail(Problem.UNEXPECTED_ARGUMENT, start, end, nameEnd, end);
                }
                if (record.named("ptr", nameStart, nameEnd)) {
                    if (nameEnd == end) {
                        return new Mechanism.Ptr(null);
                    }
                    MacroString domain = argument(start, nameEnd, end);
                    return domain == null ? null : new Mechanism.Ptr(domain);
                }
            }
            case 6 -> {
                if (record.named("exists", nameStart, nameEnd)) {
                    MacroString domain = argument(start, nameEnd, end);
                    return domain == null ? null : new Mechanism.Exists(domain);
                }
            }
            case 7 -> {
                if (record.named("include", nameStart, nameEnd)) {
                    MacroString domain = argument(start, nameEnd, end);
                    return domain == null ? null : new Mechanism.Include(domain);
                }
            }
            default -> {}
        }
        boolean modifierName = record.named("redirect", nameStart, nameEnd) || record.named("exp", nameStart, nameEnd);
        return record.fail(
                modifierName
                        ? Problem.REDIRECT_AS_MECHANISM
                        : record.badCharacter(start, end, Problem.UNKNOWN_MECHANISM),
                start,
                end,
                nameStart,
                nameEnd);
    }

    /// The domain-spec of include, exists or ptr, which take no prefix length.
    private @Nullable MacroString argument(int start, int nameEnd, int end) {
        if (nameEnd == end) {
            return record.fail(Problem.MISSING_ARGUMENT, start, end, start, end);
        }
        if (chars[nameEnd] == '/') {
            return record.fail(Problem.UNEXPECTED_ARGUMENT, start, end, nameEnd, end);
        }
        return domain(start, nameEnd + 1, end, end);
    }

    private @Nullable MacroString domain(int start, int from, int to, int end) {
        MacroParser parser = MacroParser.ofRecord(text, to, false);
        MacroString domain = parser.domainSpec(from);
        if (domain != null) {
            return domain;
        }
        if (parser.problem == Problem.BAD_DOMAIN
                && IpPrefix.parse(text.substring(from, Math.min(to, from + 64))).isPresent()) {
            return record.fail(Problem.ADDRESS_AS_DOMAIN, start, end, from, to);
        }
        return record.fail(parser, start, end);
    }

    // Section 5.3 and 5.4: [ ":" domain-spec ] [ ip4-cidr-length ] [ "/" ip6-cidr-length ]
    private @Nullable Mechanism hosts(boolean mx, int start, int nameEnd, int end) {
        int length4 = 32;
        int length6 = 128;
        int to = end;
        // A "/" may stand in a domain-spec too, so prefix lengths are looked for from the end.
        int digits = digitsBefore(nameEnd, to);
        if (digits < to && digits - 2 >= nameEnd && chars[digits - 1] == '/' && chars[digits - 2] == '/') {
            length6 = number(digits, to, 128);
            if (length6 < 0) {
                return record.fail(Problem.BAD_PREFIX_LENGTH, start, end, digits, to);
            }
            to = digits - 2;
            digits = digitsBefore(nameEnd, to);
        }
        if (digits < to && digits - 1 >= nameEnd && chars[digits - 1] == '/') {
            length4 = number(digits, to, 32);
            if (length4 < 0) {
                return record.fail(Problem.BAD_PREFIX_LENGTH, start, end, digits, to);
            }
            to = digits - 1;
        }
        MacroString domain = null;
        if (nameEnd < to) {
            if (chars[nameEnd] != ':') {
                return record.fail(Problem.BAD_PREFIX_LENGTH, start, end, nameEnd, end);
            }
            domain = domain(start, nameEnd + 1, to, end);
            if (domain == null) {
                return null;
            }
        }
        return mx ? new Mechanism.Mx(domain, length4, length6) : new Mechanism.A(domain, length4, length6);
    }

    private int digitsBefore(int from, int to) {
        int i = to;
        while (i > from && chars[i - 1] >= '0' && chars[i - 1] <= '9') {
            i--;
        }
        return i;
    }

    /// The number between two places, without leading zeros and at most `most`; -1 otherwise.
    private int number(int from, int to, int most) {
        int count = to - from;
        if (count < 1 || count > 3 || count > 1 && chars[from] == '0') {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = chars[i];
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value > most ? -1 : value;
    }

    private @Nullable Mechanism ip4(int start, int nameEnd, int end) {
        int from = nameEnd + 1;
        if (from >= end) {
            return record.fail(Problem.MISSING_ARGUMENT, start, end, start, end);
        }
        long bits = chars[nameEnd] == ':' ? quad(from, end) : -1;
        if (bits < 0) {
            return record.fail(record.badCharacter(start, end, Problem.BAD_IP4), start, end, from, slash(from, end));
        }
        int to = quadEnd;
        int length = to == end ? 32 : number(to + 1, end, 32);
        return length < 0
                ? record.fail(Problem.BAD_PREFIX_LENGTH, start, end, to, end)
                : new Mechanism.Ip4(new IpPrefix(IpAddress.v4(bits), length));
    }

    /// Where the address of a range ends.
    private int slash(int from, int end) {
        int slash = text.indexOf('/', from, end);
        return slash < 0 ? end : slash;
    }

    /// The 32 bits of a dotted quad without leading zeros that ends at a slash or the end; -1 otherwise. Leaves its end
    /// in [#quadEnd].
    private long quad(int from, int end) {
        long bits = 0;
        int i = from;
        for (int part = 0; part < 4; part++) {
            int digitsFrom = i;
            int value = 0;
            while (i < end && chars[i] >= '0' && chars[i] <= '9') {
                value = value * 10 + chars[i++] - '0';
                if (value > 255) {
                    return -1;
                }
            }
            int digits = i - digitsFrom;
            if (digits == 0 || digits > 1 && chars[digitsFrom] == '0') {
                return -1;
            }
            bits = bits << 8 | value;
            if (part < 3 && (i >= end || chars[i++] != '.')) {
                return -1;
            }
        }
        quadEnd = i;
        return i == end || chars[i] == '/' ? bits : -1;
    }

    private @Nullable Mechanism ip6(int start, int nameEnd, int end) {
        int from = nameEnd + 1;
        if (from >= end) {
            return record.fail(Problem.MISSING_ARGUMENT, start, end, start, end);
        }
        int to = slash(from, end);
        IpAddress address = chars[nameEnd] == ':' ? v6(from, to) : null;
        if (address == null) {
            return record.fail(record.badCharacter(start, end, Problem.BAD_IP6), start, end, from, to);
        }
        int length = to == end ? 128 : number(to + 1, end, 128);
        return length < 0
                ? record.fail(Problem.BAD_PREFIX_LENGTH, start, end, to, end)
                : new Mechanism.Ip6(new IpPrefix(address, length));
    }

    private @Nullable IpAddress v6(int from, int to) {
        String address = text.substring(from, Math.min(to, from + 64));
        IpAddress parsed =
                address.indexOf(':') < 0 ? null : IpAddress.parse(address).orElse(null);
        // Section 5.6 keeps the families apart: a mapped address in an ip6 term stays the IPv6 address it is written
        // as.
        return parsed != null && parsed.v4() ? new IpAddress(false, 0, 0xffffL << 32 | parsed.low()) : parsed;
    }
}
