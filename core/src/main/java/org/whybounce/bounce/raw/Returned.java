package org.whybounce.bounce.raw;

import java.util.List;
import org.whybounce.text.Span;
import org.whybounce.text.WordList;

/// The lines behind which a bounce gives the message back.
public final class Returned {
    private Returned() {}

    /// In lower case; a line that holds one of them, and is short, ends the server's own words.
    private static final List<String> MARKERS = WordList.of("raw", "returned: markers");

    private static final int LONGEST_MARKER_LINE = 160;

    public static boolean begins(String text, Span line, boolean afterBlank) {
        if (line.length() <= LONGEST_MARKER_LINE) {
            String lower = line.of(text).toLowerCase(java.util.Locale.ROOT);
            for (String marker : MARKERS) {
                if (lower.contains(marker)) {
                    return true;
                }
            }
        }
        return field(text, line) && (afterBlank || text.startsWith("Received:", line.start()));
    }

    /// A header field that only the returned message has.
    public static boolean field(String text, Span line) {
        return text.startsWith("Received:", line.start())
                || text.startsWith("Return-Path:", line.start())
                || text.startsWith("Return-path:", line.start())
                || text.startsWith("DKIM-Signature:", line.start())
                || text.startsWith("X-Google-Smtp-Source:", line.start())
                || text.startsWith("Message-ID:", line.start())
                || text.startsWith("Message-Id:", line.start())
                || text.startsWith("MIME-Version:", line.start());
    }

    /// Whether what follows a marker is no header block, so that the server's words may go on behind it.
    public static boolean resumes(String text, int from, int end) {
        int at = from;
        for (int lines = 0; at < end && lines < 6; lines++) {
            int lineEnd = Field.lineEnd(text, at, end);
            int i = at;
            while (i < lineEnd && (text.charAt(i) <= ' ' || text.charAt(i) == '>')) {
                i++;
            }
            int colon = i;
            while (colon < lineEnd && text.charAt(colon) > ' ' && text.charAt(colon) != ':') {
                colon++;
            }
            if (colon > i && colon < lineEnd && text.charAt(colon) == ':') {
                return false;
            }
            at = Field.next(text, lineEnd, end);
        }
        return true;
    }
}
