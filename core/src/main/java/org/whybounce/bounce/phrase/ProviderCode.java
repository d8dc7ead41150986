package org.whybounce.bounce.phrase;

import java.util.List;
import java.util.Optional;
import org.whybounce.bounce.raw.Lexicon;
import org.whybounce.text.Span;
import org.whybounce.text.WordList;

/// A code of the provider's own in a refusal, by which its help pages are found.
public final class ProviderCode {
    private ProviderCode() {}

    private static final List<String> PREFIXES = WordList.of("phrase", "provider code: prefixes");

    public static Optional<Span> find(String text) {
        for (String prefix : PREFIXES) {
            int at = text.indexOf(prefix);
            for (int tries = 0; at >= 0 && tries < 16; tries++) {
                Optional<Span> code = code(text, at, prefix);
                if (code.isPresent()) {
                    return code;
                }
                at = text.indexOf(prefix, at + 1);
            }
        }
        return Optional.empty();
    }

    private static Optional<Span> code(String text, int at, String prefix) {
        boolean opens = at == 0 || !Lexicon.alnum(text.charAt(at - 1)) && text.charAt(at - 1) != '-';
        if (!opens) {
            return Optional.empty();
        }
        int start = prefix.charAt(0) == '(' || prefix.charAt(0) == '[' ? at + 1 : at;
        int end = at + prefix.length();
        int digits = Lexicon.digit(prefix.charAt(prefix.length() - 1)) ? 1 : 0;
        int letters = 0;
        while (end < text.length() && end - at < 24) {
            char c = text.charAt(end);
            if (Lexicon.digit(c)) {
                digits++;
            } else if (Lexicon.alnum(c)) {
                letters++;
            } else if (c != '_' && c != '-' && c != ':' && c != '#') {
                break;
            }
            end++;
        }
        while (end > start && ":-#_".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        if (prefix.equals("AS(") && end < text.length() && text.charAt(end) == ')') {
            end++;
        }
        boolean coded = digits >= 2 && letters <= 6 || prefix.endsWith(":") && letters + digits >= 2;
        return coded ? Optional.of(new Span(start, end)) : Optional.empty();
    }
}
