package org.whybounce.words;

/// Where a mail address, and the name before it, begin in a text. Each looks back from a place over what may belong
/// there, so that the work is linear in the text.
final class AddressText {
    private AddressText() {}

    /// Where the local part begins that ends at `at`; `at` if there is none.
    static int start(String text, int least, int at) {
        if (at > least && text.charAt(at - 1) == '"') {
            int quote = at - 2;
            while (quote >= least && at - quote < 128 && text.charAt(quote) != '"' && text.charAt(quote) != '\n') {
                quote--;
            }
            if (quote >= least && text.charAt(quote) == '"') {
                return quote;
            }
        }
        int i = at;
        while (i > least && inLocalPart(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    /// RFC 5322, section 3.2.3 (atext), the dot, and what is beyond ASCII (RFC 6531).
    static boolean inLocalPart(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c > 0x7f && !Character.isWhitespace(c)
                || "!#$%&'*+-/=?^_`{|}~.".indexOf(c) >= 0;
    }

    /// Where a display name before a bracket begins: a quoted one with its quote, else a few words in capitals or
    /// beyond ASCII; prose before an address stays. The bracket's place if there is none.
    static int nameStart(String text, int least, int bracket) {
        int end = bracket;
        while (end > least && text.charAt(end - 1) == ' ') {
            end--;
        }
        int i = end;
        if (i > least && text.charAt(i - 1) == '"') {
            i--;
            while (i > least && text.charAt(i - 1) != '"' && text.charAt(i - 1) != '\n') {
                i--;
            }
            return Math.max(least, i - 1);
        }
        int name = end;
        while (i > least && ":,;\n\r<>()[]".indexOf(text.charAt(i - 1)) < 0) {
            i--;
            if ((i == least || text.charAt(i - 1) == ' ')
                    && (Character.isUpperCase(text.charAt(i)) || text.charAt(i) > 0x7f)) {
                name = i;
            } else if (i == least || text.charAt(i - 1) == ' ') {
                break;
            }
        }
        return name == end ? bracket : name;
    }
}
