package org.whybounce.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The words that readers look for, out of `knowledge/words/`: one file for each room, one stanza for each
/// list, with what its words do and where they are from. `␣` is a blank at the edge of a word, `\t` a tab.
public final class WordList {
    private static final String FOLDER = "/org/whybounce/knowledge/words/";
    private static final Map<String, Map<String, List<String>>> ROOMS = new ConcurrentHashMap<>();

    private WordList() {}

    /// @param room the file's name
    /// @param list as its stanza is called
    public static List<String> of(String room, String list) {
        List<String> words = ROOMS.computeIfAbsent(room, WordList::read).get(list);
        if (words == null) {
            throw new IllegalStateException("no list " + list + " in " + FOLDER + room);
        }
        return words;
    }

    private static Map<String, List<String>> read(String room) {
        Map<String, List<String>> lists = new HashMap<>();
        for (Stanza stanza : Stanza.parse(room, text(room))) {
            stanza.allowing(List.of("List", "Words", "Source"));
            stanza.required("Source");
            List<String> words = new ArrayList<>();
            for (String word : stanza.required("Words").split("\\|")) {
                words.add(word.strip().replace('␣', ' ').replace("\\t", "\t"));
            }
            if (lists.put(stanza.required("List"), List.copyOf(words)) != null) {
                throw new IllegalArgumentException(stanza.where() + "a list of this name stands there already");
            }
        }
        return Map.copyOf(lists);
    }

    private static String text(String room) {
        try (InputStream in = WordList.class.getResourceAsStream(FOLDER + room + ".txt")) {
            if (in == null) {
                throw new IllegalStateException("no resource " + FOLDER + room);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
