package org.whybounce.bounce.raw;

import java.util.List;
import org.whybounce.text.Span;

/// The lines behind which a bounce gives the message back.
public final class Returned {
    private Returned() {}

    /// In lower case; a line that holds one of them, and is short, ends the server's own words.
    private static final List<String> MARKERS = List.of(
            "below this line is a copy of the message",
            "enclosed is a copy of the message",
            "this is a copy of the message",
            "this is a copy of your message",
            "this is the body of the message",
            "original message headers",
            "message headers follow",
            "----- original message -----",
            "--- original message",
            "-- original message",
            "-------original message",
            "below is a copy of the original message",
            "below is a copy of the message header",
            "copy of the original message below this line",
            "original message follows",
            "original message text follows",
            "the header of the original message is following",
            "message text follows",
            "included is a copy of the message header",
            "returned message ---",
            "unsent message follows",
            "unsent message below",
            "message header follows",
            "message header of",
            "your original message is included",
            "your original message:",
            "undelivered message follows",
            "the following is a copy of the message",
            "the full text of the original message",
            "content of the original message",
            "start of forwarded message",
            "original message:",
            "received message headers",
            "non-delivered message",
            "the original message was not",
            "copy of message",
            "headers of the original message");

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
