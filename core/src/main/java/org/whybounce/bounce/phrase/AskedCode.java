package org.whybounce.bounce.phrase;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.bounce.EnhancedStatus;

/// A code that somebody asks about.
public sealed interface AskedCode {
    /// @param reply 200 to 599
    record Reply(int reply) implements AskedCode {}

    /// @param anyClass whether the first number was left open, as in `x.7.1`
    record Status(EnhancedStatus status, boolean anyClass) implements AskedCode {}

    /// What was asked, or the first word that is no code.
    sealed interface Read {
        record Codes(List<AskedCode> codes) implements Read {}

        /// @param why one line: what is wrong and what a code looks like
        record None(String why) implements Read {}
    }

    /// `550`, `5.7.1`, `x.7.1`, or several, as they stand in a refusal: `550-5.7.1`, `#5.7.1:`, `(550 5.7.1)`.
    static Read read(String text) {
        List<AskedCode> codes = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && !between(text.charAt(end))) {
                end++;
            }
            if (end > at) {
                String word = text.substring(at, end);
                Optional<AskedCode> code = one(word);
                if (code.isEmpty()) {
                    return new Read.None("'" + word
                            + "' is no code: a reply code is three digits, 200 to 599 (550), an enhanced status code"
                            + " three numbers (5.7.1)");
                }
                codes.add(code.get());
            }
            at = end + 1;
        }
        return codes.isEmpty() ? new Read.None("no code was given: 550, 5.7.1, or both") : new Read.Codes(codes);
    }

    private static boolean between(char c) {
        return Character.isWhitespace(c) || c == '-';
    }

    private static Optional<AskedCode> one(String word) {
        int from = 0;
        int to = word.length();
        while (from < to && "#(".indexOf(word.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && ").,:;".indexOf(word.charAt(to - 1)) >= 0) {
            to--;
        }
        String code = word.substring(from, to).toLowerCase(Locale.ROOT);
        if (code.length() == 3 && code.charAt(0) >= '2' && code.charAt(0) <= '5' && digit(code, 1) && digit(code, 2)) {
            return Optional.of(new Reply(Integer.parseInt(code)));
        }
        boolean anyClass = code.startsWith("x.");
        return EnhancedStatus.parse(anyClass ? "5" + code.substring(1) : code)
                .map(status -> new Status(status, anyClass));
    }

    private static boolean digit(String text, int at) {
        return text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
}
