package org.whybounce.intake;

import java.util.Locale;

/// One pass over the lines of a text: which of them are header fields, replies, log lines.
final class LineShapes {
    private int fields;
    private boolean telling;
    private boolean dsnField;
    private int replies;
    private int others;
    private boolean repliesFirst;
    private int headEnd;
    private final String text;

    LineShapes(String text) {
        this.text = text;
        boolean inHead = true;
        int length = text.length();
        int at = 0;
        boolean first = true;
        while (at < length) {
            int end = at;
            while (end < length && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            if (inHead) {
                inHead = headLine(text, at, end, first);
                if (inHead || end == at) {
                    headEnd = end;
                }
            }
            first = first && at == end;
            any(text, at, end);
            at = end + 1;
            if (end < length && text.charAt(end) == '\r' && at < length && text.charAt(at) == '\n') {
                at++;
            }
        }
    }

    private boolean headLine(String text, int at, int end, boolean first) {
        if (at == end) {
            return first;
        }
        char c = text.charAt(at);
        if ((c == ' ' || c == '\t') && fields > 0) {
            return true;
        }
        // An mbox file begins with its own "From " line, a POP or IMAP dump with "+OK" or the like.
        if (fields == 0 && text.startsWith("From ", at)) {
            return true;
        }
        int colon = at;
        while (colon < end && colon - at < LONGEST_NAME && text.charAt(colon) > ' ' && text.charAt(colon) != ':') {
            colon++;
        }
        if (colon == at || colon >= end || text.charAt(colon) != ':') {
            return false;
        }
        String name = text.substring(at, colon).toLowerCase(Locale.ROOT);
        if (!Shape.mailField(name)) {
            // A field that we do not know may stand between fields that we know.
            return fields > 0 && name.chars().allMatch(n -> n == '-' || n >= 'a' && n <= 'z' || n >= '0' && n <= '9');
        }
        fields++;
        telling |= name.equals("received")
                || name.equals("return-path")
                || name.equals("authentication-results")
                || name.equals("received-spf")
                || name.equals("dkim-signature")
                || name.equals("message-id")
                || name.equals("mime-version");
        return true;
    }

    /// Longer names of fields were never seen.
    private static final int LONGEST_NAME = 60;

    private void any(String text, int at, int end) {
        int i = begin(text, at, end);
        if (i == end) {
            return;
        }
        if (dsnName(text, i)) {
            dsnField |= text.substring(i, Math.min(end, i + 40)).indexOf(':') > 0;
        }
        if (replyLine(text, i, end)) {
            repliesFirst |= replies + others == 0;
            replies++;
        } else {
            others++;
        }
    }

    private static boolean dsnName(String text, int i) {
        return switch (text.charAt(i)) {
            case 'f', 'F' -> text.regionMatches(true, i, "final-recipient", 0, 15);
            case 'o', 'O' -> text.regionMatches(true, i, "original-recipient", 0, 18);
            case 'd', 'D' -> text.regionMatches(true, i, "diagnostic-code", 0, 15);
            default -> false;
        };
    }

    static boolean replyLine(String text, int i, int end) {
        if (end - i < 3 || text.charAt(i) < '2' || text.charAt(i) > '5') {
            return false;
        }
        if (!digit(text.charAt(i + 1)) || !digit(text.charAt(i + 2))) {
            return false;
        }
        return end - i == 3 || " -;:_,".indexOf(text.charAt(i + 3)) >= 0;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    int fields() {
        return fields;
    }

    boolean telling() {
        return telling;
    }

    boolean dsnField() {
        return dsnField;
    }

    int replies() {
        return replies;
    }

    boolean onlyReplies() {
        return replies > 0 && others <= replies && repliesFirst;
    }

    /// Whether one of the lines is a mail server's log's. Only asked where the text does not begin as a mail does: to
    /// look for the marks of all servers costs more than everything else here.
    boolean logLine() {
        int length = text.length();
        int at = 0;
        while (at < length) {
            int end = at;
            while (end < length && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            int start = begin(text, at, end);
            if (start < end && LogMark.in(text, start, end)) {
                return true;
            }
            at = end + 1;
        }
        return false;
    }

    /// Behind quotation marks and blanks.
    private static int begin(String text, int at, int end) {
        int i = at;
        while (i < end && (text.charAt(i) == '>' || text.charAt(i) == '|' || text.charAt(i) <= ' ')) {
            i++;
        }
        return i;
    }

    int headEnd() {
        return headEnd;
    }
}
