package org.whybounce.bounce.wording;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.bounce.raw.Lexicon;
import org.whybounce.text.Span;
import org.whybounce.text.WordList;

/// The one domain or address that a refusal over SPF names. Where the words around it are not known, in whatever
/// language, a text that names a client and one domain means this domain. Names that can be somebody else's are
/// left out: the refusing server's, the recipient's, the client's host name, those in links. If more than one
/// remains, none is taken.
final class SoleName {
    private static final int MOST_NAMES = 8;

    /// First labels of hosts; a domain that sends is seldom called so.
    private static final List<String> HOSTS = WordList.of("wording", "sole name: hosts");

    /// Words right before a name that make it a server or the recipient.
    private static final List<String> OTHERS = WordList.of("wording", "sole name: others");

    /// Header fields below the refusal are no words of it: the visible From is not what SPF looks at.
    private static final List<String> FIELDS = WordList.of("wording", "sole name: fields");

    /// In front of "=" and the name. Elsewhere "=" belongs to the address:
    /// "bounces+you=example.net@example.org".
    private static final List<String> KEYS = WordList.of("wording", "sole name: keys");

    private SoleName() {}

    static Optional<Span> find(String folded) {
        List<Span> found = new ArrayList<>();
        int at = 0;
        while (at < folded.length()) {
            int end = at;
            while (end < folded.length() && folded.charAt(end) > ' ') {
                end++;
            }
            if (FIELDS.contains(folded.substring(at, end))) {
                break;
            }
            if (end > at) {
                name(folded, at, end).ifPresent(found::add);
                if (found.size() > MOST_NAMES) {
                    return Optional.empty();
                }
            }
            at = end + 1;
        }
        long distinct =
                found.stream().map(span -> domain(span.of(folded))).distinct().count();
        if (distinct != 1) {
            return Optional.empty();
        }
        return found.stream()
                .filter(span -> span.of(folded).indexOf('@') >= 0)
                .findFirst()
                .or(() -> Optional.of(found.getFirst()));
    }

    private static String domain(String name) {
        return name.substring(name.lastIndexOf('@') + 1);
    }

    private static Optional<Span> name(String folded, int start, int end) {
        String token = folded.substring(start, end);
        if (token.contains("://") || token.startsWith("www.") || token.indexOf('/') >= 0) {
            return Optional.empty();
        }
        int from = start;
        while (from < end && "<[(\"'=:,".indexOf(folded.charAt(from)) >= 0) {
            from++;
        }
        int equals = folded.indexOf('=', from);
        if (equals >= 0 && equals < end && KEYS.contains(folded.substring(from, equals))) {
            from = equals + 1;
        }
        Optional<Span> name = Nearby.nameAt(folded, from)
                .filter(span -> span.end() <= end && span.start() < end)
                .filter(span -> topLevel(span.of(folded)));
        return name.filter(span -> !others(folded, span, start));
    }

    /// Codes and versions have dots too; no top-level domain is made of digits.
    private static boolean topLevel(String name) {
        char last = name.charAt(name.length() - 1);
        return last < '0' || last > '9';
    }

    private static boolean others(String folded, Span name, int token) {
        String word = name.of(folded);
        boolean address = word.indexOf('@') >= 0;
        String behind = folded.substring(name.end(), Math.min(folded.length(), name.end() + 5));
        // Sendmail and Postfix put the recipient in front: "<you@example.net>... ", "<you@example.net>: ".
        if (behind.startsWith(">:") || behind.startsWith(">...") || behind.startsWith("...")) {
            return true;
        }
        if (!address) {
            String first = word.substring(0, word.indexOf('.'));
            String letters = first.replaceAll("[0-9-]+.*$", "");
            // A host name with its address behind it: the client, or the refusing server.
            if (HOSTS.contains(letters)
                    || behind.startsWith("[")
                    || behind.startsWith(" [")
                    || behind.startsWith(" (") && behind.length() > 2 && Lexicon.digit(behind.charAt(2))) {
                return true;
            }
            // "550 mx.example.net ...": who speaks.
            if (firstWord(folded, token)) {
                return true;
            }
        }
        int before = token - 1;
        while (before > 0 && folded.charAt(before - 1) > ' ') {
            before--;
        }
        String lead = token == 0 ? "" : folded.substring(before, token - 1).replaceAll("^[<\\[(]+|[:,<\\[(]+$", "");
        return OTHERS.contains(lead);
    }

    /// Whether nothing but codes stands before it.
    private static boolean firstWord(String folded, int at) {
        for (int i = 0; i < at; i++) {
            char c = folded.charAt(i);
            if (c >= 'a' && c <= 'z') {
                return false;
            }
        }
        return true;
    }
}
