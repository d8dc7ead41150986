package org.whybounce.web.page;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A record word by word, with the words marked that the other record does not have: what was taken away in the
/// old
/// one, what was added in the new one.
public final class RecordDiff {
    /// @param changed whether the other record lacks this word
    public record Word(String text, boolean changed) {}

    private RecordDiff() {}

    public static List<Word> of(String record, List<String> others) {
        Set<String> known = new HashSet<>();
        others.forEach(other -> known.addAll(List.of(other.split(" "))));
        List<Word> words = new ArrayList<>();
        for (String word : record.split(" ")) {
            words.add(new Word(word, !others.isEmpty() && !known.contains(word)));
        }
        return words;
    }
}
