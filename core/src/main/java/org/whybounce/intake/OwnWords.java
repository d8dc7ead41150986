package org.whybounce.intake;

import java.util.List;
import java.util.Locale;

/// Whether words are those of somebody who asks, and not a server's or a service's: they speak of "my domain", put
/// questions, ask for help. What bounces say of themselves in the first person is known and left out.
final class OwnWords {
    private static final List<String> SERVERS = List.of(
            "i'm sorry to have to inform you",
            "i'm afraid i wasn't able",
            "i am sorry to have to",
            "i wasn't able to",
            "i couldn't find",
            "i've given up",
            "i tried to deliver",
            "we were unable to",
            "we are unable to",
            "we're unable to",
            "we have been unable",
            "we could not deliver",
            "we couldn't deliver",
            "we weren't able to",
            "we're writing to let you know",
            "we tried to deliver",
            "we stopped trying",
            "our system has detected",
            "to best protect our users",
            "our attempts to deliver",
            "if you do so, please include",
            "please help us",
            "did not like our",
            "for help");

    private static final List<String> ASKING = List.of(
            "?",
            " my ",
            " our ",
            " i ",
            " i'm ",
            " i've ",
            " i'd ",
            " we ",
            " we're ",
            " we've ",
            " anyone ",
            " anybody ",
            " any idea",
            " help ",
            " thanks",
            " please advise",
            " does not work",
            " doesn't work",
            " what gives",
            " => ");

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
