package org.whybounce.web.bulk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.whybounce.words.json.RowJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an earlier run found, read from a file that it was taken away as: the JSON document, JSON Lines, or CSV.
///
/// @param codes the codes of each domain; empty where there is no earlier run
public record Before(Map<String, Set<String>> codes) {
    public static final Before NOTHING = new Before(Map.of());

    private static final JsonMapper JSON = new JsonMapper();

    /// Domains taken from a file; more than any list here.
    private static final int MOST = 10_000;

    public Before {
        codes = Map.copyOf(codes);
    }

    /// What is different now.
    public record Change(Set<String> found, Set<String> gone) {
        public static final Change NONE = new Change(Set.of(), Set.of());

        public Change {
            found = Set.copyOf(found);
            gone = Set.copyOf(gone);
        }

        public boolean none() {
            return found.isEmpty() && gone.isEmpty();
        }
    }

    /// No change for a domain that the earlier run did not hold.
    public Change since(String domain, List<String> now) {
        Set<String> then = codes.get(domain);
        if (then == null) {
            return Change.NONE;
        }
        Set<String> found = new LinkedHashSet<>(now);
        Set<String> gone = new LinkedHashSet<>(then);
        gone.removeAll(found);
        found.removeAll(then);
        return new Change(found, gone);
    }

    /// Nothing where the file is none of ours.
    public static Before read(byte[] file) {
        String text =
                new String(file, StandardCharsets.UTF_8).replace("\uFEFF", "").strip();
        try {
            return new Before(text.startsWith("{") ? json(text) : csv(text));
        } catch (JacksonException e) {
            return NOTHING;
        }
    }

    private static Map<String, Set<String>> json(String text) {
        Map<String, Set<String>> codes = new HashMap<>();
        if (text.startsWith("{\"schema\":\"" + RowJson.SCHEMA)) {
            text.lines().limit(MOST).filter(line -> !line.isBlank()).forEach(line -> add(codes, JSON.readTree(line)));
        } else {
            JSON.readTree(text).path("rows").forEach(row -> add(codes, row));
        }
        return codes;
    }

    private static void add(Map<String, Set<String>> codes, JsonNode row) {
        String domain = row.path("domain").asString("");
        if (!domain.isEmpty() && codes.size() < MOST) {
            Set<String> those = new LinkedHashSet<>();
            row.path("codes").forEach(code -> those.add(code.asString("")));
            codes.put(domain, those);
        }
    }

    /// By the names in its first line, so that a column that was added or moved does no harm.
    private static Map<String, Set<String>> csv(String text) {
        Map<String, Set<String>> codes = new HashMap<>();
        List<String> lines = text.lines().limit(MOST + 1L).toList();
        List<String> names = lines.isEmpty() ? List.of() : cells(lines.getFirst());
        int domain = names.indexOf("domain");
        int those = names.indexOf("codes");
        if (domain < 0 || those < 0) {
            return codes;
        }
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = cells(line);
            if (cells.size() > Math.max(domain, those)) {
                Set<String> found = new LinkedHashSet<>(List.of(cells.get(those).split(" +")));
                found.remove("");
                codes.put(cells.get(domain), found);
            }
        }
        return codes;
    }

    /// RFC 4180; our own rows hold no line breaks.
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
