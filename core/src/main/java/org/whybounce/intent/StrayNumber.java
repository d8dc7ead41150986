package org.whybounce.intent;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.whybounce.intent.WordReading.Alternative;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;
import org.whybounce.spf.record.Mechanism;
import org.whybounce.spf.record.Term;

/// A number that stands alone behind a term that is sound without it: `ip4:192.0.2.0 24`, `ip4:192.0.2.0/8 0`,
/// `ip4:192.0.2.7 7`, `mx 24`. It is a piece of that term, so the term does not mean what it says without it: taken
/// alone
/// it may be far wider than what was meant, or another's address. Where one reading alone is possible it is that; else
/// each is an answer. A netmask that stands so is its length.
final class StrayNumber {
    /// Digits of the longest prefix length and of the last part of an address.
    private static final int MOST_DIGITS = 3;

    private StrayNumber() {}

    /// @param term the term in front, which parses
    static Optional<WordReading> read(String was, String term, String number) {
        Optional<WordReading> mask = mask(was, term, number);
        if (mask.isPresent()) {
            return mask;
        }
        boolean digits = !number.isEmpty()
                && number.length() <= MOST_DIGITS
                && number.chars().allMatch(letter -> letter >= '0' && letter <= '9');
        Optional<Term> parsed = digits ? Syntax.term(term) : Optional.empty();
        if (parsed.isEmpty() || !(parsed.get() instanceof Term.Directive directive)) {
            return Optional.empty();
        }
        Set<String> meant = new LinkedHashSet<>();
        switch (directive.mechanism()) {
            case Mechanism.Ip4(IpPrefix range) -> meant.addAll(ranges(term, range, number));
            case Mechanism.Ip6(IpPrefix range) -> meant.addAll(ranges(term, range, number));
            case Mechanism.A _ -> meant.addAll(hosts(term, number));
            case Mechanism.Mx _ -> meant.addAll(hosts(term, number));
            case Mechanism.All _ -> {}
            case Mechanism.Include _ -> {}
            case Mechanism.Ptr _ -> {}
            case Mechanism.Exists _ -> {}
        }
        if (meant.isEmpty()) {
            return Optional.empty();
        }
        boolean network = term.indexOf('/') < 0 && (term.endsWith(".0") || term.endsWith("::"))
                || Syntax.term(term)
                        .flatMap(IntentReader::range)
                        .filter(AddressReading::wide)
                        .isPresent();
        if (meant.size() == 1 && network) {
            return Optional.of(new WordReading.Meant(
                    was, meant.iterator().next(), "the number behind it is its length, and no other reading is left"));
        }
        List<Alternative> alternatives = new ArrayList<>();
        meant.forEach(each -> alternatives.add(new Alternative("‘" + each + "’ was meant", each)));
        alternatives.add(new Alternative("neither is needed", ""));
        return Optional.of(new WordReading.Unclear(was, alternatives));
    }

    /// `ip4:192.0.2.0 255.255.255.0`: a netmask in the place of a length.
    private static Optional<WordReading> mask(String was, String term, String written) {
        Optional<IpAddress> mask = IpAddress.parse(written).filter(IpAddress::v4);
        int bits = mask.map(each -> Long.bitCount(each.low())).orElse(0);
        boolean masks = mask.filter(each ->
                        bits > 0 && each.equals(IpAddress.v4(0xffffffffL).masked(bits)))
                .isPresent();
        if (!masks || term.indexOf('/') >= 0 || term.toLowerCase(Locale.ROOT).indexOf("ip4:") < 0) {
            return Optional.empty();
        }
        Optional<String> network = network(term + "/" + bits);
        return network.<WordReading>map(each -> new WordReading.Meant(was, each, "that is how SPF writes a netmask"))
                .or(() -> Optional.of(new WordReading.Unclear(
                        was,
                        List.of(
                                new Alternative("the address alone sends", term),
                                new Alternative("it is not needed", "")))));
    }

    private static List<String> ranges(String term, IpPrefix range, String number) {
        Set<String> meant = new LinkedHashSet<>();
        if (term.indexOf('/') < 0) {
            // The number may be the rest of the address, or its prefix length.
            Optional<String> network = network(term + "/" + number);
            if (Syntax.sound(term + number)) {
                meant.add(term + number);
            }
            network.ifPresent(meant::add);
            if (network.isEmpty() || !term.endsWith(range.v4() ? ".0" : "::")) {
                meant.add(term);
            }
            return List.copyOf(meant);
        }
        boolean joined = Syntax.term(term + number)
                .flatMap(IntentReader::range)
                .filter(each -> !AddressReading.wide(each))
                .isPresent();
        if (joined) {
            meant.add(term + number);
        }
        Optional<String> written = network(term);
        if (!joined) {
            bytes(range, term).ifPresent(meant::add);
        }
        written.ifPresent(meant::add);
        return List.copyOf(meant);
    }

    /// The term, where it is a network no wider than any sender's and its address is the first of it: another was
    /// written with the length of something else.
    private static Optional<String> network(String term) {
        return Syntax.term(term)
                .flatMap(IntentReader::range)
                .filter(each -> !AddressReading.wide(each))
                .filter(each -> address(term).filter(each.address()::equals).isPresent())
                .map(_ -> term);
    }

    private static Optional<IpAddress> address(String term) {
        int slash = term.indexOf('/');
        return IpAddress.parse(term.substring(term.indexOf(':') + 1, slash < 0 ? term.length() : slash));
    }

    /// The network that an IPv4 address with zeros at its end is, in whole bytes, where it is narrower than the term.
    private static Optional<String> bytes(IpPrefix range, String term) {
        Optional<IpAddress> address = address(term).filter(IpAddress::v4).filter(each -> each.low() != 0);
        return address.map(each -> 32 - Long.numberOfTrailingZeros(each.low()) / 8 * 8)
                .filter(length -> length > range.length())
                .map(length -> term.substring(0, term.indexOf('/')) + (length == 32 ? "" : "/" + length));
    }

    private static List<String> hosts(String term, String number) {
        String longer = term + (term.indexOf('/') >= 0 ? "" : "/") + number;
        boolean network = Syntax.sound(longer) && Integer.parseInt(number) >= AddressReading.WIDEST4;
        return network ? List.of(term, longer) : List.of(term);
    }
}
