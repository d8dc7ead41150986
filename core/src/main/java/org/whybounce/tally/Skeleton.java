package org.whybounce.tally;

import java.util.Locale;

/// What is the same in the words of refusals that differ only in ids, dates, counters and addresses. Linear.
final class Skeleton {
    private Skeleton() {}

    /// Behind this the words of two refusals differ in nothing that matters.
    private static final int LOOKED_AT = 600;

    /// @param addresses whether IP addresses stay: they decide where the words are about the client
    static String of(String words, boolean addresses) {
        StringBuilder out = new StringBuilder(Math.min(words.length(), LOOKED_AT));
        int end = Math.min(words.length(), LOOKED_AT);
        int at = 0;
        while (at < end) {
            int to = at;
            boolean digits = false;
            boolean letters = false;
            boolean address = false;
            boolean dots = false;
            while (to < end && token(words.charAt(to))) {
                char c = words.charAt(to);
                digits |= c >= '0' && c <= '9';
                letters |= c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
                address |= c == '@';
                dots |= c == '.' || c == ':';
                to++;
            }
            if (to == at) {
                char c = words.charAt(at++);
                if (c > ' ' || out.length() > 0 && out.charAt(out.length() - 1) != ' ') {
                    out.append(c <= ' ' ? ' ' : c);
                }
                continue;
            }
            String word = words.substring(at, to);
            if (address) {
                out.append('@');
            } else if (digits && !letters) {
                // A code, "550" or "5.7.26", says something; a longer number is a counter, a date, an address.
                boolean code = word.length() <= 3 || dots && word.length() <= 7 && "245".indexOf(word.charAt(0)) >= 0;
                out.append(code || addresses && dots ? word : "#");
            } else if (digits && word.length() >= 8 && !dots) {
                out.append('*');
            } else if (digits && addresses && word.indexOf(':') >= 0) {
                out.append(word);
            } else {
                out.append(digits && dots && word.length() > 20 ? host(word) : word.toLowerCase(Locale.ROOT));
            }
            at = to;
        }
        return out.toString();
    }

    /// `mail-yw1-f173.google.com`: the name's end stays, the server's own number goes.
    private static String host(String word) {
        int dot = word.indexOf('.');
        return dot < 0 ? "*" : "*" + word.substring(dot).toLowerCase(Locale.ROOT);
    }

    private static boolean token(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || ".@_-+=:".indexOf(c) >= 0;
    }
}
