package org.whybounce.intake;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.whybounce.dns.DomainName;
import org.whybounce.text.WordList;

/// The domain that a person's words are about. A name counts where its clause makes it so ("our domain is
/// example.org", "mail from example.org"), never where it is only mentioned: "it works at example.net", "sent to
/// example.com", "checked with example.info".
public final class NamedDomain {
    private static final int LOOKED_AT = 64 * 1024;
    private static final int MOST_NAMES = 200;

    private static final Set<String> OBJECT = Set.copyOf(WordList.of("intake", "named domain: object"));
    private static final Set<String> BEHIND = Set.copyOf(WordList.of("intake", "named domain: behind"));
    private static final Set<String> SMALL = Set.copyOf(WordList.of("intake", "named domain: small"));

    /// In front of a name that somebody else's mail goes to, or that helps.
    private static final Set<String> OTHERS = Set.copyOf(WordList.of("intake", "named domain: others"));

    private static final Set<String> FILES = Set.copyOf(WordList.of("intake", "named domain: files"));

    private NamedDomain() {}

    /// @param other whether a name is a mailbox provider's or a service's, and so is nobody's own
    public static Optional<DomainName> find(String text, Predicate<DomainName> other) {
        List<String> words = new ArrayList<>();
        for (String word : text.substring(0, Math.min(text.length(), LOOKED_AT)).split("[ \t\r\n]+")) {
            words.add(word);
        }
        Set<DomainName> objects = new LinkedHashSet<>();
        Set<DomainName> rest = new LinkedHashSet<>();
        for (int i = 0; i < words.size() && objects.size() + rest.size() < MOST_NAMES; i++) {
            String word = words.get(i);
            if (word.contains("://") || word.startsWith("www.")) {
                continue;
            }
            boolean address = word.indexOf('@') >= 0;
            Optional<DomainName> name = AnswerReader.domain(address ? word.substring(word.lastIndexOf('@') + 1) : word)
                    .filter(NamedDomain::looksReal)
                    .filter(one -> !other.test(one));
            if (name.isEmpty()) {
                continue;
            }
            String before = before(words, i);
            String behind = i + 1 < words.size() ? plain(words.get(i + 1)) : "";
            if (OBJECT.contains(before) || BEHIND.contains(behind) && !OTHERS.contains(before)) {
                objects.add(name.get());
            } else if (!OTHERS.contains(before) && !address) {
                rest.add(name.get());
            }
        }
        return objects.size() == 1
                ? objects.stream().findFirst()
                : objects.isEmpty() && rest.size() == 1 ? rest.stream().findFirst() : Optional.empty();
    }

    /// The word before a name that tells its part, small words left out.
    private static String before(List<String> words, int at) {
        int i = at - 1;
        String word = i < 0 ? "" : plain(words.get(i));
        while (i > 0 && at - i < 4 && SMALL.contains(word)) {
            i--;
            word = plain(words.get(i));
        }
        return word;
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace("'", "").replace("(", "").replace("\"", "");
    }

    private static boolean looksReal(DomainName name) {
        String text = name.toString();
        String last = text.substring(text.lastIndexOf('.') + 1);
        return last.length() > 1 && !FILES.contains(last);
    }
}
