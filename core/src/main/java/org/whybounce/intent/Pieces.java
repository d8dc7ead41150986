package org.whybounce.intent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.intent.Names.Standing;
import org.whybounce.intent.WordReading.Alternative;

/// Takes one word apart that holds several terms: with marks between them that are no spaces, or with nothing between.
final class Pieces {
    /// Where a new term begins though the space before it is missing. A bare `a` is left out: it ends words.
    private static final List<String> SEAMS = List.of(
            "include:",
            "ip4:",
            "ip6:",
            "ipv4:",
            "ipv6:",
            "exists:",
            "redirect=",
            "exp=",
            "mx:",
            "-all",
            "~all",
            "?all",
            "+all");

    private final Names names;
    private final Word reader;

    Pieces(Names names, Word word) {
        this.names = names;
        this.reader = word;
    }

    private static final int MOST_PIECES = 40;

    /// Several readings as one, if each of them is sure.
    private static Optional<WordReading> joined(String was, List<WordReading> readings, String because) {
        List<String> terms = new ArrayList<>();
        for (WordReading reading : readings) {
            switch (reading) {
                case WordReading.Sound(String term) -> terms.add(term);
                case WordReading.Meant meant -> terms.add(meant.terms());
                case WordReading.LeftOut _ -> {
                    return Optional.empty();
                }
                case WordReading.Unclear _ -> {
                    return Optional.empty();
                }
            }
        }
        terms.removeIf(String::isEmpty);
        return Optional.of(new WordReading.Meant(was, String.join(" ", terms), because));
    }

    /// Terms that ran together, cut where a term begins; each part has to be sure, and its name to hold something.
    Optional<WordReading> seams(String was, String word, int depth) {
        String lower = word.toLowerCase(Locale.ROOT);
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 1; i < lower.length(); i++) {
            int at = i;
            boolean seam = SEAMS.stream().anyMatch(each -> lower.startsWith(each, at))
                    && !(lower.startsWith("all", at + 1) && at + 4 != lower.length());
            // `a:` and `a/` end words too: only behind a digit, or where a length follows, do they begin a term.
            String before = lower.substring(start, i);
            seam |= lower.startsWith("a:", i)
                            && (Character.isDigit(lower.charAt(i - 1)) || before.equals("mx") || before.equals("a"))
                    || (lower.startsWith("a/", i) || lower.startsWith("mx/", i))
                            && i + 3 <= lower.length()
                            && Character.isDigit(lower.charAt(lower.indexOf('/', i) + 1))
                            && i > 3;
            if (seam && i > start) {
                int cut = "+-~?".indexOf(lower.charAt(i - 1)) >= 0 && i - 1 > start ? i - 1 : i;
                parts.add(word.substring(start, cut));
                start = cut;
            }
        }
        parts.add(word.substring(start));
        if (parts.size() == 1 && lower.length() > 4 && lower.endsWith("mx")) {
            parts = List.of(word.substring(0, word.length() - 2), "mx");
        }
        if (parts.size() < 2 || parts.size() > MOST_PIECES) {
            return Optional.empty();
        }
        if (parts.contains("a")) {
            return strayLetter(was, parts, depth);
        }
        List<WordReading> readings = new ArrayList<>();
        for (String part : parts) {
            WordReading reading = reader.read(part, part, depth + 1);
            boolean dead = Syntax.term(part)
                    .filter(term -> Syntax.standing(term, names) == Standing.NO)
                    .isPresent();
            if (dead) {
                return Optional.empty();
            }
            readings.add(reading);
        }
        return joined(was, readings, "a space is missing in it");
    }

    /// `ainclude:s.example.net`: the letter may be a term or one too many.
    private Optional<WordReading> strayLetter(String was, List<String> parts, int depth) {
        List<String> others = parts.stream().filter(part -> !part.equals("a")).toList();
        return joined(
                        was,
                        others.stream()
                                .map(part -> reader.read(part, part, depth + 1))
                                .toList(),
                        "")
                .map(each -> ((WordReading.Meant) each).terms())
                .map(terms -> new WordReading.Unclear(
                        was,
                        List.of(
                                new Alternative("the ‘a’ is one letter too many", terms),
                                new Alternative("a space is missing behind the ‘a’", "a " + terms))));
    }
}
