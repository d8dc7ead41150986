package org.whybounce.words.sentence;

import java.util.Locale;

/// Clauses made whole sentences.
public final class Sentences {
    private Sentences() {}

    /// A capital at the beginning, unless a name or tag stands there, and a full stop.
    public static String whole(String clause) {
        if (clause.isEmpty()) {
            return clause;
        }
        int first = clause.indexOf(' ') < 0 ? clause.length() : clause.indexOf(' ');
        boolean name = clause.substring(0, first).chars().anyMatch(c -> c == '.' || c == '=' || c == '@');
        String begun = name ? clause : clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1);
        return begun.endsWith(".") ? begun : begun + ".";
    }
}
