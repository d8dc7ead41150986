package org.whybounce.bounce.raw;

/// The `\x{...}` form of addresses in delivery reports (RFC 6533, section 3).
public final class Xtext {
    private Xtext() {}

    public static String decode(String text) {
        int at = text.indexOf("\\x{");
        if (at < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int from = 0;
        while (at >= 0) {
            int close = text.indexOf('}', at);
            if (close < 0 || close - at > 9 || close == at + 3) {
                break;
            }
            int value = 0;
            for (int i = at + 3; i < close; i++) {
                int digit = Character.digit(text.charAt(i), 16);
                value = digit < 0 ? Integer.MAX_VALUE >> 4 : value << 4 | digit;
            }
            if (!Character.isValidCodePoint(value)) {
                break;
            }
            out.append(text, from, at).appendCodePoint(value);
            from = close + 1;
            at = text.indexOf("\\x{", from);
        }
        return out.append(text, from, text.length()).toString();
    }
}
