package org.whybounce.bounce.raw;

import java.util.Optional;
import org.whybounce.text.Span;

/// Finding mail addresses in a line of text. Linear: from each `@` outwards, within the bounds of RFC 5321, 4.5.3.1.
public final class Addresses {
    private Addresses() {}

    private static final int LONGEST_LOCAL = 250;
    private static final int LONGEST_DOMAIN = 253;

    /// The first address at or behind `from` and before `end`.
    public static Optional<Span> first(String text, int from, int end) {
        int at = text.indexOf('@', from, end);
        while (at >= 0) {
            int start = at;
            if (start > from && text.charAt(start - 1) == '"') {
                int open = text.lastIndexOf('"', start - 2);
                if (open >= from && start - open <= LONGEST_LOCAL) {
                    start = open;
                }
            } else {
                while (start > from && at - start < LONGEST_LOCAL && local(text.charAt(start - 1))) {
                    start--;
                }
            }
            // "mailto:", "smtp:", "rfc822;" and the like are no part of it; nor is a leading dot or quote.
            while (start < at && (text.charAt(start) == '\'' || text.charAt(start) == '=' && at - start > 1)) {
                start++;
            }
            int stop = at + 1;
            if (stop < end && text.charAt(stop) == '[') {
                int close = text.indexOf(']', stop);
                stop = close > 0 && close < end && close - stop < 60 ? close + 1 : stop;
            } else {
                while (stop < end && stop - at <= LONGEST_DOMAIN && domain(text.charAt(stop))) {
                    stop++;
                }
                while (stop > at + 1 && ".-_".indexOf(text.charAt(stop - 1)) >= 0) {
                    stop--;
                }
            }
            if (start < at && stop > at + 1) {
                return Optional.of(new Span(start, stop));
            }
            at = text.indexOf('@', at + 1, end);
        }
        return Optional.empty();
    }

    public static Optional<String> in(String text) {
        return first(text, 0, text.length()).map(span -> span.of(text));
    }

    private static boolean local(char c) {
        return c >= '0' && c <= '9'
                || c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || "!#$%&'*+-/=?^_`{|}~.".indexOf(c) >= 0
                || c > 0xa0 && Character.isLetterOrDigit(c);
    }

    private static boolean domain(char c) {
        return c >= '0' && c <= '9'
                || c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c == '.'
                || c == '-'
                || c == '_'
                || c > 0xa0 && Character.isLetterOrDigit(c);
    }

    public static boolean same(String one, String other) {
        return one.equalsIgnoreCase(other);
    }
}
