package org.whybounce.message.field;

/// Steps over the lexical pieces that all structured header fields share (RFC 5322, section 3.2). A piece that is never
/// closed ends at the end of the text, or where the caller says.
public final class Scan {
    /// Comments nested deeper than this are read as if they closed; no mail nests more than a few.
    static final int DEEPEST_COMMENT = 50;

    private Scan() {}

    /// Folding is white space like any other.
    public static boolean space(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\u00a0';
    }

    public static int skipSpace(String text, int from) {
        int i = from;
        while (i < text.length() && space(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /// The place behind the `)` that closes the comment opened at `open`, or -1 if nothing closes it.
    public static int commentEndOrNone(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    static int commentEnd(String text, int open) {
        int end = commentEndOrNone(text, open);
        return end < 0 ? text.length() : end;
    }

    /// The place behind the quotation mark that closes the one at `open`, or the end of the text.
    public static int quoteEnd(String text, int open) {
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i + 1;
            }
        }
        return text.length();
    }

    /// What a quoted string means: marks off, backslashes resolved, folding out. A text of which only the beginning is
    /// quoted (`"a b"@example.org`) stays as it is.
    public static String unquote(String quoted) {
        if (quoted.length() < 2 || quoted.charAt(0) != '"' || quoteEnd(quoted, 0) < quoted.length()) {
            return quoted;
        }
        StringBuilder out = new StringBuilder(quoted.length());
        int end = quoted.charAt(quoted.length() - 1) == '"' ? quoted.length() - 1 : quoted.length();
        for (int i = 1; i < end; i++) {
            char c = quoted.charAt(i);
            if (c == '\\' && i + 1 < end) {
                out.append(quoted.charAt(++i));
            } else if (c != '\r' && c != '\n') {
                out.append(c);
            }
        }
        return out.toString();
    }
}
