package org.whybounce.intent;

import org.whybounce.text.Visible;

/// Plain characters in the place of those that word processors and web pages put there. The text of a record
/// holds the bytes of the DNS, one in each character, so a mark may stand there as the bytes of its UTF-8 form.
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

    private Plain() {}

    /// The text as it was typed, and no quotation marks, backslashes and control characters.
    static String of(String text) {
        String plain = Visible.bytes(text);
        for (String[] pair : MARKS) {
            for (int i = 0; i < pair[0].length(); i++) {
                plain = plain.replace(pair[0].substring(i, i + 1), pair[1]);
            }
        }
        StringBuilder kept = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == '\t' || c == '\r' || c == '\n') {
                kept.append(' ');
            } else if (c == '\\' && digit(plain, i - 1) && digit(plain, i + 1)) {
                kept.append('/');
            } else if (c >= ' ' && c != 0x7f && "\"'`\\".indexOf(c) < 0) {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    private static boolean digit(String text, int at) {
        return at >= 0 && at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
}
