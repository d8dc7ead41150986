package org.whybounce.text;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/// Text from outside made safe to look at. Headers, TXT records and bounce lines may hold ANSI escapes, NULs, line
/// breaks, or bidirectional overrides that make a name read as another; what is shown never does any of that.
public final class Visible {
    /// What takes people out of a text that is to be shown to others; while none is bound, nothing is taken out. It is
    /// applied here, before anything is escaped, wrapped or cut, since every page shows every text through here.
    public static final ScopedValue<UnaryOperator<String>> MASK = ScopedValue.newInstance();

    private Visible() {}

    private static String masked(String text) {
        return MASK.isBound() ? MASK.get().apply(text) : text;
    }

    /// One line: white space of any kind becomes a space, anything else that does not print becomes its code in
    /// brackets, `[U+001B]`.
    public static String line(String outside) {
        String text = masked(outside);
        StringBuilder out = null;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            if (!prints(c)) {
                if (out == null) {
                    out = new StringBuilder(text.length() + 16).append(text, 0, i);
                }
                if (c == '\t' || c == '\n' || c == '\r') {
                    if (out.isEmpty() || out.charAt(out.length() - 1) != ' ') {
                        out.append(' ');
                    }
                } else {
                    out.append("[U+").append("%04X".formatted(c)).append(']');
                }
            } else if (out != null) {
                out.appendCodePoint(c);
            }
            i = next;
        }
        return out == null ? text : out.toString();
    }

    /// As [#line], cut to `most` characters with `...` where something is missing.
    public static String line(String outside, int most) {
        String text = masked(outside);
        long enough = 4L * most;
        String line = line(text.length() > enough ? text.substring(0, (int) enough) : text)
                .strip();
        return line.length() <= most
                ? line
                : line.substring(0, Math.max(0, most - 3)).stripTrailing() + "...";
    }

    /// The characters that a text of the DNS stands for, in which each character holds one byte; the text itself where
    /// the bytes are no UTF-8.
    public static String bytes(String text) {
        boolean ascii = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0xff) {
                return text;
            }
            ascii &= c < 0x80;
        }
        if (ascii) {
            return text;
        }
        String decoded = new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return decoded.indexOf('\ufffd') >= 0 ? text : decoded;
    }

    /// A JSON document in which the characters that act on a terminal or on the order of reading stand as `\\uXXXX`.
    /// Outside ASCII they can only stand in strings, where that means the same.
    public static String json(String document) {
        StringBuilder out = null;
        for (int i = 0; i < document.length(); ) {
            int c = document.codePointAt(i);
            int next = i + Character.charCount(c);
            if (c >= 0x7f && !prints(c)) {
                if (out == null) {
                    out = new StringBuilder(document.length() + 16).append(document, 0, i);
                }
                for (int at = i; at < next; at++) {
                    out.append("\\u%04x".formatted((int) document.charAt(at)));
                }
            } else if (out != null) {
                out.appendCodePoint(c);
            }
            i = next;
        }
        return out == null ? document : out.toString();
    }

    private static boolean prints(int c) {
        return c >= ' ' && c < 0x7f
                || switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> false;
                    default -> true;
                };
    }
}
