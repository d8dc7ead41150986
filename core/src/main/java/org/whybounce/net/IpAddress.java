package org.whybounce.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/// An IPv4 or IPv6 address. An IPv4-mapped IPv6 address (`::ffff:0:0/96`) is IPv4 wherever it comes from, as RFC 7208,
/// section 5 asks. Ordered by family, then as an unsigned number.
///
/// @param v4   whether this is an IPv4 address
/// @param high the upper 64 bits of an IPv6 address, 0 for IPv4
/// @param low  the lower 64 bits of an IPv6 address, or the 32 bits of an IPv4 address
public record IpAddress(boolean v4, long high, long low) implements Comparable<IpAddress> {
    private static final long MAPPED = 0xffffL;

    public IpAddress {
        if (v4 && (high != 0 || low >>> 32 != 0)) {
            throw new IllegalArgumentException("an IPv4 address has 32 bits");
        }
    }

    public static IpAddress v4(long bits) {
        return new IpAddress(true, 0, bits & 0xffffffffL);
    }

    public static IpAddress v6(long high, long low) {
        return high == 0 && low >>> 32 == MAPPED ? v4(low) : new IpAddress(false, high, low);
    }

    /// From 4 or 16 bytes in network order.
    public static IpAddress of(byte[] bytes) {
        if (bytes.length == 4) {
            return v4(bits(bytes, 0, 4));
        }
        if (bytes.length != 16) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + bytes.length);
        }
        return v6(bits(bytes, 0, 8), bits(bytes, 8, 8));
    }

    private static long bits(byte[] bytes, int from, int count) {
        long value = 0;
        for (int i = from; i < from + count; i++) {
            value = value << 8 | bytes[i] & 0xff;
        }
        return value;
    }

    /// Reads a dotted quad (no leading zeros, RFC 6943 section 3.1.1) or an IPv6 address in any RFC 4291 form. No
    /// brackets, no zone, no prefix length, no surrounding space; empty for anything else.
    public static Optional<IpAddress> parse(CharSequence text) {
        return IpText.parse(text);
    }

    /// As [#parse], for text that is known to be an address.
    public static IpAddress of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an IP address: " + text));
    }

    // Written out, because those that a record is given are put together at its first use, which a short run pays for.
    @Override
    public boolean equals(Object other) {
        return other instanceof IpAddress that && v4 == that.v4 && high == that.high && low == that.low;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(high) + Long.hashCode(low);
    }

    public boolean v6() {
        return !v4;
    }

    /// The number of bits: 32 or 128.
    public int width() {
        return v4 ? 32 : 128;
    }

    public byte[] bytes() {
        byte[] bytes = new byte[v4 ? 4 : 16];
        for (int i = bytes.length - 1, shift = 0; i >= 0; i--, shift += 8) {
            bytes[i] = (byte) (shift < 64 ? low >>> shift : high >>> shift - 64);
        }
        return bytes;
    }

    public InetAddress inet() {
        try {
            return InetAddress.getByAddress(bytes());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The address with all but the first `length` bits zero.
    public IpAddress masked(int length) {
        if (v4) {
            long bits = length == 0 ? 0 : low & -1L << 32 - length;
            return bits == low ? this : v4(bits);
        }
        long newHigh = length >= 64 ? high : length == 0 ? 0 : high & -1L << 64 - length;
        long newLow = length >= 128 ? low : length <= 64 ? 0 : low & -1L << 128 - length;
        return newHigh == high && newLow == low ? this : new IpAddress(false, newHigh, newLow);
    }

    /// The name under which the reverse DNS of this address lies, without a final dot (RFC 1035 3.5, RFC 3596 2.5).
    public String reverseName() {
        StringBuilder name = new StringBuilder(74);
        byte[] bytes = bytes();
        for (int i = bytes.length - 1; i >= 0; i--) {
            if (v4) {
                name.append(bytes[i] & 0xff).append('.');
            } else {
                name.append(Character.forDigit(bytes[i] & 0xf, 16)).append('.');
                name.append(Character.forDigit(bytes[i] >> 4 & 0xf, 16)).append('.');
            }
        }
        return name.append(v4 ? "in-addr.arpa" : "ip6.arpa").toString();
    }

    /// What kind of address this is by the special-purpose registries (RFC 6890). A sender that a public receiver saw
    /// has a [IpScope#GLOBAL] one; documentation addresses count as such, since they stand for public ones.
    public IpScope scope() {
        return IpScope.of(this);
    }

    @Override
    public int compareTo(IpAddress other) {
        if (v4 != other.v4) {
            return v4 ? -1 : 1;
        }
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /// Dotted quad, or the canonical text of RFC 5952.
    @Override
    public String toString() {
        return IpText.print(this);
    }
}
