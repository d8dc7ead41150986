package org.whybounce.bounce.wording;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.bounce.raw.Lexicon;
import org.whybounce.text.Span;
import org.whybounce.text.WordList;

/// Chooses the refusal out of the lines of a recipient's block: the server's reply where one stands there, else
/// the line with an enhanced code, else the first words that say something.
public final class ReplyText {
    private ReplyText() {}

    /// Words of the reporting program that give no reason, in lower case.
    private static final List<String> SMALL_TALK = WordList.of("wording", "reply text: small talk");

    /// The first reply of a server.
    public static Optional<Span> reply(String text, List<Span> lines) {
        for (int i = 0; i < lines.size(); i++) {
            Span line = lines.get(i);
            if (line.length() >= 3 && sure(text, line)) {
                return Optional.of(paragraph(text, lines, i, true));
            }
        }
        return Optional.empty();
    }

    /// The first line with a code, else the first words that say something.
    public static Optional<Span> choose(String text, List<Span> lines) {
        for (int i = 0; i < lines.size(); i++) {
            Span line = lines.get(i);
            boolean enhanced = !Lexicon.enhanced(text, line.start(), line.end()).isEmpty();
            boolean reply = Lexicon.reply(text, line.start(), line.end()).isPresent();
            // Both codes in one line are a server's words, whatever it begins with.
            if (line.length() >= 5 && (enhanced && reply || !small(text, line) && (enhanced || reply))) {
                int first = i;
                // The sentence may have begun on the lines before.
                while (first > 0 && lines.get(first - 1).length() > 0 && !small(text, lines.get(first - 1))) {
                    first--;
                }
                return Optional.of(paragraph(text, lines, first, false));
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            Span line = lines.get(i);
            if (line.length() > 0 && !small(text, line) && says(text, line)) {
                return Optional.of(paragraph(text, lines, i, false));
            }
        }
        return Optional.empty();
    }

    /// Whether a reply code of 4xx or 5xx stands where only a reply puts one.
    private static boolean sure(String text, Span line) {
        Optional<Span> reply = Lexicon.reply(text, line.start(), line.end());
        if (reply.isEmpty()) {
            return false;
        }
        int at = reply.get().start();
        char kind = text.charAt(at);
        boolean lineStart = at == line.start();
        if (kind == '2' || small(text, line) && line.length() < LONGEST_SMALL_TALK && !lineStart) {
            return false;
        }
        if (lineStart || line.of(text).indexOf("<<<") >= 0 && at - line.start() < 8) {
            return true;
        }
        String before = text.substring(line.start(), at).toLowerCase(Locale.ROOT);
        return before.endsWith(": ")
                || before.endsWith("'")
                || before.endsWith("said ")
                || before.endsWith(":")
                || before.endsWith("[")
                || before.endsWith("smtp;")
                || before.endsWith("{led=")
                || before.endsWith("... ")
                || before.endsWith("- ")
                || before.endsWith("error ")
                || before.endsWith("response ")
                || before.endsWith(">>> ");
    }

    /// A longer line says more than its beginning.
    private static final int LONGEST_SMALL_TALK = 120;

    private static boolean says(String text, Span line) {
        int letters = 0;
        for (int i = line.start(); i < line.end(); i++) {
            letters += Character.isLetter(text.charAt(i)) ? 1 : 0;
        }
        return letters >= 3;
    }

    private static boolean small(String text, Span line) {
        // The boundary of a mail whose header fields were lost.
        if (text.startsWith("--", line.start()) && text.indexOf(' ', line.start(), line.end()) < 0) {
            return true;
        }
        String lower = line.of(text.length() > 0 ? text : "").toLowerCase(Locale.ROOT);
        for (String talk : SMALL_TALK) {
            if (lower.startsWith(talk)) {
                return true;
            }
        }
        return false;
    }

    /// From line `first` to the end of its paragraph.
    private static Span paragraph(String text, List<Span> lines, int first, boolean reply) {
        int last = first;
        while (last + 1 < lines.size()) {
            Span next = lines.get(last + 1);
            int results = reply && next.length() == 0 ? resultsBehind(text, lines, last + 1) : -1;
            if (results > 0) {
                last = results;
                continue;
            }
            if (next.length() == 0 || next.start() < lines.get(last).end()) {
                break;
            }
            String head = text.substring(next.start(), Math.min(next.end(), next.start() + 60));
            if (head.startsWith("<<<")
                    || head.startsWith(">>>")
                    || head.startsWith("---")
                    || head.startsWith("===")
                    || head.startsWith("***")
                    || reply && (head.startsWith("Warning: ") || head.startsWith("Will keep"))
                    || reply
                            && head.startsWith("(")
                            && text.charAt(next.end() - 1) == ')'
                            && !head.startsWith("(in reply")) {
                break;
            }
            // What lies between is another recipient's.
            if (blankBetween(text, lines.get(last).end(), next.start())) {
                break;
            }
            last++;
        }
        Span line = lines.get(first);
        int start = line.start();
        int end = lines.get(last).end();
        if (text.startsWith("<<<", start)) {
            start += 3;
        } else if (text.regionMatches(true, start, "(reason: ", 0, 9)) {
            start += 9;
            end = text.charAt(end - 1) == ')' ? end - 1 : end;
        }
        return new Span(start, Math.max(start, end));
    }

    /// Gmail's reply has empty lines in it where a page shows it as it was: "Authentication results:" and what
    /// did not pass stand behind one.
    private static int resultsBehind(String text, List<Span> lines, int blank) {
        int at = blank;
        while (at < lines.size() && lines.get(at).length() == 0 && at - blank < 3) {
            at++;
        }
        return at < lines.size() && text.regionMatches(true, lines.get(at).start(), RESULTS, 0, RESULTS.length())
                ? at
                : -1;
    }

    private static final String RESULTS = "Authentication results:";

    private static boolean blankBetween(String text, int from, int to) {
        int breaks = 0;
        for (int i = from; i < to; i++) {
            breaks += text.charAt(i) == '\n' || text.charAt(i) == '\r' && (i + 1 >= to || text.charAt(i + 1) != '\n')
                    ? 1
                    : 0;
        }
        return breaks > 1;
    }
}
