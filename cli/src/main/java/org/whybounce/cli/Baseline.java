package org.whybounce.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.whybounce.words.json.CheckJson;
import org.whybounce.words.json.RowJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an earlier run found, read from its JSON Lines.
///
/// @param codes the codes of each domain
record Baseline(Map<String, Set<String>> codes) {
    /// @param found  codes that were not there before
    /// @param gone   codes that were
    record Change(Set<String> found, Set<String> gone) {
        boolean none() {
            return found.isEmpty() && gone.isEmpty();
        }
    }

    /// @param full whether this run is at depth `full`: codes of different depths cannot be compared
    static Baseline read(Path file, boolean full) throws Unusable {
        Map<String, Set<String>> codes = new HashMap<>();
        JsonMapper mapper = JsonMapper.builder().build();
        String schema = full ? CheckJson.SCHEMA : RowJson.SCHEMA;
        long number = 0;
        try (Stream<String> lines = Files.lines(file)) {
            for (String line : (Iterable<String>) lines::iterator) {
                number++;
                JsonNode node = line.isBlank() ? null : mapper.readTree(line);
                if (node == null || !node.has("domain")) {
                    continue;
                }
                if (!node.path("schema").asString("").equals(schema)) {
                    throw new Unusable("--baseline: line " + number + " of " + file + " is not of " + schema
                            + ": compare runs of the same --depth");
                }
                Set<String> those = new LinkedHashSet<>();
                if (full) {
                    node.path("findings").forEach(finding -> {
                        if (!finding.path("level").asString("").equals("info")) {
                            those.add(finding.path("code").asString(""));
                        }
                    });
                } else {
                    node.path("codes").forEach(code -> those.add(code.asString("")));
                }
                codes.put(node.get("domain").asString(), those);
            }
        } catch (IOException | RuntimeException e) {
            throw new Unusable("--baseline: " + file + " cannot be read as the JSON Lines of an earlier run"
                    + (number > 0 ? " (line " + number + ")" : ""));
        }
        return new Baseline(codes);
    }

    /// What is different now; empty for a domain that the earlier run did not hold.
    Optional<Change> since(DomainAnswer answer) {
        Set<String> before = codes.get(answer.row().domain());
        if (before == null) {
            return Optional.empty();
        }
        Set<String> found = new LinkedHashSet<>(answer.row().codes());
        Set<String> gone = new LinkedHashSet<>(before);
        gone.removeAll(found);
        found.removeAll(before);
        return Optional.of(new Change(found, gone));
    }
}
