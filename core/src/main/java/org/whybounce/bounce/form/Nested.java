package org.whybounce.bounce.form;

import java.util.Locale;
import java.util.Optional;
import org.whybounce.bounce.raw.FlatText;
import org.whybounce.bounce.raw.Lexicon;
import org.whybounce.text.Span;

/// A reply inside a reply: the reporting server's own code and words before the refusing server's.
///
/// - `554 <user@example.net>... 550 Host unknown`: Sendmail 5 and 8 put their own code first.
/// - `5.1.0 - Unknown address error 550-'5.7.1 ... Access denied'`: IronPort names the class, then quotes.
/// - `554 4.4.7 Message expired: ... <421 4.4.2 Connection timed out>`: the last deferral is the cause.
final class Nested {
    private Nested() {}

    /// Whether the reply stands in quotes behind its code, `550-'...'`, and words of the reporting server before it.
    static boolean quoted(String text, Span code) {
        return text.startsWith("-'", code.end()) || text.startsWith("-\"", code.end());
    }

    /// `550 5.7.367 Remote server returned not permitted to relay -> 554 5.7.1 ...`: Exchange Online names the class,
    /// then
    /// the other server's reply behind an arrow. Where that reply begins.
    static Optional<Span> behindArrow(String text, Span refusal) {
        int end = Math.min(refusal.end(), refusal.start() + FlatText.LONGEST);
        int at = text.indexOf("->", refusal.start(), end);
        for (int tries = 0; at >= 0 && tries < MOST_ARROWS; tries++) {
            int code = at + 2;
            while (code < end && text.charAt(code) <= ' ') {
                code++;
            }
            if (code + 3 <= end && text.charAt(code) != '2' && Lexicon.replyAt(text, code, end)) {
                return Optional.of(new Span(code, code + 3));
            }
            at = text.indexOf("->", at + 2, end);
        }
        return Optional.empty();
    }

    private static final int MOST_ARROWS = 16;

    static Optional<Span> reply(String text, Span refusal) {
        int start = refusal.start();
        int end = Math.min(refusal.end(), start + FlatText.LONGEST);
        Optional<Span> first = Lexicon.reply(text, start, end);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        int behind = first.get().end();
        if (quoted(text, first.get())) {
            return first;
        }
        int dots = text.indexOf("... ", behind, end);
        if (dots > 0 && dots - behind < 330 && text.indexOf('@', behind, dots) > 0) {
            int at = dots + 4;
            if (Lexicon.replyAt(text, at, end) && !text.startsWith("-", at + 3)) {
                return Optional.of(new Span(at, at + 3));
            }
        }
        String words = text.substring(behind, Math.min(end, behind + 200)).toLowerCase(Locale.ROOT);
        if (words.contains("expired") || words.contains("queue too long")) {
            int open = text.indexOf('<', behind, end);
            while (open >= 0) {
                if (Lexicon.replyAt(text, open + 1, end)) {
                    return Optional.of(new Span(open + 1, open + 4));
                }
                open = text.indexOf('<', open + 1, end);
            }
        }
        return Optional.empty();
    }
}
