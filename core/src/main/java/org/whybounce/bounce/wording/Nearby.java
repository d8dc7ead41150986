package org.whybounce.bounce.wording;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.bounce.raw.Lexicon;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Span;
import org.whybounce.text.WordList;

/// What a refusal that names SPF says in words of its own about who was checked, where no known text matched: an
/// address
/// that "is not allowed to send", a domain behind "mail from" or "found for".
final class Nearby {
    /// Words behind an address that make it the client.
    private static final List<String> CLIENT_VERBS = WordList.of("wording", "nearby: client verbs");

    /// Words before a domain or address that make it the one that was checked, the surest first.
    private static final List<String> DOMAIN_LEADS = WordList.of("wording", "nearby: domain leads");

    private static final int MOST_TRIES = 32;

    private Nearby() {}

    private static final List<String> DOMAIN_VERBS = WordList.of("wording", "nearby: domain verbs");
    private static final List<String> ARTICLES = WordList.of("wording", "nearby: articles");

    /// Where the client's address stands: before one of the verbs, or as the only address that is no server's.
    static Optional<Span> client(String folded) {
        List<Span> addresses = addresses(folded);
        for (Span address : addresses) {
            int after = address.end();
            while (after < folded.length() && ")]>\"' ".indexOf(folded.charAt(after)) >= 0) {
                after++;
            }
            int at = after;
            if (CLIENT_VERBS.stream().anyMatch(verb -> folded.startsWith(verb, at))) {
                return Optional.of(address);
            }
        }
        List<Span> clients =
                addresses.stream().filter(address -> !server(folded, address)).toList();
        long distinct = clients.stream().map(span -> span.of(folded)).distinct().count();
        return distinct == 1 ? Optional.of(clients.getFirst()) : Optional.empty();
    }

    /// `host mx.example.net[192.0.2.1] said` is the refusing server, not the client.
    private static boolean server(String folded, Span address) {
        return folded.startsWith("] said", address.end())
                || folded.startsWith("]:", address.end())
                || ServerAddress.is(folded, address);
    }

    private static List<Span> addresses(String folded) {
        List<Span> found = new ArrayList<>();
        int i = 0;
        while (i < folded.length() && found.size() < MOST_TRIES) {
            if (!digit(folded.charAt(i)) || i > 0 && part(folded.charAt(i - 1))) {
                i++;
                continue;
            }
            int end = i;
            while (end < folded.length() && part(folded.charAt(end))) {
                end++;
            }
            int trimmed = end;
            while (trimmed > i && ".:".indexOf(folded.charAt(trimmed - 1)) >= 0) {
                trimmed--;
            }
            if (IpAddress.parse(folded.substring(i, trimmed)).isPresent()
                    && (end == folded.length() || !Lexicon.alnum(folded.charAt(end)))) {
                found.add(new Span(i, trimmed));
            }
            i = end;
        }
        return found;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
    }

    private static boolean part(char c) {
        return Lexicon.alnum(c) || c == '.' || c == ':' || c == '-' || c == '_' || c == '@';
    }

    /// Where the domain (or the address) stands that was checked.
    static Optional<Span> checked(String folded) {
        return subject(folded).or(() -> called(folded)).or(() -> led(folded));
    }

    /// "per il dominio example.org": called a domain, so not the recipient's address in front of it.
    private static Optional<Span> called(String folded) {
        for (String article : ARTICLES) {
            int at = article.indexOf(' ') < 0 ? -1 : folded.indexOf(article + " ");
            if (at > 0 && !Lexicon.alnum(folded.charAt(at - 1))) {
                Optional<Span> name = nameAt(folded, at + article.length() + 1);
                if (name.isPresent()) {
                    return name;
                }
            }
        }
        return Optional.empty();
    }

    /// "example.org does not designate 192.0.2.1": whose record says no. A host's name behind an address is not
    /// meant.
    private static Optional<Span> subject(String folded) {
        for (String verb : DOMAIN_VERBS) {
            int at = folded.indexOf(verb);
            for (int tries = 0; at >= 0 && tries < MOST_TRIES; tries++) {
                int end = at;
                while (end > 0 && at - end < 3 && " )>]'\"".indexOf(folded.charAt(end - 1)) >= 0) {
                    end--;
                }
                int start = end;
                while (start > 0 && part(folded.charAt(start - 1))) {
                    start--;
                }
                Optional<Span> name = end < at ? nameAt(folded, start) : Optional.empty();
                if (name.isPresent() && name.get().end() == end && !included(folded, start)) {
                    return name;
                }
                at = folded.indexOf(verb, at + 1);
            }
        }
        return Optional.empty();
    }

    /// "include example.net has no SPF record": what a record includes was not checked itself.
    private static boolean included(String folded, int start) {
        String before = folded.substring(Math.max(0, start - 12), start);
        return before.endsWith("include ")
                || before.endsWith("include:")
                || before.endsWith("redirect ")
                || before.endsWith("redirect=")
                || before.endsWith("domain: ") && folded.startsWith("included", Math.max(0, start - 17));
    }

    private static Optional<Span> led(String folded) {
        for (String lead : DOMAIN_LEADS) {
            int at = folded.indexOf(lead);
            for (int tries = 0; at >= 0 && tries < MOST_TRIES; tries++) {
                if (at == 0 || !Lexicon.alnum(folded.charAt(at - 1))) {
                    Optional<Span> name = nameAt(folded, behindArticle(folded, at + lead.length()));
                    if (name.isPresent() && !(lead.endsWith("from ") && host(folded, name.get()))) {
                        return name;
                    }
                }
                at = folded.indexOf(lead, at + 1);
            }
        }
        return Optional.empty();
    }

    /// "from mail.example.net [192.0.2.1]": the client's name.
    private static boolean host(String folded, Span name) {
        int end = name.end();
        return name.of(folded).indexOf('@') < 0
                && (folded.startsWith(" [", end) || folded.startsWith(" (", end))
                && end + 2 < folded.length()
                && Lexicon.digit(folded.charAt(end + 2));
    }

    private static int behindArticle(String folded, int from) {
        for (String article : ARTICLES) {
            if (folded.startsWith(article + " ", from)) {
                return from + article.length() + 1;
            }
        }
        return from;
    }

    /// The domain or address that begins here, behind brackets and quotes.
    static Optional<Span> nameAt(String folded, int from) {
        int start = from;
        while (start < folded.length() && "<[(\"' ".indexOf(folded.charAt(start)) >= 0) {
            start++;
        }
        int end = start;
        while (end < folded.length()
                && (Lexicon.alnum(folded.charAt(end)) || "@.-_+=".indexOf(folded.charAt(end)) >= 0)) {
            end++;
        }
        while (end > start && ".-=".indexOf(folded.charAt(end - 1)) >= 0) {
            end--;
        }
        String word = folded.substring(start, end);
        String domain = word.substring(word.lastIndexOf('@') + 1);
        // "for more information see ..." and "from host[address]" are no domain that was checked.
        boolean hostBehind = end < folded.length() && folded.charAt(end) == '[';
        return !hostBehind && FactReader.looksLikeDomain(domain) ? Optional.of(new Span(start, end)) : Optional.empty();
    }
}
