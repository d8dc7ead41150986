package org.whybounce.intent;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whybounce.intent.WordReading.Alternative;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;

/// Reads a damaged address or range. What is written in full, only otherwise than SPF writes it, has one meaning; where
/// a digit is missing or too many, each range that one slip leads to is an answer. No answer is wider than what any
/// sender has.
final class AddressReading {
    /// A shorter prefix is no network that anybody sends from: RFC 791's class A, and the largest IPv6 allocation.
    static final int WIDEST4 = 8;

    static final int WIDEST6 = 19;

    /// More prefixes than this are no range that was written from one address to another by hand.
    private static final int MOST_PREFIXES = 8;

    /// More answers than this are no question that a person can answer.
    private static final int MOST_ANSWERS = 4;

    private static final int LONGEST = 64;

    private AddressReading() {}

    /// Whether a range is wider than any sender's.
    static boolean wide(IpPrefix range) {
        return range.length() < (range.v4() ? WIDEST4 : WIDEST6);
    }

    static String term(IpPrefix range) {
        return (range.v4() ? "ip4:" : "ip6:") + range;
    }

    /// The readings of a value that looks like an address; empty where it does not.
    static Optional<WordReading> read(String was, String qualifier, String value) {
        if (value.isEmpty() || value.length() > LONGEST || !looksLike(value)) {
            return Optional.empty();
        }
        Optional<List<IpPrefix>> sure = sure(value);
        if (sure.isPresent()) {
            return Optional.of(
                    sure.get().stream().anyMatch(AddressReading::wide)
                            ? wideQuestion(was, qualifier, value)
                            : new WordReading.Meant(
                                    was, terms(qualifier, sure.get()), "that is how SPF writes this address"));
        }
        return Optional.of(port(was, qualifier, value).orElseGet(() -> question(was, qualifier, value)));
    }

    /// `192.0.2.1:25`: an address with a port. SPF knows none; up to 32 it may have been a length as well.
    private static Optional<WordReading> port(String was, String qualifier, String value) {
        int colon = value.indexOf(':');
        if (colon < 0 || value.indexOf(':', colon + 1) >= 0 || value.indexOf('/') >= 0) {
            return Optional.empty();
        }
        Optional<IpPrefix> address = one(value.substring(0, colon));
        int number = digits(value.substring(colon + 1));
        if (address.isEmpty() || number < 0) {
            return Optional.empty();
        }
        String alone = qualifier + term(address.get());
        if (number > 32) {
            return Optional.of(new WordReading.Meant(was, alone, "SPF lists addresses without a port"));
        }
        List<Alternative> ways = new ArrayList<>(List.of(
                new Alternative(address.get() + " was meant, without a port", alone),
                new Alternative("it is not needed", "")));
        prefix(address.get().address(), number)
                .filter(range -> aligned(address.get().address(), range) && plausible(range))
                .ifPresent(range -> ways.add(new Alternative(range + " was meant", qualifier + term(range))));
        return Optional.of(new WordReading.Unclear(was, ways));
    }

    /// Whether a network begins at the address that is written.
    private static boolean aligned(IpAddress written, IpPrefix range) {
        return range.address().equals(written);
    }

    static WordReading wideQuestion(String was) {
        return new WordReading.Unclear(was, List.of(NOBODYS));
    }

    private static final Alternative NOBODYS = new Alternative("nobody sends from so large a part of the Internet", "");

    /// `192.0.2.1/0`: behind the address of a host the length alone may be the slip.
    static WordReading wideQuestion(String was, String qualifier, String value) {
        int slash = value.indexOf('/');
        Optional<IpPrefix> host = slash < 0 ? Optional.empty() : one(value.substring(0, slash));
        return host.filter(each -> !each.address().toString().endsWith(".0")
                        && !each.address().toString().endsWith(":"))
                .<WordReading>map(each -> new WordReading.Unclear(
                        was, List.of(NOBODYS, new Alternative(each + " alone was meant", qualifier + term(each)))))
                .orElseGet(() -> wideQuestion(was));
    }

    /// A guess is offered only where it is no wider than a provider's usual network.
    private static boolean plausible(IpPrefix range) {
        return range.length() >= (range.v4() ? 16 : 32);
    }

    private static String terms(String qualifier, List<IpPrefix> ranges) {
        return String.join(
                " ",
                ranges.stream().map(each -> qualifier + term(each)).distinct().toList());
    }

