package org.whybounce.spf;

import org.whybounce.net.IpAddress;

/// Comparing addresses by prefix, without making objects.
final class Ranges {
    private Ranges() {}

    /// Whether both addresses are of one family and share their first `length` bits.
    static boolean sameNetwork(IpAddress one, IpAddress other, int length) {
        if (one.v4() != other.v4()) {
            return false;
        }
        if (one.v4()) {
            return length == 0 || (one.low() ^ other.low()) >>> 32 - length == 0;
        }
        if (length <= 64) {
            return length == 0 || (one.high() ^ other.high()) >>> 64 - length == 0;
        }
        return one.high() == other.high() && (one.low() ^ other.low()) >>> 128 - length == 0;
    }
}
