package org.whybounce.bounce.phrase;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.raw.Lexicon;
import org.whybounce.text.Span;
import org.whybounce.text.Stanza;

/// What a refusal is about where none of its texts is known: words that say it in plain language when they stand
/// together in one sentence. `knowledge/keywords.txt` holds them.
public final class Keywords {
    /// @param groups of each, one word must stand in the sentence
    /// @param unless none of these may stand in the refusal
    private record Rule(Meaning says, List<List<String>> groups, List<String> unless, String source) {}

    /// @param words the words that decided, as the rule has them
    /// @param place the sentence, in the folded text
    public record Found(Meaning says, List<String> words, Span place) {}

    /// What a server says first is the reason; behind it come explanations.
    private static final int FURTHEST = 600;

    private final List<Rule> rules = new ArrayList<>();

    public Keywords() {
        for (Stanza stanza : Stanza.parse("keywords.txt", Knowledge.text("keywords.txt"))) {
            stanza.allowing(List.of("Says", "Any", "Unless", "Source"));
            String says = stanza.required("Says");
            rules.add(new Rule(
                    Meaning.ofCode(says)
                            .orElseThrow(() -> new IllegalArgumentException(stanza.where() + "no meaning " + says)),
                    stanza.values("Any").stream().map(Keywords::words).toList(),
                    stanza.value("Unless").map(Keywords::words).orElse(List.of()),
                    stanza.required("Source")));
        }
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        for (String word : line.split("\\|")) {
            words.add(word.strip().toLowerCase(Locale.ROOT));
        }
        return List.copyOf(words);
    }

    public Optional<Found> find(String folded) {
        String text = folded.length() > FURTHEST ? folded.substring(0, FURTHEST) : folded;
        for (Rule rule : rules) {
            // Most rules have no word in the text at all, so that its sentences need not be tried.
            if (!all(rule, text, 0, text.length()).isPresent()
                    || rule.unless().stream().anyMatch(word -> stands(text, word, 0, text.length()))) {
                continue;
            }
            int start = 0;
            while (start < text.length()) {
                int end = sentenceEnd(text, start);
                Optional<List<String>> words = all(rule, text, start, end);
                if (words.isPresent()) {
                    return Optional.of(new Found(rule.says(), words.get(), new Span(start, end)));
                }
                start = end + 1;
            }
        }
        return Optional.empty();
    }

    private static Optional<List<String>> all(Rule rule, String text, int start, int end) {
        List<String> words = new ArrayList<>();
        for (List<String> group : rule.groups()) {
            Optional<String> word =
                    group.stream().filter(one -> stands(text, one, start, end)).findFirst();
            if (word.isEmpty()) {
                return Optional.empty();
            }
            words.add(word.get());
        }
        return Optional.of(words);
    }

    /// Scripts from here on set no blanks between words.
    private static final char UNSPACED = 0x2e80;

    /// At the beginning of a word; "n't exist" may follow any letter. `abuse@example.net` holds no word.
    private static boolean stands(String text, String word, int from, int to) {
        int at = text.indexOf(word, from, to);
        while (at >= 0) {
            int end = at + word.length();
            boolean local = end < text.length() && text.charAt(end) == '@';
            if (!local
                    && (at == 0
                            || word.startsWith("n't")
                            || word.charAt(0) >= UNSPACED
                            || !Lexicon.alnum(text.charAt(at - 1)))) {
                return true;
            }
            at = text.indexOf(word, at + 1, to);
        }
        return false;
    }

    private static int sentenceEnd(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\u3002'
                    || (c == '.' || c == '!' || c == '?') && i + 1 < text.length() && text.charAt(i + 1) == ' ') {
                return i;
            }
        }
        return text.length();
    }
}