    private static WordReading question(String was, String qualifier, String value) {
        List<Alternative> alternatives = new ArrayList<>();
        guesses(value).stream()
                .filter(AddressReading::plausible)
                .limit(MOST_ANSWERS)
                .forEach(range -> alternatives.add(new Alternative(range + " was meant", qualifier + term(range))));
        fromTo(stripped(value), true)
                .ifPresent(ranges -> alternatives.add(
                        new Alternative("from the one address to the other was meant", terms(qualifier, ranges))));
        alternatives.add(new Alternative("it is not needed", ""));
        return new WordReading.Unclear(was, alternatives);
    }

    /// Digits and dots, or digits and colons, and at most a slip among them.
    private static boolean looksLike(String value) {
        int other = 0;
        int digits = 0;
        int dots = 0;
        int colons = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            digits += digit ? 1 : 0;
            dots += c == '.' || c == ',' ? 1 : 0;
            colons += c == ':' ? 1 : 0;
            other += digit || "abcdef.:/*[]-,_".indexOf(Character.toLowerCase(c)) >= 0 ? 0 : 1;
        }
        char first = value.charAt(0);
        boolean v6 = colons >= 2 && other <= 1;
        boolean begins = first >= '0' && first <= '9' || "[lOo.".indexOf(first) >= 0;
        int letters = 0;
        for (int i = 0; i < value.length(); i++) {
            letters += Character.isLetter(value.charAt(i)) ? 1 : 0;
        }
        return v6 || begins && dots >= 2 && digits >= 3 && letters <= 1 && other <= 1;
    }

    private static Optional<List<IpPrefix>> sure(String written) {
        String value = stripped(written);
        Optional<IpPrefix> plain = one(value);
        if (plain.isPresent()) {
            return Optional.of(List.of(plain.get()));
        }
        return fromTo(value, false);
    }

    private static String stripped(String value) {
        int from = 0;
        int to = value.length();
        while (from < to && "[(<.,;:".indexOf(value.charAt(from)) >= 0 && !value.startsWith("::", from)) {
            from++;
        }
        while (to > from
                && "])>.,;/:_-".indexOf(value.charAt(to - 1)) >= 0
                && !value.substring(from, to).endsWith("::")) {
            to--;
        }
        return value.substring(from, to).replace("]", "");
    }

    /// A single address or range in one of the ways in which people write them.
    private static Optional<IpPrefix> one(String value) {
        Optional<IpPrefix> read = IpPrefix.parse(value);
        if (read.isPresent()) {
            return read;
        }
        int slash = value.indexOf('/');
        String address = slash < 0 ? value : value.substring(0, slash);
        String length = slash < 0 ? "" : value.substring(slash + 1);
        while (length.startsWith("/")) {
            length = length.substring(1);
        }
        if (address.indexOf(':') >= 0) {
            int bits = slash < 0 ? 128 : digits(length);
            return IpAddress.parse(address).flatMap(ip -> prefix(ip, bits));
        }
        Optional<String> dotted = dotted(address, slash < 0 ? -1 : digits(length));
        if (dotted.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = dotted.get().split("/", 2);
        Optional<IpAddress> ip = IpAddress.parse(parts[0]);
        if (parts.length == 2) {
            return slash >= 0 ? Optional.empty() : ip.flatMap(each -> prefix(each, digits(parts[1])));
        }
        if (slash < 0) {
            return ip.map(IpPrefix::of);
        }
        Optional<IpAddress> mask = IpAddress.parse(length).filter(IpAddress::v4);
        if (mask.isPresent()) {
            int bits = Long.bitCount(mask.get().low());
            return mask.get().equals(IpAddress.v4(0xffffffffL).masked(bits))
                    ? ip.flatMap(each -> prefix(each, bits))
                    : Optional.empty();
        }
        int bits = digits(length);
        return ip.flatMap(each -> prefix(each, bits));
    }

    private static Optional<IpPrefix> prefix(IpAddress ip, int length) {
        return length < 0 || length > ip.width() ? Optional.empty() : Optional.of(new IpPrefix(ip, length));
    }

    /// The number, leading zeros allowed; -1 if it is none.
    private static int digits(String text) {
        if (text.isEmpty() || text.length() > 4) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }

    /// Four parts in decimal: zeros before them, letters that look like digits, commas or doubled dots between them, a
    /// star for the last, which makes a network of 24 bits; parts that a network does not need may be missing.
    private static Optional<String> dotted(String address, int bits) {
        String plain = address.replace(',', '.').replace('_', '.');
        while (plain.contains("..")) {
            plain = plain.replace("..", ".");
        }
        String[] parts = plain.split("\\.");
        boolean star = parts.length == 4 && parts[3].equals("*");
        int needed = bits >= 0 && bits <= 32 ? (bits + 7) / 8 : 4;
        if (parts.length > 4 || parts.length < Math.max(2, needed) && !star) {
            return Optional.empty();
        }
        List<String> decimal = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String part = i >= parts.length || star && i == 3 ? "0" : parts[i];
            String looks = part.length() > 1 || part.equals("l") || part.equals("O")
                    ? part.replace('l', '1').replace('I', '1').replace('O', '0').replace('o', '0')
                    : part;
            int value = digits(looks);
            if (value < 0 || value > 255) {
                return Optional.empty();
            }
            decimal.add(String.valueOf(value));
        }
        return Optional.of(String.join(".", decimal) + (star ? "/24" : ""));
    }

    /// `192.0.2.10-192.0.2.20`, `192.0.2.10-20`: from one address to another. `192.0.2.0-24` may be a network as well;
    /// `192.0.2.5-9` may not, since none of that length begins there.
    ///
    /// @param anyway whether it is read so where it may be a network as well
    private static Optional<List<IpPrefix>> fromTo(String value, boolean anyway) {
        int dash = value.indexOf('-');
        if (dash < 0 || value.indexOf('/') >= 0 || value.indexOf(':') >= 0) {
            return Optional.empty();
        }
        String first = value.substring(0, dash);
        String last = value.substring(dash + 1);
        Optional<IpAddress> from =
                dotted(first, -1).filter(text -> text.indexOf('/') < 0).flatMap(IpAddress::parse);
        boolean network = from.flatMap(ip -> prefix(ip, digits(last)))
                .filter(range -> aligned(from.get(), range))
                .isPresent();
        boolean lastPart = digits(last) >= 0 && digits(last) <= 255 && (anyway || !network);
        Optional<IpAddress> to = dotted(lastPart ? first.substring(0, first.lastIndexOf('.') + 1) + last : last, -1)
                .filter(text -> text.indexOf('/') < 0)
                .flatMap(IpAddress::parse);
        if (from.isEmpty() || to.isEmpty() || from.get().low() > to.get().low()) {
            return Optional.empty();
        }
        List<IpPrefix> prefixes = prefixes(from.get().low(), to.get().low());
        return prefixes.size() <= MOST_PREFIXES ? Optional.of(prefixes) : Optional.empty();
    }

    private static List<IpPrefix> prefixes(long from, long to) {
        List<IpPrefix> prefixes = new ArrayList<>();
        long at = from;
        while (at <= to && prefixes.size() <= MOST_PREFIXES) {
            int free = at == 0 ? 32 : Long.numberOfTrailingZeros(at);
            while (free > 32 || at + (1L << free) - 1 > to) {
                free--;
            }
            prefixes.add(new IpPrefix(IpAddress.v4(at), 32 - free));
            at += 1L << free;
        }
        return prefixes;
    }

    /// The ranges that one slip may have led away from: a character too many, the two neighbours swapped, a mark of
    /// punctuation in the place of another.
    private static Set<IpPrefix> guesses(String value) {
        Set<IpPrefix> guesses = new LinkedHashSet<>();
        String bare = stripped(value);
        int dash = bare.indexOf('-');
        if (dash > 0) {
            // 192.0.2.0-24: a network, or the addresses 0 to 24.
            Optional<IpAddress> first = IpAddress.parse(bare.substring(0, dash));
            first.flatMap(ip -> prefix(ip, digits(bare.substring(dash + 1))))
                    .filter(range -> aligned(first.get(), range))
                    .ifPresent(guesses::add);
        }
        int slash = bare.indexOf('/');
        if (slash > 0 && digits(bare.substring(slash + 1)) > 32 && bare.indexOf(':') < 0) {
            one(bare.substring(0, slash) + (bare.substring(0, slash).endsWith(".0") ? "/24" : ""))
                    .ifPresent(guesses::add);
        }
        for (int i = 0; i < bare.length(); i++) {
            if (i == slash || i == dash && fromTo(bare, true).isPresent()) {
                continue;
            }
            one(bare.substring(0, i) + bare.substring(i + 1)).ifPresent(guesses::add);
        }
        for (int i = 1; i < bare.length(); i++) {
            one(bare.substring(0, i - 1) + bare.charAt(i) + bare.charAt(i - 1) + bare.substring(i + 1))
                    .ifPresent(guesses::add);
        }
        int dots = (int) bare.chars().filter(c -> c == '.').count();
        if (dots == 2 && bare.indexOf('/') < 0) {
            one(bare + ".0/24").ifPresent(guesses::add);
        }
        return guesses;
    }
}
