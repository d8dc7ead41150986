package org.whybounce.bounce;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A stanza of a knowledge file: `Field: value` lines, continued by leading space, ended by an empty line; `#` begins a
/// comment.
///
/// @param line the number of its first line, for messages to who edits the file
record Stanza(int line, List<Entry> entries) {
    record Entry(String name, String value) {}

    Optional<String> first(String name) {
        for (Entry entry : entries) {
            if (entry.name.equals(name)) {
                return Optional.of(entry.value);
            }
        }
        return Optional.empty();
    }

    List<String> all(String name) {
        return entries.stream()
                .filter(entry -> entry.name.equals(name))
                .map(Entry::value)
                .toList();
    }

    static List<Stanza> parse(String text) {
        List<Stanza> stanzas = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        String name = "";
        StringBuilder value = new StringBuilder();
        int number = 0;
        int begun = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (line.startsWith("#")) {
                continue;
            }
            if (line.startsWith(" ") && !name.isEmpty()) {
                value.append(' ').append(line.strip());
                continue;
            }
            if (!name.isEmpty()) {
                entries.add(new Entry(name, value.toString()));
                name = "";
                value.setLength(0);
            }
            if (line.isBlank()) {
                if (!entries.isEmpty()) {
                    stanzas.add(new Stanza(begun, List.copyOf(entries)));
                    entries.clear();
                }
                continue;
            }
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new IllegalArgumentException("line " + number + " is no \"Field: value\": " + line);
            }
            if (entries.isEmpty()) {
                begun = number;
            }
            name = line.substring(0, colon);
            value.append(line.substring(colon + 1).strip());
        }
        if (!name.isEmpty()) {
            entries.add(new Entry(name, value.toString()));
        }
        if (!entries.isEmpty()) {
            stanzas.add(new Stanza(begun, List.copyOf(entries)));
        }
        return stanzas;
    }
}
