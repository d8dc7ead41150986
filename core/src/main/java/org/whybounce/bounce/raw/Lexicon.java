package org.whybounce.bounce.raw;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.text.Span;

/// The codes that stand in refusals: reply codes (RFC 5321, section 4.2) and enhanced status codes (RFC 3463).
public final class Lexicon {
    private Lexicon() {}

    public static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    public static boolean alnum(char c) {
        return digit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c > 0x7f && Character.isLetterOrDigit(c);
    }

    /// Whether a reply begins here: three digits that can be a code, and a separator or the end.
    public static boolean replyAt(String text, int i, int end) {
        return number(text, i, end) && (i + 3 == end || " -;:_,.>)]'\"\t\r\n#".indexOf(text.charAt(i + 3)) >= 0);
    }

    /// How long the line break is that a programming language wrote out here, `\\r\\n`, or `\\n` before a reply code or
    /// the end; 0 if none is. Error messages of libraries hold replies so.
    static int lineBreakAt(String text, int i, int end) {
        if (text.charAt(i) != '\\' || i + 1 >= end) {
            return 0;
        }
        if (text.startsWith("\\r\\n", i)) {
            return i + 4 <= end ? 4 : 0;
        }
        boolean feed = text.startsWith("\\n", i);
        boolean last = i + 2 == end || "'\"".indexOf(text.charAt(i + 2)) >= 0;
        return feed && (last || replyAt(text, i + 2, end)) ? 2 : 0;
    }

    /// A letter of a script that is written without spaces between words: Chinese, Japanese, Thai and the like.
    private static boolean unspaced(char c) {
        return c >= 0x0e00 && c <= 0x0eff || c >= 0x3040 && c <= 0x9fff || c >= 0xac00 && c <= 0xd7a3;
    }

    private static boolean number(String text, int i, int end) {
        return i + 3 <= end
                && text.charAt(i) >= '2'
                && text.charAt(i) <= '5'
                && text.charAt(i) != '3'
                && digit(text.charAt(i + 1))
                && digit(text.charAt(i + 2));
    }

    /// The enhanced code that begins at `i`, a `#` before it allowed; the empty string if none does.
    static String enhancedAt(String text, int i, int end) {
        int at = i;
        if (at >= end || text.charAt(at) < '2' || text.charAt(at) > '5' || text.charAt(at) == '3') {
            return "";
        }
        int stop = digits(text, at + 1, end, 1);
        if (stop < 0) {
            return "";
        }
        stop = digits(text, stop, end, 3);
        if (stop < 0) {
            return "";
        }
        // "5.7.100.2" is a piece of an address, "5.7.1a" a version (trap 10).
        if (stop < end
                && (alnum(text.charAt(stop))
                        || text.charAt(stop) == '.' && stop + 1 < end && digit(text.charAt(stop + 1)))) {
            return "";
        }
        return text.substring(at, stop);
    }

    /// Behind `.` and one to three digits, and, for the middle number, still a dot; -1 if they do not stand there.
    private static int digits(String text, int i, int end, int last) {
        if (i >= end || text.charAt(i) != '.') {
            return -1;
        }
        int at = i + 1;
        while (at < end && at - i <= 3 && digit(text.charAt(at))) {
            at++;
        }
        if (at == i + 1 || at < end && digit(text.charAt(at))) {
            return -1;
        }
        return last == 3 || at < end && text.charAt(at) == '.' ? at : -1;
    }

    /// All enhanced codes in a text with their places, each once.
    public static List<Span> enhanced(String text, int start, int end) {
        List<Span> found = new ArrayList<>();
        for (int i = start; i + 4 < end && found.size() < MOST_CODES; i++) {
            char c = text.charAt(i);
            if ((c == '2' || c == '4' || c == '5') && text.charAt(i + 1) == '.' && (i == start || opens(text, i))) {
                String code = enhancedAt(text, i, end);
                if (!code.isEmpty()) {
                    found.add(new Span(i, i + code.length()));
                    i += code.length() - 1;
                }
            }
        }
        return found;
    }

    /// A text that names more codes is no refusal but a list.
    private static final int MOST_CODES = 64;

    private static boolean opens(String text, int i) {
        char before = text.charAt(i - 1);
        if (before == '-') {
            // "550-5.7.1" continues a reply; "mail-5.7.1" is a name.
            return i >= 4 && digit(text.charAt(i - 2)) && digit(text.charAt(i - 3)) && digit(text.charAt(i - 4));
        }
        return !alnum(before) && before != '.' && before != '_' && before != '/' && before != '@';
    }

