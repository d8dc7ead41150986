package org.whybounce.bounce.raw;

import java.util.List;

/// "does not" and "doesn't" are one wording: servers change from one to the other between versions, and a phrasebook
/// that knew only one of them would be deaf to the other.
public final class Contractions {
    private record Pair(String full, String contracted) {}

    private static final List<Pair> PAIRS = List.of(
            new Pair("does not", "doesn't"),
            new Pair("do not", "don't"),
            new Pair("did not", "didn't"),
            new Pair("is not", "isn't"),
            new Pair("are not", "aren't"),
            new Pair("was not", "wasn't"),
            new Pair("were not", "weren't"),
            new Pair("has not", "hasn't"),
            new Pair("have not", "haven't"),
            new Pair("will not", "won't"),
            new Pair("would not", "wouldn't"),
            new Pair("could not", "couldn't"),
            new Pair("should not", "shouldn't"),
            new Pair("cannot", "can't"),
            new Pair("can not", "can't"),
            new Pair("you are", "you're"),
            new Pair("we have", "we've"),
            new Pair("it is", "it's"));

    private Contractions() {}

    /// The same folded wording in its other spelling, all contractions in it undone or all made; empty where it has
    /// none. Placeholders stay, since none is called so.
    public static List<String> otherSpellings(String folded) {
        if (!mayHold(folded)) {
            return List.of();
        }
        String full = folded;
        String contracted = folded;
        for (Pair pair : PAIRS) {
            full = replaced(full, pair.contracted(), pair.full());
            contracted = replaced(contracted, pair.full(), pair.contracted());
        }
        String longer = full;
        String shorter = contracted;
        return List.of(longer, shorter).stream()
                .filter(other -> !other.equals(folded))
                .distinct()
                .toList();
    }

    /// Five searches in place of two for each pair: most wordings hold none.
    private static boolean mayHold(String folded) {
        return folded.indexOf('\'') >= 0
                || folded.contains("not")
                || folded.contains("you are")
                || folded.contains("we have")
                || folded.contains("it is");
    }

    /// Whole words only.
    private static String replaced(String text, String from, String to) {
        int at = text.indexOf(from);
        if (at < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 8);
        int copied = 0;
        while (at >= 0) {
            int end = at + from.length();
            boolean word = (at == 0 || !Lexicon.alnum(text.charAt(at - 1)))
                    && (end == text.length() || !Lexicon.alnum(text.charAt(end)));
            if (word) {
                out.append(text, copied, at).append(to);
                copied = end;
            }
            at = text.indexOf(from, end);
        }
        return out.append(text, copied, text.length()).toString();
    }
}
