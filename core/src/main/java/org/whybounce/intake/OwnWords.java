package org.whybounce.intake;

import java.util.List;
import java.util.Locale;
import org.whybounce.text.WordList;

/// Whether words are those of somebody who asks, and not a server's or a service's: they speak of "my domain",
/// put questions, ask for help. What bounces say of themselves in the first person is known and left out.
final class OwnWords {
    private static final List<String> SERVERS = WordList.of("intake", "own words: servers");

    private static final List<String> ASKING = WordList.of("intake", "own words: asking");

    private OwnWords() {}

    static boolean asks(String text) {
        StringBuilder plain = new StringBuilder(" ");
        String lower = text.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            boolean mark = c <= ' ' || c == ',' || c == '.' || c == '!' || c == '"' || c == ':' || c == ';';
            plain.append(c == '\u2019' ? '\'' : mark ? ' ' : c == '?' ? '?' : c);
            if (c == '?') {
                // In a link it asks nothing.
                boolean link = i + 1 < lower.length() && lower.charAt(i + 1) > ' ';
                if (link) {
                    plain.setCharAt(plain.length() - 1, ' ');
                }
            }
        }
        String words = plain.append(' ').toString();
        for (String server : SERVERS) {
            words = words.replace(server, " ");
        }
        for (String asking : ASKING) {
            if (words.contains(asking)) {
                return true;
            }
        }
        return false;
    }
}
