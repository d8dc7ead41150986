package org.whybounce.bounce.raw;

import java.util.List;
import org.whybounce.text.Span;

/// A refusal's text as one line: wraps, quote marks, hyphens and repeated codes taken out, each character with the
/// place that it came from.
///
/// A server repeats its code on every line, `550-5.7.26 ... 550 5.7.26 ...`, and a mail program that joins the lines
/// leaves the repetitions inside; both come out as the first code and the words.
public final class FlatText {
    /// Longer refusals were never seen; the rest says nothing that the beginning does not.
    public static final int LONGEST = 16 * 1024;

    private final char[] letters;
    private final int[] places;
    private int length;

    private FlatText(int capacity) {
        letters = new char[capacity];
        places = new int[capacity];
    }

    public static FlatText of(String text, int start, int end) {
        int stop = Math.min(end, start + LONGEST);
        FlatText flat = new FlatText(stop - start + 1);
        flat.read(text, start, stop);
        return flat;
    }

    private void read(String text, int start, int end) {
        String code = "";
        String status = "";
        boolean lineStart = true;
        int i = start;
        int tokens = 0;
        // Prose may stand before the reply.
        int reply = Lexicon.reply(text, start, end).map(Span::start).orElse(-1);
        while (i < end) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                lineStart = true;
                i++;
                continue;
            }
            if (c <= ' ' || c == 0xa0) {
                i++;
                continue;
            }
            if (lineStart && c == '>' && i + 1 < end && text.charAt(i + 1) <= ' ') {
                i++;
                continue;
            }
            if (lineStart && text.startsWith("<<< ", i)) {
                i += 4;
                continue;
            }
            if (reply == i + 1 && "'\"`[(".indexOf(c) >= 0) {
                i++;
                continue;
            }
            int escape = Lexicon.lineBreakAt(text, i, end);
            if (escape > 0) {
                lineStart = true;
                i += escape;
                continue;
            }
            int stop = i;
            while (stop < end
                    && text.charAt(stop) > ' '
                    && text.charAt(stop) != 0xa0
                    && Lexicon.lineBreakAt(text, stop, end) == 0) {
                stop++;
            }
            int from = i;
            if (code.isEmpty() && (tokens < 4 || i == reply) && Lexicon.replyAt(text, i, end)) {
                code = text.substring(i, i + 3);
                int enhanced = i + 3 < end ? i + 4 : i + 3;
                status = Lexicon.enhancedAt(text, enhanced, end);
                if (!status.isEmpty() && stop > i + 4 || stop > i + 4 && text.charAt(i + 3) == '-') {
                    append(text, i, i + 3);
                    from = i + 4;
                }
            } else if (!code.isEmpty() && text.startsWith(code, i)) {
                boolean hyphen = i + 3 < end && text.charAt(i + 3) == '-';
                int behind = i + 4;
                boolean space = stop == i + 3;
                if (hyphen || space) {
                    String again = behind < end ? Lexicon.enhancedAt(text, behind, end) : "";
                    if (!again.isEmpty() && (status.isEmpty() || again.equals(status))) {
                        status = again;
                        i = Math.min(end, behind + again.length());
                        lineStart = false;
                        continue;
                    }
                    // "550 " in the middle of a line may be a number; at the start of a line it is the code again.
                    if (hyphen || lineStart) {
                        i = Math.min(end, behind);
                        lineStart = false;
                        continue;
                    }
                }
            }
            append(text, from, stop);
            tokens++;
            lineStart = false;
            i = stop;
        }
    }

    private void append(String text, int from, int stop) {
        if (from >= stop) {
            return;
        }
        if (length > 0) {
            letters[length] = ' ';
            places[length++] = from;
        }
        for (int i = from; i < stop; i++) {
            if (length == letters.length) {
                return;
            }
            int behind = linkEnd(text, i, stop);
            if (behind > 0) {
                unbracket();
                i = behind;
                continue;
            }
            letters[length] = text.charAt(i);
            places[length++] = i;
        }
    }

    private static final List<String> LINKS = List.of("](http://", "](https://", "](mailto:");

    /// Web pages turn addresses into links, and a copy as Markdown has them as `[example.org](http://example.org/)`:
    /// what stood there is between the brackets.
    ///
    /// @return the place of the closing parenthesis, or -1
    private static int linkEnd(String text, int i, int stop) {
        if (text.charAt(i) != ']') {
            return -1;
        }
        for (String link : LINKS) {
            if (text.startsWith(link, i)) {
                int close = text.indexOf(')', i, stop);
                return close;
            }
        }
        return -1;
    }

    /// A link's words are short.
    private static final int LONGEST_LINK = 200;

    private void unbracket() {
        for (int open = length - 1; open >= 0 && length - open < LONGEST_LINK; open--) {
            if (letters[open] == '[') {
                System.arraycopy(letters, open + 1, letters, open, length - open - 1);
                System.arraycopy(places, open + 1, places, open, length - open - 1);
                length--;
                return;
            }
        }
    }

    @Override
    public String toString() {
        return new String(letters, 0, length);
    }

    /// For comparing: lower case, one kind of quotes; as many characters as [#toString], so that places hold.
    public String folded() {
        char[] folded = new char[length];
        for (int i = 0; i < length; i++) {
            char c = letters[i];
            folded[i] = switch (c) {
                case '\u2018', '\u2019', '\u00b4', '`' -> '\'';
                case '\u201c', '\u201d' -> '"';
                case '\u2013', '\u2014' -> '-';
                default -> Character.toLowerCase(c);
            };
        }
        return new String(folded);
    }

    /// Where a piece of the flattened text stands in the text it was made of.
    public Span place(int start, int end) {
        if (length == 0) {
            return new Span(0, 0);
        }
        int first = places[Math.min(start, length - 1)];
        int last = end <= start ? first : places[Math.min(end, length) - 1] + 1;
        return new Span(first, Math.max(first, last));
    }
}
