package org.whybounce.bounce.phrase;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.raw.Lexicon;
import org.whybounce.text.Span;

/// What a refusal says where it names SPF: a verdict, or only the name.
///
/// "SPF" stands in advice ("please set up SPF"), in lists of demands, in names of hosts and of spam tests, and
/// behind "pass". None of these is a verdict, and a wrong "it is SPF" costs a person days. So each place that
/// names SPF is looked at with the clause around it, and the words of that clause decide;
/// `knowledge/spf-grammar.txt` says how.
public final class SpfMentions {
    /// One place that names SPF.
    ///
    /// @param clause the clause around it, in the folded text
    /// @param says   what the clause says; empty where it only names SPF
    /// @param bare   nothing in the clause tells anything, so that the rest of the text decides
    public record Mention(Span place, Span clause, Optional<Meaning> says, boolean bare) {}

    private final SpfGrammar grammar = new SpfGrammar();

    /// @param all every place that names SPF as a word of its own
    public record Found(String folded, List<Mention> all, List<Span> names) {
        /// The first clause that says something, a told result before a mere refusal.
        ///
        /// @param unstated sentences that state nothing
        public Optional<Mention> verdict(List<Moods.Unstated> unstated) {
            Optional<Mention> first = Optional.empty();
            for (Mention mention : all) {
                boolean stated =
                        unstated.stream().noneMatch(sentence -> sentence.place().contains(mention.place()));
                if (stated && mention.says().isPresent()) {
                    if (mention.says().get() != Meaning.SPF_UNSPECIFIED) {
                        return Optional.of(mention);
                    }
                    first = first.isPresent() ? first : Optional.of(mention);
                }
            }
            return first;
        }

        /// The clauses that say something of SPF.
        public List<Span> telling() {
            return all.stream()
                    .filter(mention -> mention.says().isPresent())
                    .map(Mention::clause)
                    .distinct()
                    .toList();
        }

        /// Whether SPF is named, and nowhere as a verdict.
        public boolean onlyNamed() {
            return (!all.isEmpty() || !names.isEmpty())
                    && all.stream()
                            .noneMatch(
                                    mention -> mention.bare() || mention.says().isPresent());
        }

        /// The text without the places that only name SPF, so that no wording with "SPF" in it is found there.
        /// As long as the text, so that places hold.
        public String masked() {
            StringBuilder masked = new StringBuilder(folded);
            for (Mention mention : all) {
                blot(masked, mention.place());
            }
            for (Span name : names) {
                blot(masked, name);
            }
            return masked.toString();
        }

        private static void blot(StringBuilder text, Span place) {
            for (int i = place.start(); i < place.end(); i++) {
                text.setCharAt(i, '_');
            }
        }
    }

    static final String LONG = "sender policy framework";
    /// A refusal that names SPF more often is a page of advice.
    private static final int MOST_MENTIONS = 16;

    public Found find(String folded) {
        List<Mention> mentions = new ArrayList<>();
        List<Span> names = new ArrayList<>();
        int at = next(folded, 0);
        while (at >= 0 && mentions.size() + names.size() < MOST_MENTIONS) {
            int end = at + (folded.startsWith(LONG, at) ? LONG.length() : 3);
            if (letter(folded, at - 1) || letter(folded, end)) {
                at = next(folded, end);
                continue;
            }
            if (name(folded, at, end)) {
                names.add(new Span(at, end));
            } else {
                mentions.add(mention(folded, at, end));
            }
            at = next(folded, end);
        }
        return new Found(folded, List.copyOf(mentions), List.copyOf(names));
    }

    private static int next(String folded, int from) {
        int spf = folded.indexOf("spf", from);
        int spelt = folded.indexOf(LONG, from);
        return spf < 0 ? spelt : spelt < 0 ? spf : Math.min(spf, spelt);
    }

    /// A letter or digit of ASCII: words of other scripts may stand right beside the name.
    private static boolean letter(String text, int i) {
        return i >= 0 && i < text.length() && text.charAt(i) < 0x80 && Lexicon.alnum(text.charAt(i));
    }

    /// Part of a host name, an address, a link, a header field's or a spam test's name, a product's number.
    private static boolean name(String text, int at, int end) {
        char before = at == 0 ? ' ' : text.charAt(at - 1);
        char after = end >= text.length() ? ' ' : text.charAt(end);
        if (before == '_' || after == '_' || before == '@' || after == '@') {
            return true;
        }
        if ((before == '.' || before == '-' || before == '/') && letter(text, at - 2)) {
            // "DKIM/SPF" is a list; "mx.example.net/spf", "received-spf" are names.
            return before != '/' || link(text, at);
        }
        return after == '.' && letter(text, end + 1)
                || after == '-' && end + 1 < text.length() && Lexicon.digit(text.charAt(end + 1))
                || link(text, at);
    }

    private static boolean link(String text, int at) {
        int start = at;
        while (start > 0 && at - start < 300 && text.charAt(start - 1) > ' ') {
            start--;
        }
        int slashes = text.indexOf("://", start);
        return slashes >= 0 && slashes < at || text.startsWith("www.", start);
    }

    private static final int LONGEST_CLAUSE = 160;

    private Mention mention(String folded, int at, int end) {
        Span clause = clause(folded, at, end);
        String said = clause.of(folded);
        // "spf = fail", "spf: fail": one way to write it.
        String plain = said.replace(" = ", "=").replace("spf :", "spf:");
        boolean others = plain.contains("dkim") || plain.contains("dmarc");
        Span place = new Span(at, end);
        String says = grammar.says(plain);
        Optional<Meaning> meaning = Meaning.ofCode(says);
        // Beside DKIM and DMARC the words may be about those; the phrasebook knows such sentences.
        return says.isEmpty() || meaning.isPresent() && others
                ? new Mention(place, clause, Optional.empty(), true)
                : new Mention(place, clause, meaning, false);
    }

    /// From the sentence's begin or the parenthesis that opens, to its end.
    private static Span clause(String text, int at, int end) {
        int start = at;
        int depth = 0;
        while (start > 0 && at - start < LONGEST_CLAUSE) {
            char c = text.charAt(start - 1);
            if (c == ')') {
                depth++;
            } else if (c == '(') {
                // "Sender Policy Framework (SPF) violation" goes on outside.
                boolean only = end < text.length() && text.charAt(end) == ')' && start == at;
                if (depth == 0 && !only) {
                    break;
                }
                depth--;
            } else if (c == ';' || ends(text, start - 1)) {
                break;
            }
            start--;
        }
        int stop = end;
        depth = text.startsWith(")", end) && start < at - 1 ? 1 : 0;
        while (stop < text.length() && stop - end < LONGEST_CLAUSE) {
            char c = text.charAt(stop);
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                if (depth == 0) {
                    break;
                }
                depth--;
            } else if (c == ';' || ends(text, stop)) {
                break;
            }
            stop++;
        }
        return new Span(start, stop);
    }

    private static boolean ends(String text, int i) {
        char c = text.charAt(i);
        if (c == '\u3002') {
            return true;
        }
        return (c == '.' || c == '!' || c == '?') && (i + 1 >= text.length() || text.charAt(i + 1) == ' ');
    }
}
