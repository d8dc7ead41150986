package org.whybounce.intent;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.whybounce.intent.WordReading.Alternative;

/// Reads one word that names several senders with marks between them: `include:a.example,b.example`,
/// `ip4:192.0.2.1|s.example`,
/// `a/mx`. Every one of them was meant to send, so none is given up for another: where each reads surely, the word is
/// all
/// of them; else it is asked for.
final class Lists {
    /// Marks that stand between entries. The first four stand in no name, no address and no length.
    private static final String SURE = ",;|&";

    private static final String MARKS = SURE + "+:/\\\"'";

    private static final int MOST = 40;

    /// A longer list is no question that a person can answer entry by entry.
    private static final int MOST_ASKED = 3;

    private final Word reader;

    Lists(Word reader) {
        this.reader = reader;
    }

    /// @param marks whether marks count that may stand in a name, an address or a length too
    Optional<WordReading> read(String was, String word, int depth, boolean marks) {
        Optional<WordReading> hosts = hosts(was, word);
        if (hosts.isPresent() || !marks && word.chars().noneMatch(c -> SURE.indexOf(c) >= 0)) {
            return hosts;
        }
        int colon = mark(word);
        String mechanism = colon < 0 ? "" : word.substring(0, colon).toLowerCase(Locale.ROOT);
        String bare =
                mechanism.isEmpty() || "+-~?".indexOf(mechanism.charAt(0)) < 0 ? mechanism : mechanism.substring(1);
        boolean named = Syntax.NAMED.contains(bare) || bare.startsWith("ip");
        String values = named ? word.substring(colon + 1) : word;
        List<String> entries = entries(values);
        // `a;h.example.net`: the mark stands in the place of the colon.
        String first = entries.isEmpty() ? "" : entries.getFirst().toLowerCase(Locale.ROOT);
        String plain = first.isEmpty() || "+-~?".indexOf(first.charAt(0)) < 0 ? first : first.substring(1);
        boolean value = !named
                && entries.size() == 2
                && (Syntax.NAMED.contains(plain) || plain.startsWith("ip"))
                && !Syntax.begins(entries.get(1));
        if (value || entries.size() < 2 || entries.size() > MOST) {
            return Optional.empty();
        }
        if (AddressReading.read(values, "", values)
                .filter(each -> each instanceof WordReading.Meant)
                .isPresent()) {
            return Optional.empty();
        }
        boolean sure = SURE.indexOf(values.charAt(
                        values.indexOf(entries.getFirst()) + entries.getFirst().length()))
                >= 0;
        List<WordReading> readings = new ArrayList<>();
        for (String entry : entries) {
            readings.add(
                    named
                            ? entry(entry, word.substring(0, colon + 1), bare, depth)
                            : reader.read(entry, entry, depth + 1));
        }
        return Optional.of(together(was, readings, sure));
    }

    private WordReading entry(String entry, String before, String mechanism, int depth) {
        boolean term = Syntax.begins(entry) && entry.length() > 2;
        boolean address = AddressReading.read(entry, "", entry)
                .filter(each -> each instanceof WordReading.Meant)
                .isPresent();
        if (term || address || mechanism.startsWith("ip")) {
            return reader.read(entry, entry, depth + 1);
        }
        return reader.read(entry, before + entry, depth + 1);
    }

    /// The names and addresses in a word that holds several; the mark between them is left out.
    private static List<String> entries(String values) {
        List<String> entries = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= values.length(); i++) {
            if (i < values.length() && (MARKS.indexOf(values.charAt(i)) < 0 || !separates(values, start, i))) {
                continue;
            }
            if (i > start) {
                entries.add(values.substring(start, i));
            }
            start = i + 1;
        }
        return entries;
    }

    /// Whether names or addresses stand on both sides of a mark. A slash ends in a length, a colon may be of IPv6.
    private static boolean separates(String values, int start, int at) {
        if (SURE.indexOf(values.charAt(at)) >= 0) {
            return true;
        }
        int end = at + 1;
        while (end < values.length() && MARKS.indexOf(values.charAt(end)) < 0) {
            end++;
        }
        return stands(values.substring(start, at)) && stands(values.substring(at + 1, end));
    }

    /// A name, or an IPv4 address, in full.
    private static boolean stands(String text) {
        return Targets.name(text).isPresent()
                || text.chars().filter(c -> c == '.').count() == 3
                        && AddressReading.read(text, "", text)
                                .filter(each -> each instanceof WordReading.Meant)
                                .isPresent();
    }

    private static int mark(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == ':' || c == '=') {
                return i;
            }
            if (SURE.indexOf(c) >= 0 || c == '.') {
                return -1;
            }
        }
        return -1;
    }

    /// @param sure whether the mark is one that nothing else is written with
    private static WordReading together(String was, List<WordReading> readings, boolean sure) {
        Set<String> terms = new LinkedHashSet<>();
        List<WordReading> open = new ArrayList<>();
        for (WordReading reading : readings) {
            switch (reading) {
                case WordReading.Sound(String term) -> terms.add(term);
                case WordReading.Meant meant ->
                    terms.addAll(List.of(meant.terms().split(" ")));
                case WordReading.LeftOut left -> open.add(left);
                case WordReading.Unclear unclear -> open.add(unclear);
            }
        }
        terms.remove("");
        String all = String.join(" ", terms);
        if (open.isEmpty() && sure) {
            return new WordReading.Meant(was, all, "a space separates terms, and nothing else does");
        }
        List<Alternative> alternatives = new ArrayList<>();
        if (!all.isEmpty()) {
            alternatives.add(new Alternative("it stands for " + quoted(terms) + (open.isEmpty() ? "" : " alone"), all));
        }
        for (WordReading reading : open.size() <= MOST_ASKED ? open : List.<WordReading>of()) {
            if (reading instanceof WordReading.Unclear unclear) {
                unclear.alternatives().stream()
                        .filter(each -> !each.terms().isEmpty())
                        .limit(1)
                        .forEach(each -> alternatives.add(new Alternative(
                                each.onlyIf(), all.isEmpty() ? each.terms() : all + " " + each.terms())));
            }
        }
        alternatives.add(new Alternative("it is not needed", ""));
        return new WordReading.Unclear(was, alternatives);
    }

    private static String quoted(Set<String> terms) {
        return String.join(" and ", terms.stream().map(each -> "‘" + each + "’").toList());
    }

    /// `a/mx`, `a+mx`, `amx`: the domain's own hosts and mail hosts.
    private static Optional<WordReading> hosts(String was, String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "a+mx", "a,mx", "a&mx", "a|mx", "a;mx" ->
                Optional.of(new WordReading.Meant(was, "a mx", "a space separates terms, and nothing else does"));
            case "mx+a", "mx,a", "mx&a", "mx|a", "mx;a" ->
                Optional.of(new WordReading.Meant(was, "mx a", "a space separates terms, and nothing else does"));
            case "a/mx", "amx", "a-mx", "a.mx", "a:mx", "mx/a", "mxa", "mx-a", "mx.a", "mx:a" ->
                Optional.of(new WordReading.Unclear(
                        was,
                        List.of(
                                new Alternative("the mail hosts send", "mx"),
                                new Alternative("the domain's host and its mail hosts send", "a mx"),
                                new Alternative("it is not needed", ""))));
            default -> Optional.empty();
        };
    }
}
