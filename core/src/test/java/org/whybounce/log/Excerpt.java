package org.whybounce.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A piece of a log, and what is true of it.
///
/// @param counts   how many lines of each outcome
/// @param refusals the facts of each refused or deferred line, in order; `is` says which of the two
public record Excerpt(String name, Map<String, String> counts, List<Map<String, String>> refusals, List<String> lines) {
    public static List<Excerpt> all(String file) throws IOException {
        List<Excerpt> all = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(Excerpt.class.getResourceAsStream(file))) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("== ")) {
                    all.add(new Excerpt(
                            line.substring(3).strip(), new HashMap<>(), new ArrayList<>(), new ArrayList<>()));
                } else if (!all.isEmpty()) {
                    all.getLast().add(line);
                }
            }
        }
        return all;
    }

    private void add(String line) {
        if (line.startsWith("#: lines ")) {
            counts.putAll(pairs(line.substring(9)));
        } else if (line.startsWith("#: ")) {
            String kind = line.substring(3, line.indexOf(' ', 3));
            Map<String, String> truth = pairs(line.substring(3 + kind.length()));
            truth.put("is", kind);
            refusals.add(truth);
        } else if (!line.isEmpty()) {
            lines.add(line);
        }
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new HashMap<>();
        Arrays.stream(text.strip().split(" +"))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> pairs.put(pair[0], pair[1]));
        return pairs;
    }

    @Override
    public String toString() {
        return name;
    }
}
