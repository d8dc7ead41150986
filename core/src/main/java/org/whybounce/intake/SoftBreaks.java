package org.whybounce.intake;

/// Lines that a mail program broke with "=" at the end (RFC 2045, section 6.7), pasted as they stand and perhaps quoted
/// since: `| ted because SPF record of ver=`, and below it `| ein.example does not`. Joined, without the quote marks.
final class SoftBreaks {
    private SoftBreaks() {}

    /// One line that ends so may be the padding of a key.
    private static final int LEAST = 2;

    private static final int SHORTEST_LINE = 12;

    static String joined(String text) {
        if (count(text) < LEAST) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        int at = 0;
        String marks = "";
        boolean goesOn = false;
        while (at < text.length()) {
            int end = lineEnd(text, at);
            // The marks of a line that was joined to another are taken off already.
            marks = goesOn ? marks : marks(text, at, end);
            boolean soft = soft(text, at, end) && end < text.length();
            plain.append(text, at, soft ? blanksOff(text, at, end) - 1 : end);
            int next = end;
            while (next < text.length() && (text.charAt(next) == '\r' || text.charAt(next) == '\n') && next - end < 2) {
                if (next > end && text.charAt(next) == text.charAt(end)) {
                    break;
                }
                next++;
            }
            if (soft) {
                next = text.startsWith(marks, next) ? next + marks.length() : next;
            } else {
                plain.append(text, end, next);
            }
            goesOn = soft;
            at = next;
        }
        return decoded(plain.toString());
    }

    /// Each line is looked at once, whatever stands in it.
    private static int count(String text) {
        int found = 0;
        int start = 0;
        while (start < text.length() && found < LEAST) {
            int end = lineEnd(text, start);
            found += end < text.length() && soft(text, start, end) ? 1 : 0;
            start = end + 1;
        }
        return found;
    }

    private static boolean soft(String text, int start, int end) {
        int last = blanksOff(text, start, end) - 1;
        return last - start >= SHORTEST_LINE && text.charAt(last) == '=' && text.charAt(last - 1) != '=';
    }

    private static int blanksOff(String text, int start, int end) {
        int at = end;
        while (at > start && (text.charAt(at - 1) == ' ' || text.charAt(at - 1) == '\t')) {
            at--;
        }
        return at;
    }

    /// What the line has in front as a quotation.
    private static String marks(String text, int start, int end) {
        int at = start;
        while (at < end && (text.charAt(at) == '>' || text.charAt(at) == '|' || text.charAt(at) == ' ')) {
            at++;
        }
        return text.substring(start, at);
    }

    private static int lineEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    /// What the same encoding makes of blanks, equals signs and letters of ASCII; not where a bare "=" shows that the
    /// text was decoded before it was broken.
    private static String decoded(String text) {
        for (int at = text.indexOf('='); at >= 0; at = text.indexOf('=', at + 1)) {
            if (at + 2 >= text.length() || hex(text.charAt(at + 1)) < 0 || hex(text.charAt(at + 2)) < 0) {
                return text;
            }
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int value = c == '=' ? hex(text.charAt(i + 1)) * 16 + hex(text.charAt(i + 2)) : 0;
            if (value >= ' ' && value < 0x7f) {
                plain.append((char) value);
                i += 2;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /// RFC 2045, section 6.7: upper-case letters only.
    private static int hex(char c) {
        return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    }
}
