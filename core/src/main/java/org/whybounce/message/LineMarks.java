package org.whybounce.message;

import java.util.Optional;
import org.whybounce.message.HeaderBlock.Damage;

/// What stands in front of every line of a pasted block, and at its end: quote marks, list bullets, line numbers, the
/// marks of a Markdown or web page. Found at the first line, taken off all of them.
///
/// @param prefix   the marks as they stand
/// @param numberAt where in the prefix a number stands, which differs from line to line; -1 for none
/// @param tail     what the lines end in
record LineMarks(String prefix, int numberAt, String tail) {
    /// Longer numbers number no lines.
    private static final int MOST_DIGITS = 5;

    /// Words that stand in front of a line as marks do.
    private static final String[] WORDS = {
        "&gt;", "<pre>", "<code>", "**", "- ", "* ", "+ ", "\u2022", "\u00b7", "`", "\""
    };

    private static final String[] TAILS = {"<br>", "<br/>", "<br />", "</pre>", "</code>", "`", "\""};

    /// The marks of a line.
    static LineMarks of(String text, int start, int end) {
        int at = start;
        int number = -1;
        int numberEnd = -1;
        while (at < end) {
            char c = text.charAt(at);
            if (plain(c)) {
                at++;
                continue;
            }
            String word = word(text, at, end);
            if (!word.isEmpty()) {
                at += word.length();
                continue;
            }
            int digits = number < 0 ? digits(text, at, end) : at;
            int behind = digits > at ? separator(text, digits, end) : at;
            if (behind <= digits) {
                break;
            }
            number = at;
            numberEnd = digits;
            at = behind;
        }
        String prefix =
                number < 0 ? text.substring(start, at) : text.substring(start, number) + text.substring(numberEnd, at);
        return new LineMarks(prefix, number < 0 ? -1 : number - start, tail(prefix));
    }

    private static String tail(String prefix) {
        return prefix.indexOf('|') >= 0 ? "|" : prefix.indexOf('`') >= 0 ? "`" : prefix.endsWith("\"") ? "\"" : "";
    }

    private static boolean plain(char c) {
        return c == ' ' || c == '\t' || c == '>' || c == '|' || c == '\u00a0';
    }

    private static String word(String text, int at, int end) {
        for (String word : WORDS) {
            if (text.startsWith(word, at) && at + word.length() <= end && !text.startsWith("```", at)) {
                return word;
            }
        }
        return "";
    }

    private static int digits(String text, int at, int end) {
        int i = at;
        while (i < end && i - at < MOST_DIGITS && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }

    /// What sets a line's number off from the line: a colon, dot or parenthesis, then one blank or tab.
    private static int separator(String text, int at, int end) {
        int i = at;
        if (i < end && (text.charAt(i) == ':' || text.charAt(i) == '.' || text.charAt(i) == ')')) {
            i++;
        }
        return i < end && (text.charAt(i) == ' ' || text.charAt(i) == '\t') ? i + 1 : at;
    }

    /// Where the line itself begins.
    int end(String text, int start, int end) {
        if (prefix.isEmpty() && numberAt < 0) {
            return start;
        }
        if (numberAt < 0) {
            return same(text, start, end, prefix);
        }
        int at = start;
        while (at < end && text.charAt(at) == ' ') {
            at++;
        }
        // Numbers are set right or left, so that the blanks before them differ.
        String before = prefix.substring(0, numberAt).stripLeading();
        if (!before.isEmpty() && !text.startsWith(before, at)) {
            return start;
        }
        at += before.length();
        int digits = digits(text, at, end);
        return digits == at ? start : same(text, digits, end, prefix.substring(numberAt));
    }

    /// The place behind the marks; a blank line may have lost the blanks at its end.
    private static int same(String text, int start, int end, String marks) {
        int same = 0;
        while (same < marks.length() && start + same < end && text.charAt(start + same) == marks.charAt(same)) {
            same++;
        }
        return same == marks.length() || start + same == end ? start + same : start;
    }

    /// Where the line itself ends.
    int close(String text, int start, int end) {
        int to = end;
        boolean closed = true;
        while (closed) {
            closed = false;
            while (to > start && plain(text.charAt(to - 1)) && (tail.equals("|") || text.charAt(to - 1) != '>')) {
                if (text.charAt(to - 1) == '|' && !tail.equals("|")) {
                    break;
                }
                to--;
            }
            for (String each : TAILS) {
                boolean mark = each.length() > 1 || each.equals(tail);
                if (mark && to - start >= each.length() && text.startsWith(each, to - each.length())) {
                    to -= each.length();
                    closed = true;
                }
            }
        }
        return tail.isEmpty() && to > start && blanksOnly(text, to, end) ? end : to;
    }

    private static boolean blanksOnly(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) != ' ' && text.charAt(i) != '\t' && text.charAt(i) != '\u00a0') {
                return false;
            }
        }
        return true;
    }

    /// What the marks say of the way here.
    Optional<Damage> damage() {
        if (numberAt >= 0) {
            return Optional.of(Damage.NUMBERED);
        }
        if (prefix.indexOf('>') >= 0 && prefix.indexOf('<') < 0
                || prefix.indexOf('|') >= 0
                || prefix.contains("&gt;")) {
            return Optional.of(Damage.QUOTED);
        }
        if (prefix.isBlank()) {
            return prefix.isEmpty() ? Optional.empty() : Optional.of(Damage.INDENTED);
        }
        return Optional.of(Damage.MARKED);
    }
}