    private static final String[] INTRODUCERS = {
        "said:",
        "said",
        "smtp;",
        "returned",
        "returned:",
        "error:",
        "code:",
        "code",
        "reason:",
        "<<<",
        ">>>",
        "host",
        "with:",
        "message:",
        "reply:",
        "response:",
        "responsecode",
        "rejected:",
        "server:",
        "data:",
        "from:",
        "to:",
        "status",
        "error",
        "smtp",
        "result:",
        "diagnostic-code:",
        "because:",
        "failed:",
        "was:",
        "after",
        "out:"
    };

    /// The reply code of a refusal: first where one surely stands (the beginning of a line, behind "said:" and the
    /// like), then a three-digit number that reads as one.
    public static Optional<Span> reply(String text, int start, int end) {
        Optional<Span> loose = Optional.empty();
        Optional<Span> good = Optional.empty();
        for (int i = start; i + 3 <= end; i++) {
            if (!number(text, i, end) || i + 3 < end && alnum(text.charAt(i + 3))) {
                continue;
            }
            char before = i == start ? '\n' : text.charAt(i - 1);
            char after = i + 3 == end ? '\n' : text.charAt(i + 3);
            boolean broken = before == 'n' && i >= start + 2 && text.charAt(i - 2) == '\\';
            if (alnum(before) && !broken && !unspaced(before)
                    || before == '.'
                    || before == '-'
                    || before == '/'
                    || before == '_'
                    || before == '@') {
                continue;
            }
            if (after == '.' && i + 4 < end && alnum(text.charAt(i + 4)) || after == '/' || after == '@') {
                continue;
            }
            if (before == ':' && i > start + 1 && digit(text.charAt(i - 2))) {
                continue;
            }
            Span span = new Span(i, i + 3);
            boolean sure = before == '\n'
                    || before == '\r'
                    || before == '\''
                    || broken
                    || "\"`“”„«「『".indexOf(before) >= 0 && usual(text, i)
                    || hashed(text, start, i)
                    || introduced(text, start, i)
                    || (after == ' ' || after == '-')
                            && !enhancedAt(text, i + 4, end).isEmpty()
                    || after == ' ' && i + 5 < end && text.charAt(i + 4) == '#';
            if (sure && text.charAt(i) != '2') {
                return Optional.of(new Span(i, i + 3));
            }
            if (sure) {
                // "Expected response code 250 but got code 550": what was hoped for is no reply.
                good = good.or(() -> Optional.of(span));
                continue;
            }
            if (loose.isEmpty() && usual(text, i) && (" ([:>*=".indexOf(before) >= 0 || unspaced(before))) {
                loose = Optional.of(new Span(i, i + 3));
            }
        }
        return good.isPresent() ? good : loose;
    }

    /// Exchange puts the host and a hash in front of the code: `mx.example.net #550 permanent failure ##`.
    private static boolean hashed(String text, int start, int i) {
        return i > start + 2 && text.charAt(i - 1) == '#' && " <".indexOf(text.charAt(i - 2)) >= 0 && usual(text, i);
    }

    private static boolean introduced(String text, int start, int i) {
        int word = i;
        while (word > start && text.charAt(word - 1) == ' ') {
            word--;
        }
        if (word == start) {
            return true;
        }
        int from = word;
        while (from > start && text.charAt(from - 1) > ' ' && word - from < 20) {
            from--;
        }
        while (from < word && "(\"'[".indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        for (String introducer : INTRODUCERS) {
            if (introducer.length() == word - from && text.regionMatches(true, from, introducer, 0, word - from)) {
                return true;
            }
        }
        // "mx.example.net[192.0.2.1]: 550", "host mx [192.0.2.1]: 550", "address...: 550"
        return text.charAt(word - 1) == ':' && word - 1 > start && "]>)".indexOf(text.charAt(word - 2)) >= 0;
    }

    /// The codes that servers are known to send.
    private static boolean usual(String text, int i) {
        int code = (text.charAt(i) - '0') * 100 + (text.charAt(i + 1) - '0') * 10 + text.charAt(i + 2) - '0';
        return code >= 250 && code <= 252
                || code == 421
                || code >= 450 && code <= 455
                || code >= 500 && code <= 504
                || code >= 521 && code <= 525
                || code >= 530 && code <= 538
                || code >= 550 && code <= 557
                || code >= 570 && code <= 573;
    }
}
