package org.whybounce.intake;

import java.util.Locale;
import java.util.Set;
import org.whybounce.text.Span;
import org.whybounce.text.WordList;

/// Where a record that begins in a text ends, and what it says. In quotes, backticks or braces it goes on to
/// the mark that closes them, over line ends as well. Without such marks it goes on as long as its words are
/// terms, so that the sentence behind it, or the TTL in the next column of a panel, is not taken for a part of
/// it.
///
/// @param span from its `v=` to its last term
/// @param text its strings joined without a space (RFC 7208, section 3.3)
record PolicyText(Span span, String text) {
    /// A record that DNS can hold; one of more strings than this was never seen.
    private static final int LONGEST = 4096;

    private static final Set<String> BARE = Set.copyOf(WordList.of("intake", "policy text: bare"));

    /// @param at where `v=` stands
    static PolicyText read(String text, int at) {
        char before = at == 0 ? ' ' : text.charAt(at - 1);
        char close = switch (before) {
            case '"' -> '"';
            case '\'' -> '\'';
            case '`' -> '`';
            case '{' -> '}';
            case '\u201c' -> '\u201d';
            case '\u2018' -> '\u2019';
            default -> 0;
        };
        if (close != 0) {
            int end = closing(text, at, close);
            if (end > at) {
                return quoted(text, at, end, close);
            }
        }
        return bare(text, at);
    }

    /// The mark that closes, unless an empty line comes first: then it was never closed.
    private static int closing(String text, int at, char close) {
        int limit = Math.min(text.length(), at + LONGEST);
        boolean blank = false;
        for (int i = at; i < limit; i++) {
            char c = text.charAt(i);
            if (c == close) {
                return i > at && text.charAt(i - 1) == '\\' ? i - 1 : i;
            }
            if (c == '\n') {
                if (blank) {
                    return -1;
                }
                blank = true;
            } else if (c > ' ') {
                blank = false;
            }
        }
        return -1;
    }

    private static PolicyText quoted(String text, int at, int end, char close) {
        StringBuilder joined = new StringBuilder(text.substring(at, end));
        int last = end;
        if (close == '"') {
            // More strings of the same record follow in quotes of their own; `v=` begins another record.
            boolean overLines = overLines(text, at);
            int next = nextString(text, end, overLines);
            while (next > 0 && joined.length() < LONGEST) {
                int stop = text.indexOf('"', next);
                if (stop < 0 || stop - next > LONGEST || text.startsWith("v=", next)) {
                    break;
                }
                joined.append(text, next, text.charAt(stop - 1) == '\\' ? stop - 1 : stop);
                last = stop;
                next = nextString(text, stop, overLines);
            }
        }
        return new PolicyText(new Span(at, last), plain(joined.toString()));
    }

    /// Behind a closing quote at `end`: where the next string of the same record begins, 0 if none does.
    private static int nextString(String text, int end, boolean overLines) {
        int i = end;
        while (i < text.length() && (text.charAt(i) == '"' || text.charAt(i) == '\\')) {
            i++;
        }
        int spaces = i;
        while (i < text.length()
                && (text.charAt(i) == ' '
                        || text.charAt(i) == '\t'
                        || overLines && (text.charAt(i) == '\n' || text.charAt(i) == '\r'))) {
            i++;
        }
        if (i < text.length() && text.charAt(i) == '\\') {
            i++;
        }
        return i > spaces && i + 1 < text.length() && text.charAt(i) == '"' ? i + 1 : 0;
    }

    /// Whether strings on the next lines belong to the same record: in the parentheses of a zone file, and where
    /// nslookup prints each string on an indented line of its own. `dig +short` prints a record on each line.
    private static boolean overLines(String text, int at) {
        int line = text.lastIndexOf('\n', at) + 1;
        String before = text.substring(line, at - 1);
        return before.indexOf('(') >= 0 || !before.isEmpty() && before.isBlank();
    }

    private static PolicyText bare(String text, int at) {
        int end = at;
        int i = at;
        int limit = Math.min(text.length(), at + LONGEST);
        boolean first = true;
        StringBuilder joined = new StringBuilder();
        while (i < limit) {
            int stop = i;
            while (stop < limit && text.charAt(stop) > ' ' && "`<\"}".indexOf(text.charAt(stop)) < 0) {
                stop++;
            }
            String word = text.substring(i, stop);
            if (!first && (word.isEmpty() || !term(word))) {
                break;
            }
            joined.append(first ? "" : " ").append(word);
            end = stop;
            first = false;
            int next = stop;
            while (next < limit && (text.charAt(next) == ' ' || text.charAt(next) == '\t')) {
                next++;
            }
            if (next == stop || next >= limit || text.charAt(next) == '\n' || text.charAt(next) == '\r') {
                // A line that a forum wrapped goes on with a term on the next one; a record that has ended does not.
                int wrapped = wrapped(text, next, limit);
                if (wrapped < 0 || ended(word)) {
                    break;
                }
                next = wrapped;
            }
            i = next;
        }
        String record = joined.toString();
        String trimmed = sentenceEnd(record);
        return new PolicyText(new Span(at, Math.max(at, end - (record.length() - trimmed.length()))), plain(trimmed));
    }

    private static int wrapped(String text, int at, int limit) {
        int i = at;
        int lines = 0;
        while (i < limit && text.charAt(i) <= ' ') {
            lines += text.charAt(i) == '\n' ? 1 : 0;
            i++;
        }
        int stop = i;
        while (stop < limit && text.charAt(stop) > ' ') {
            stop++;
        }
        String word = text.substring(i, stop);
        return lines == 1 && (word.startsWith("include:") || word.startsWith("ip4:") || word.startsWith("ip6:"))
                ? i
                : -1;
    }

    private static boolean ended(String word) {
        return word.endsWith("all");
    }

    /// Whether a word may be a term of SPF or DMARC, a misspelt one too: it bears a colon, an equals sign or
    /// dots, or is
    /// a mechanism's name.
    private static boolean term(String word) {
        String plain = word.toLowerCase(Locale.ROOT);
        int from = 0;
        while (from < plain.length() && "+-~?".indexOf(plain.charAt(from)) >= 0) {
            from++;
        }
        plain = plain.substring(from);
        while (!plain.isEmpty() && ".,;?!)".indexOf(plain.charAt(plain.length() - 1)) >= 0) {
            plain = plain.substring(0, plain.length() - 1);
        }
        if (plain.startsWith("v=") || plain.startsWith("http")) {
            return false;
        }
        if (BARE.contains(plain)) {
            return true;
        }
        int mark = 0;
        while (mark < plain.length() && ":=/.".indexOf(plain.charAt(mark)) < 0) {
            mark++;
        }
        return from > 0 && !plain.isEmpty() || mark > 0 && mark + 1 < plain.length() && !date(plain);
    }

    private static boolean date(String word) {
        return word.chars().allMatch(c -> c >= '0' && c <= '9' || c == ':' || c == '/');
    }

    /// "... ~all." at the end of a sentence, "(v=spf1 -all)": the mark is the sentence's.
    private static String sentenceEnd(String record) {
        int end = record.length();
        while (end > 0 && ".,?!)".indexOf(record.charAt(end - 1)) >= 0) {
            end--;
        }
        return record.substring(0, end);
    }

    private static String plain(String record) {
        StringBuilder out = new StringBuilder(record.length());
        for (int i = 0; i < record.length(); i++) {
            char c = record.charAt(i);
            boolean space = c <= ' ' || c == 0xa0;
            if (space && !out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
                continue;
            }
            out.append(space ? ' ' : c);
        }
        return out.toString().strip();
    }
}
