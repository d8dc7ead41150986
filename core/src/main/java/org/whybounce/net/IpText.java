package org.whybounce.net;

import java.util.Optional;

/// The text forms of addresses, read strictly and written canonically.
final class IpText {
    private IpText() {}

    static Optional<IpAddress> parse(CharSequence text) {
        int length = text.length();
        if (length < 2 || length > 45) {
            return Optional.empty();
        }
        for (int i = 0; i < length && i < 5; i++) {
            if (text.charAt(i) == ':') {
                return parseV6(text);
            }
        }
        long bits = quad(text, 0);
        return bits < 0 ? Optional.empty() : Optional.of(IpAddress.v4(bits));
    }

    /// The 32 bits of the dotted quad that fills `text` from `at` to its end, or -1.
    private static long quad(CharSequence text, int at) {
        long bits = 0;
        int parts = 0;
        int i = at;
        while (parts < 4) {
            int start = i;
            int value = 0;
            while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9' && i - start < 3) {
                value = value * 10 + text.charAt(i++) - '0';
            }
            if (i == start || value > 255 || text.charAt(start) == '0' && i - start > 1) {
                return -1;
            }
            bits = bits << 8 | value;
            if (++parts < 4) {
                if (i >= text.length() || text.charAt(i++) != '.') {
                    return -1;
                }
            }
        }
        return i == text.length() ? bits : -1;
    }

    private static Optional<IpAddress> parseV6(CharSequence text) {
        int[] groups = new int[8];
        int count = 0;
        int gap = -1;
        int i = 0;
        int length = text.length();
        if (text.charAt(0) == ':') {
            if (text.charAt(1) != ':') {
                return Optional.empty();
            }
            gap = 0;
            i = 2;
        }
        while (i < length) {
            if (count == 8) {
                return Optional.empty();
            }
            int start = i;
            int value = 0;
            while (i < length && i - start < 4 && Character.digit(text.charAt(i), 16) >= 0 && text.charAt(i) < 128) {
                value = value << 4 | Character.digit(text.charAt(i++), 16);
            }
            if (i < length && text.charAt(i) == '.') {
                long bits = quad(text, start);
                if (bits < 0 || count > 6) {
                    return Optional.empty();
                }
                groups[count++] = (int) (bits >>> 16);
                groups[count++] = (int) (bits & 0xffff);
                i = length;
                break;
            }
            if (i == start) {
                return Optional.empty();
            }
            groups[count++] = value;
            if (i == length) {
                break;
            }
            if (text.charAt(i++) != ':' || i == length) {
                return Optional.empty();
            }
            if (text.charAt(i) == ':') {
                if (gap >= 0) {
                    return Optional.empty();
                }
                gap = count;
                i++;
            }
        }
        if (gap < 0 ? count != 8 : count > 7) {
            return Optional.empty();
        }
        long high = 0;
        long low = 0;
        for (int g = 0; g < 8; g++) {
            int fromEnd = 8 - g;
            int value = gap < 0 || g < gap ? groups[g] : fromEnd <= count - gap ? groups[count - fromEnd] : 0;
            if (g < 4) {
                high = high << 16 | value;
            } else {
                low = low << 16 | value;
            }
        }
        return Optional.of(IpAddress.v6(high, low));
    }

    static String print(IpAddress ip) {
        long low = ip.low();
        if (ip.v4()) {
            return (low >>> 24) + "." + (low >>> 16 & 255) + "." + (low >>> 8 & 255) + "." + (low & 255);
        }
        int[] groups = new int[8];
        for (int g = 0; g < 8; g++) {
            groups[g] = (int) ((g < 4 ? ip.high() : low) >>> 48 - 16 * (g & 3) & 0xffff);
        }
        int gapStart = -1;
        int gapLength = 1;
        for (int g = 0; g < 8; g++) {
            int end = g;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - g > gapLength) {
                gapStart = g;
                gapLength = end - g;
            }
            g = Math.max(g, end - 1);
        }
        StringBuilder out = new StringBuilder(39);
        for (int g = 0; g < 8; g++) {
            if (g == gapStart) {
                out.append("::");
                g += gapLength - 1;
                continue;
            }
            if (!out.isEmpty() && out.charAt(out.length() - 1) != ':') {
                out.append(':');
            }
            out.append(Integer.toHexString(groups[g]));
        }
        return out.toString();
    }
}
