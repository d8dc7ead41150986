package org.whybounce.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/// Words that name nobody (`knowledge/common-words.txt`).
final class CommonWords {
    private static final class Holder {
        static final CommonWords STANDARD = read();
    }

    private final Set<String> words;

    private CommonWords(Set<String> words) {
        this.words = words;
    }

    static CommonWords standard() {
        return Holder.STANDARD;
    }

    boolean has(String word) {
        return words.contains(word);
    }

    private static CommonWords read() {
        Set<String> words = new HashSet<>();
        try (InputStream in = CommonWords.class.getResourceAsStream("/org/whybounce/knowledge/common-words.txt")) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks common-words.txt");
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> words.addAll(Set.of(line.split(" "))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new CommonWords(words);
    }
}
