package org.whybounce.bounce.phrase;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.whybounce.text.Span;
import org.whybounce.text.Stanza;

/// The grammar of a clause that names SPF: kinds of words, and what they mean together. Both stand in
/// `knowledge/spf-grammar.txt`; here is only how a rule is tried.
final class SpfGrammar {
    private static final String NAME = "spf";
    private static final String SMALL = "small";

    /// @param beside whether only small words may stand between it and the one before
    private record Element(String kind, boolean beside) {}

    private record Rule(String says, List<List<Element>> sequences) {}

    private final Map<String, List<String>> kinds = new HashMap<>();
    private final Map<String, List<String>> whole = new HashMap<>();
    private final List<Rule> rules = new ArrayList<>();

    SpfGrammar() {
        for (Stanza stanza : Stanza.parse("spf-grammar.txt", Knowledge.text("spf-grammar.txt"))) {
            stanza.allowing(List.of("Kind", "Words", "Whole", "Says", "When"));
            if (stanza.value("Kind").isPresent()) {
                String kind = stanza.required("Kind");
                kinds.put(kind, stanza.value("Words").map(SpfGrammar::pieces).orElse(List.of()));
                whole.put(kind, stanza.value("Whole").map(SpfGrammar::pieces).orElse(List.of()));
                continue;
            }
            List<List<Element>> sequences = new ArrayList<>();
            for (String sequence : pieces(stanza.required("When"))) {
                sequences.add(sequence(sequence, stanza));
            }
            rules.add(new Rule(stanza.required("Says"), List.copyOf(sequences)));
        }
    }

    private static List<String> pieces(String line) {
        List<String> pieces = new ArrayList<>();
        for (String piece : line.split("\\|")) {
            pieces.add(piece.strip().toLowerCase(Locale.ROOT));
        }
        return List.copyOf(pieces);
    }

    private List<Element> sequence(String line, Stanza stanza) {
        List<Element> elements = new ArrayList<>();
        boolean beside = false;
        for (String word : line.split(" +")) {
            if (word.equals("~") || word.equals("..")) {
                beside = word.equals("~");
            } else if (word.equals(NAME) || kinds.containsKey(word)) {
                elements.add(new Element(word, beside));
            } else {
                throw new IllegalArgumentException(stanza.where() + "no kind of words " + word);
            }
        }
        return List.copyOf(elements);
    }

    List<String> meanings() {
        return rules.stream().map(Rule::says).distinct().toList();
    }

    /// What a clause says: the `Says` of the first rule that holds, or the empty string.
    String says(String clause) {
        Map<String, List<Span>> found = new HashMap<>();
        for (Rule rule : rules) {
            for (List<Element> sequence : rule.sequences()) {
                if (holds(sequence, 0, 0, clause, found)) {
                    return rule.says();
                }
            }
        }
        return "";
    }

    private boolean holds(List<Element> sequence, int index, int from, String clause, Map<String, List<Span>> found) {
        if (index == sequence.size()) {
            return true;
        }
        Element element = sequence.get(index);
        for (Span place : places(element.kind(), clause, found)) {
            boolean fits =
                    index == 0 || place.start() >= from && (!element.beside() || small(clause, from, place.start()));
            if (fits && holds(sequence, index + 1, place.end(), clause, found)) {
                return true;
            }
        }
        return false;
    }

    /// Words of one kind that stand in a clause more often than this say the same again.
    private static final int MOST_PLACES = 12;

    private List<Span> places(String kind, String clause, Map<String, List<Span>> found) {
        List<Span> known = found.get(kind);
        if (known != null) {
            return known;
        }
        List<Span> places = new ArrayList<>();
        if (kind.equals(NAME)) {
            add(NAME, clause, false, places);
            add(SpfMentions.LONG, clause, true, places);
        } else {
            for (String word : kinds.getOrDefault(kind, List.of())) {
                add(word, clause, false, places);
            }
            for (String word : whole.getOrDefault(kind, List.of())) {
                add(word, clause, true, places);
            }
        }
        found.put(kind, places);
        return places;
    }

    private static void add(String word, String clause, boolean whole, List<Span> places) {
        for (int at = clause.indexOf(word); at >= 0 && places.size() < MOST_PLACES; at = clause.indexOf(word, at + 1)) {
            int end = wordEnd(clause, at + word.length(), word);
            if (begins(clause, at, word) && (!whole || end == at + word.length())) {
                places.add(new Span(at, end));
            }
        }
    }

    /// At the beginning of a word; "n't" hangs on its verb, and scripts without blanks have no beginnings.
    private static boolean begins(String clause, int at, String word) {
        return at == 0
                || word.startsWith("n't")
                || dense(word.charAt(0))
                || !Character.isLetterOrDigit(clause.charAt(at - 1))
                || dense(clause.charAt(at - 1));
    }

    private static boolean dense(char c) {
        return c >= 0x2e80;
    }

    /// The end of the word that begins so.
    private static int wordEnd(String clause, int from, String word) {
        int end = from;
        while (!dense(word.charAt(0))
                && end < clause.length()
                && Character.isLetter(clause.charAt(end))
                && !dense(clause.charAt(end))) {
            end++;
        }
        return end;
    }

    /// Whether only small words and marks stand between two places.
    private boolean small(String clause, int from, int to) {
        if (to - from > FURTHEST) {
            return false;
        }
        int at = from;
        while (at < to) {
            if (!Character.isLetterOrDigit(clause.charAt(at))) {
                at++;
                continue;
            }
            int end = at;
            while (end < to && Character.isLetterOrDigit(clause.charAt(end))) {
                end++;
            }
            String word = clause.substring(at, end);
            if (!whole.getOrDefault(SMALL, List.of()).contains(word)) {
                return false;
            }
            at = end;
        }
        return true;
    }

    private static final int FURTHEST = 40;
}
