package org.whybounce.words.sentence;

import java.util.List;
import java.util.Optional;
import org.whybounce.text.Span;
import org.whybounce.text.Visible;

/// The words of a paste that decide, as they stand, with the number of their line.
///
/// @param line  counted from 1
/// @param words one line, no longer than a person reads at a glance
public record Quote(int line, String words) {
    private static final int LONGEST = 150;

    private static final int MOST_BEFORE = 90;

    private static final int MOST_LINES = 20;

    /// How far back a quote may begin, to take in the code in front of the words.
    private static final int BEFORE = 40;

    public static Optional<Quote> of(String text, Span span) {
        int start = Math.clamp(span.start(), 0, text.length());
        int end = Math.clamp(span.end(), start, text.length());
        if (start == end) {
            return Optional.empty();
        }
        boolean link = text.substring(start, end).contains("://");
        int coded = withCode(text, start);
        int from = coded < start && !link ? coded : earlier(text, start, link);
        // To the end of the line, so that the address or name behind the words is not lost.
        int to = end;
        while (to < text.length() && text.charAt(to) != '\n' && to - from < 2 * LONGEST) {
            to++;
        }
        StringBuilder words = new StringBuilder();
        for (String line : text.substring(from, to).lines().limit(MOST_LINES).toList()) {
            String bare = line.strip();
            String kept = words.isEmpty() ? bare : withoutCode(bare);
            if (!kept.isEmpty()) {
                words.append(words.isEmpty() ? "" : " ").append(kept);
            }
        }
        boolean cut = from > 0
                && text.charAt(from - 1) == ' '
                && from != behind(text, start, "said:")
                && from != behind(text, start, "smtp;")
                && !text.substring(text.lastIndexOf('\n', from - 1) + 1, from).isBlank()
                && from != coded;
        String shown = Visible.line((cut ? "..." : "") + withoutTail(words.toString()), LONGEST);
        return Optional.of(new Quote(line(text, start), shown));
    }

    /// Where the code in front of the words begins, if one stands there on the same line.
    private static int withCode(String text, int start) {
        int from = start;
        while (from > 0 && start - from < BEFORE && "0123456789.-# ".indexOf(text.charAt(from - 1)) >= 0) {
            from--;
        }
        return from > 0 && text.charAt(from - 1) > ' ' ? start : from;
    }

    /// The beginning of the words that a person reads: the line's, or what the server "said:". Where what was
    /// recognised is a link, the words in front of it may stand on the line before.
    private static int earlier(String text, int start, boolean link) {
        int line = link ? 0 : text.lastIndexOf('\n', start - 1) + 1;
        int from = Math.max(line, start - MOST_BEFORE);
        while (from > line && from < start && text.charAt(from - 1) > ' ') {
            from++;
        }
        int begin = Math.max(behind(text, start, "said:"), behind(text, start, "smtp;"));
        return Math.max(begin, from);
    }

    /// Where the words behind the last `mark` before `start` begin, or -1.
    private static int behind(String text, int start, String mark) {
        for (int at = start - mark.length(); at >= Math.max(0, start - 2 * LONGEST); at--) {
            if (text.regionMatches(true, at, mark, 0, mark.length())) {
                int begin = at + mark.length();
                while (begin < start && text.charAt(begin) <= ' ') {
                    begin++;
                }
                return begin;
            }
        }
        return -1;
    }

    /// Without the link and the remark of the sending server that follow the words.
    private static String withoutTail(String words) {
        int end = words.length();
        for (String tail : List.of("http://", "https://", "(in reply to ")) {
            int at = words.indexOf(tail);
            end = at > MOST_LINES ? Math.min(end, at) : end;
        }
        return end == words.length() ? words : words.substring(0, end).strip() + " ...";
    }

    /// Servers repeat their code on every line, `550-5.7.26 ...`; read as one sentence it is noise.
    private static String withoutCode(String line) {
        int i = 0;
        while (i < line.length() && i < 3 && Character.isDigit(line.charAt(i))) {
            i++;
        }
        if (i != 3 || i < line.length() && line.charAt(i) != '-' && line.charAt(i) != ' ') {
            return line;
        }
        i = Math.min(i + 1, line.length());
        int status = i;
        while (status < line.length() && (Character.isDigit(line.charAt(status)) || line.charAt(status) == '.')) {
            status++;
        }
        return line.substring(status).strip();
    }

    public static int line(String text, int at) {
        int line = 1;
        for (int i = 0; i < Math.min(at, text.length()); i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
        return line;
    }
}
