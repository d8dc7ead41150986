package org.whybounce.intake;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A few words in lower case, and a quick answer to whether a word may be one of them, before it is copied out of its
/// text.
final class OpeningWords {
    private final Set<String> words = new HashSet<>();
    private final boolean[][] firstByLength;

    private OpeningWords(Collection<String> some, List<String> more) {
        words.addAll(some);
        words.addAll(more);
        int longest = words.stream().mapToInt(String::length).max().orElse(0);
        firstByLength = new boolean[longest + 1][128];
        for (String word : words) {
            char first = word.charAt(0);
            firstByLength[word.length()][first] = true;
            firstByLength[word.length()][Character.toUpperCase(first)] = true;
        }
    }

    static OpeningWords of(Collection<String> some, String... more) {
        return new OpeningWords(some, List.of(more));
    }

    boolean mayBe(char first, int length) {
        return length < firstByLength.length && first < 128 && firstByLength[length][first];
    }

    boolean has(String lower) {
        return words.contains(lower);
    }
}
