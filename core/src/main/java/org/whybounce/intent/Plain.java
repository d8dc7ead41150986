package org.whybounce.intent;

import org.whybounce.text.Visible;

/// Plain characters in the place of those that word processors and web pages put there. The text of a record holds the
/// bytes of the DNS, one in each character, so a mark may stand there as the bytes of its UTF-8 form.
final class Plain {
    /// Each mark, and what was typed.
    private static final String[][] MARKS = {
        {"\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"},
        {"\u02dc\u223c\uff5e\u2053", "~"},
        {"\uff1a\ua789\u2236", ":"},
        {"\uff0e\u3002", "."},
        {"\u2044\uff0f\u2215", "/"},
        {"\uff1d", "="},
        {"\u00a0\u2002\u2003\u2009\u202f\u3000\u2028\u2029\u0085", " "},
        {"\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u00c2", ""},
        {"\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb\u2032\u2033", ""}
    };

    /// Letters of other scripts that look like Latin ones (Unicode UTS 39, confusables), and the Latin ones.
    private static final String LOOKALIKES =
            "\u0430\u0435\u043e\u0440\u0441\u0445\u0456\u0455\u0458\u0501\u043c\u0442\u043a\u03b1\u03bf\u03c1\u03bd\u03b9\u0131\u217c\u0261\u0251";

    private static final String LATIN = "aeopcxisjdmtkaopviilga";

    /// Names of characters that pages write (HTML 4, section 24), and the characters.
    private static final String[][] ENTITIES = {
        {"&nbsp;", " "}, {"&amp;", "&"}, {"&quot;", ""}, {"&lt;", "<"}, {"&gt;", ">"}, {"&ndash;", "-"},
        {"&mdash;", "-"}, {"&minus;", "-"}, {"&tilde;", "~"}, {"&hyphen;", "-"}, {"&shy;", ""}, {"&colon;", ":"},
        {"&period;", "."}, {"&sol;", "/"}, {"&zwnj;", ""}, {"&zwsp;", ""}
    };

    /// Digits of the longest character number in ASCII and a little beyond.
    private static final int MOST_DIGITS = 5;

    private Plain() {}

    /// The characters that a page or an address of a page wrote in other words: `&#45;all`, `%7Eall`.
    private static String decoded(String text) {
        String plain = text;
        if (plain.indexOf('&') >= 0) {
            for (String[] pair : ENTITIES) {
                plain = plain.replace(pair[0], pair[1]);
            }
        }
        StringBuilder decoded = new StringBuilder(plain.length());
        int i = 0;
        while (i < plain.length()) {
            char c = plain.charAt(i);
            int end = c == '&' && plain.startsWith("#", i + 1) ? plain.indexOf(';', i + 2) : -1;
            boolean hex = end > 0 && Character.toLowerCase(plain.charAt(i + 2)) == 'x';
            int value = end > 0 && end - i <= MOST_DIGITS + 3
                    ? number(plain.substring(i + (hex ? 3 : 2), end), hex ? 16 : 10)
                    : -1;
            if (value >= ' ') {
                decoded.append((char) value);
                i = end + 1;
            } else if (c == '%' && i + 2 < plain.length() && number(plain.substring(i + 1, i + 3), 16) > ' ') {
                decoded.append((char) number(plain.substring(i + 1, i + 3), 16));
                i += 3;
            } else if (plain.startsWith("%20", i)) {
                decoded.append(' ');
                i += 3;
            } else {
                decoded.append(c);
                i++;
            }
        }
        return decoded.toString();
    }

    private static int number(String digits, int radix) {
        if (digits.isEmpty() || digits.length() > MOST_DIGITS) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(i), radix);
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value < Character.MAX_VALUE ? value : -1;
    }

    /// The text as it was typed, and no quotation marks, backslashes and control characters.
    static String of(String text) {
        String plain = decoded(Visible.bytes(text));
        for (String[] pair : MARKS) {
            for (int i = 0; i < pair[0].length(); i++) {
                plain = plain.replace(pair[0].substring(i, i + 1), pair[1]);
            }
        }
        StringBuilder kept = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = latin(plain.charAt(i));
            if (c == '\t' || c == '\r' || c == '\n') {
                kept.append(' ');
            } else if (c == '\\'
                    && i + 2 < plain.length()
                    && "nrt".indexOf(plain.charAt(i + 1)) >= 0
                    && Syntax.begins(plain.substring(i + 2))) {
                // A line's end that a form wrote in letters.
                kept.append(' ');
                i++;
            } else if (c == '\\' && digit(plain, i - 1) && digit(plain, i + 1)) {
                kept.append('/');
            } else if (c >= ' ' && c != 0x7f && "\"'`\\".indexOf(c) < 0) {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    /// Full-width forms too (Unicode block FF00).
    private static char latin(char c) {
        if (c > '\uff00' && c < '\uff5f') {
            return (char) (c - 0xfee0);
        }
        int at = c < 0x80 ? -1 : LOOKALIKES.indexOf(Character.toLowerCase(c));
        return at < 0 ? c : LATIN.charAt(at);
    }

    private static boolean digit(String text, int at) {
        return at >= 0 && at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
}
