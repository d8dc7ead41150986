package org.whybounce.bounce.raw;

import java.util.ArrayList;
import java.util.List;
import org.whybounce.text.Span;

/// The mails of an mbox file (RFC 4155): each begins with a line `From sender date`, behind an empty line or at the
/// beginning.
public final class Mbox {
    private Mbox() {}

    /// Places of the mails, without their `From ` lines; empty if the text is no mbox file.
    public static List<Span> mails(String text) {
        List<Span> mails = new ArrayList<>();
        int length = text.length();
        int start = begin(text);
        if (!separator(text, start, Field.lineEnd(text, start, length))) {
            return mails;
        }
        int from = Field.next(text, Field.lineEnd(text, start, length), length);
        int at = from;
        boolean blank = false;
        while (at < length) {
            int lineEnd = Field.lineEnd(text, at, length);
            if (blank && separator(text, at, lineEnd)) {
                mails.add(new Span(from, at));
                from = Field.next(text, lineEnd, length);
            }
            blank = lineEnd == at;
            at = Field.next(text, lineEnd, length);
        }
        mails.add(new Span(from, length));
        return mails;
    }

    private static int begin(String text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) <= ' ') {
            i++;
        }
        return i;
    }

    /// `From someone@example.org Tue Nov 24 01:02:03 2026`: the date ends in a year and holds a time.
    private static boolean separator(String text, int at, int end) {
        if (!text.startsWith("From ", at) || end - at < 20 || end - at > LONGEST) {
            return false;
        }
        int colon = text.indexOf(':', at + 5);
        boolean time = false;
        while (colon > 0 && colon + 2 < end) {
            time |= Lexicon.digit(text.charAt(colon - 1))
                    && Lexicon.digit(text.charAt(colon + 1))
                    && Lexicon.digit(text.charAt(colon + 2));
            colon = text.indexOf(':', colon + 1);
        }
        return time;
    }

    private static final int LONGEST = 400;
}
