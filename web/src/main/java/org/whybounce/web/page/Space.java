package org.whybounce.web.page;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;

/// What a record authorises, from the `addresses` of the document of `spf show`: counts, pictures, ranges.
///
/// @param address the address that is looked for; empty if none is
public record Space(Piece tree, String address) {
    /// Ranges written out; the pictures show all.
    private static final int MOST_RANGES = 60;

    /// A range, and whether the address looked for lies in it.
    public record Named(String range, boolean holds) {}

    public boolean shown() {
        return tree.has("addresses", "pass", "ipv4") || tree.has("addresses", "pass", "ipv6");
    }

    public List<AddressMap.Panel> panels() {
        return AddressMap.panels(tree.texts("addresses", "pass", "ipv4"), address);
    }

    public String counts() {
        String v4 = count("ipv4Count", "IPv4 address", "IPv4 addresses");
        String v6 = count("ipv6Count", "IPv6 address", "IPv6 addresses");
        return "The record authorises " + (v4.isEmpty() ? v6 : v6.isEmpty() ? v4 : v4 + " and " + v6) + ".";
    }

    private String count(String field, String one, String many) {
        String number = tree.text("addresses", "pass", field);
        if (!number.matches("[0-9]{1,40}") || number.equals("0")) {
            return "";
        }
        BigInteger count = new BigInteger(number);
        if (count.bitLength() > 40) {
            return "about 2^" + (count.bitLength() - 1) + " " + many;
        }
        return "%,d ".formatted(count) + (count.equals(BigInteger.ONE) ? one : many);
    }

    public List<Named> v4() {
        return named("ipv4");
    }

    public List<Named> v6() {
        return named("ipv6");
    }

    public int beyond(String family) {
        return Math.max(0, tree.list("addresses", "pass", family).size() - MOST_RANGES);
    }

    private List<Named> named(String family) {
        Optional<IpAddress> wanted = IpAddress.parse(address);
        List<Named> named = new ArrayList<>();
        for (String text : tree.texts("addresses", "pass", family)) {
            boolean holds = wanted.isPresent()
                    && IpPrefix.parse(text)
                            .filter(prefix -> prefix.contains(wanted.get()))
                            .isPresent();
            if (named.size() < MOST_RANGES || holds) {
                named.add(new Named(text, holds));
            }
        }
        return named;
    }

    /// For an IPv6 address that no range holds: the range that shares the most leading bits with it.
    public String nearest() {
        Optional<IpAddress> wanted = IpAddress.parse(address).filter(IpAddress::v6);
        if (wanted.isEmpty() || v6().stream().anyMatch(Named::holds)) {
            return "";
        }
        String nearest = "";
        int most = 15;
        for (Piece piece : tree.list("addresses", "pass", "ipv6")) {
            Optional<IpPrefix> prefix = IpPrefix.parse(piece.text());
            if (prefix.isPresent() && common(prefix.get().address(), wanted.get()) > most) {
                most = common(prefix.get().address(), wanted.get());
                nearest = piece.text();
            }
        }
        return nearest.isEmpty()
                ? ""
                : "The nearest range, " + nearest + ", shares the first " + most + " of 128 bits with it.";
    }

    private static int common(IpAddress a, IpAddress b) {
        int high = Long.numberOfLeadingZeros(a.high() ^ b.high());
        return high < 64 ? high : 64 + Long.numberOfLeadingZeros(a.low() ^ b.low());
    }
}
