package org.whybounce.intent;

import java.util.Optional;
import org.whybounce.spf.record.Term;

/// Slips in the marks inside of a term: of a macro, and of two prefix lengths.
final class Slips {
    private Slips() {}

    /// `%i` or `%(i)` for `%{i}`.
    static Optional<WordReading> macro(String was, String word) {
        if (word.indexOf('%') < 0 && word.indexOf('{') < 0) {
            return Optional.empty();
        }
        StringBuilder mended = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            char next = i + 1 < word.length() ? word.charAt(i + 1) : ' ';
            if (c == '%' && Character.isLetter(next)) {
                mended.append("%{").append(next).append('}');
                i++;
            } else if (c == '%' && "([<".indexOf(next) >= 0) {
                mended.append("%{");
                i++;
            } else if (")]>".indexOf(c) >= 0 && mended.lastIndexOf("%{") > mended.lastIndexOf("}")) {
                mended.append('}');
            } else if (c == '{' && (i == 0 || word.charAt(i - 1) != '%')) {
                mended.append(i > 0 && word.charAt(i - 1) == '$' ? "" : "%{");
            } else {
                mended.append(c);
            }
        }
        String term = mended.toString();
        return Syntax.sound(term)
                ? Optional.of(new WordReading.Meant(was, term, "so a macro is written"))
                : Optional.empty();
    }

    /// `a/24/64`: two lengths with one slash too few between them.
    static Optional<WordReading> hostLength(String was, String word) {
        int last = word.lastIndexOf('/');
        int first = word.indexOf('/');
        if (first <= 0 || last <= first + 1 || word.indexOf('/', first + 1) != last) {
            return Optional.empty();
        }
        String dual = word.substring(0, last) + "/" + word.substring(last);
        return Syntax.sound(dual) && Syntax.term(dual).orElseThrow() instanceof Term.Directive
                ? Optional.of(new WordReading.Meant(was, dual, "two slashes stand before the length for IPv6"))
                : Optional.empty();
    }
}
