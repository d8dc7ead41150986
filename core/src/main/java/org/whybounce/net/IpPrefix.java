package org.whybounce.net;

import java.util.Optional;

/// A range of addresses in CIDR form. Host bits of the address given are dropped (RFC 7208, section 5.6).
public record IpPrefix(IpAddress address, int length) implements Comparable<IpPrefix> {
    public IpPrefix {
        if (length < 0 || length > address.width()) {
            throw new IllegalArgumentException("/" + length + " does not fit " + address);
        }
        address = address.masked(length);
    }

    /// One address alone.
    public static IpPrefix of(IpAddress address) {
        return new IpPrefix(address, address.width());
    }

    /// Reads `address` or `address/length`, the length without leading zeros; empty for anything else.
    public static Optional<IpPrefix> parse(String text) {
        int slash = text.indexOf('/');
        Optional<IpAddress> address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty() || slash < 0) {
            return address.map(IpPrefix::of);
        }
        String digits = text.substring(slash + 1);
        if (!number(digits) || Integer.parseInt(digits) > address.get().width()) {
            return Optional.empty();
        }
        return Optional.of(new IpPrefix(address.get(), Integer.parseInt(digits)));
    }

    private static boolean number(String digits) {
        if (digits.isEmpty() || digits.length() > 3 || digits.length() > 1 && digits.charAt(0) == '0') {
            return false;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    public boolean v4() {
        return address.v4();
    }

    public boolean contains(IpAddress ip) {
        return ip.v4() == address.v4() && ip.masked(length).equals(address);
    }

    public boolean contains(IpPrefix other) {
        return other.length >= length && contains(other.address);
    }

    /// The last address of the range.
    public IpAddress last() {
        if (address.v4()) {
            return IpAddress.v4(address.low() | (length == 0 ? 0xffffffffL : (1L << 32 - length) - 1));
        }
        long high = length >= 64 ? address.high() : address.high() | (length == 0 ? -1L : -1L >>> length);
        long low = length <= 64 ? -1L : length == 128 ? address.low() : address.low() | -1L >>> length - 64;
        return new IpAddress(false, high, low);
    }

    @Override
    public int compareTo(IpPrefix other) {
        int byAddress = address.compareTo(other.address);
        return byAddress != 0 ? byAddress : Integer.compare(length, other.length);
    }

    /// `192.0.2.0/24`; a single address without its length.
    @Override
    public String toString() {
        return length == address.width() ? address.toString() : address + "/" + length;
    }
}
