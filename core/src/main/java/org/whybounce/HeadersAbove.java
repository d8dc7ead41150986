package org.whybounce;

import java.util.Locale;
import java.util.Set;

/// Where the header lines begin that stand directly above a place in a paste. People paste `Return-Path:` right below
/// the refused line, with no empty line between, and it must not be lost with the refusal's text.
final class HeadersAbove {
    /// Fields of a mail; a report's own fields (`Status:`, `Remote-MTA:`) are not among them.
    private static final Set<String> FIELDS = Set.of(
            "return-path",
            "received",
            "received-spf",
            "authentication-results",
            "dkim-signature",
            "from",
            "to",
            "sender",
            "reply-to",
            "subject",
            "date",
            "message-id");

    /// Lines looked at; more than these is no remnant of a refusal.
    private static final int MOST_LINES = 30;

    private HeadersAbove() {}

    /// @param end the beginning of a line, or the end of the text
    static int start(String text, int end) {
        int start = end;
        int line = end;
        for (int i = 0; i < MOST_LINES && line > 0; i++) {
            int previous = text.lastIndexOf('\n', line - 2) + 1;
            String words = text.substring(previous, line);
            boolean continued = words.startsWith(" ") || words.startsWith("\t");
            if (!continued && !field(words)) {
                break;
            }
            if (!continued) {
                start = previous;
            }
            line = previous;
        }
        return start;
    }

    private static boolean field(String line) {
        int colon = line.indexOf(':');
        if (colon <= 0) {
            return false;
        }
        String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
        return FIELDS.contains(name) || name.startsWith("x-") && name.indexOf(' ') < 0;
    }
}
