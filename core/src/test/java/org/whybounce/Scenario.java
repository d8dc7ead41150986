package org.whybounce;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A story: a folder with what was pasted, the zone, and what must and must not be said. No Java needed to add one; the
/// form of `expect.txt` stands in CONTRIBUTING.
record Scenario(Path folder, Path pasted, List<Path> zones, List<Expectation> expectations) {
    /// One line of `expect.txt`.
    record Expectation(String key, String value) {}

    /// Every story of `scenarios/` and `examples/`, by name.
    static List<Scenario> all() {
        return all(List.of("examples", "scenarios"));
    }

    /// Every story of these folders.
    static List<Scenario> all(List<String> tops) {
        List<Scenario> all = new ArrayList<>();
        for (String top : tops) {
            Path folder = root().resolve(top);
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> stories = Files.walk(folder)) {
                stories.filter(file -> file.endsWith("expect.txt"))
                        .map(Path::getParent)
                        .sorted()
                        .map(Scenario::read)
                        .forEach(all::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    static Path root() {
        return Path.of(System.getProperty("whybounce.root", ".."))
                .toAbsolutePath()
                .normalize();
    }

    private static Scenario read(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            Path pasted = files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.startsWith("pasted.") || name.startsWith("bounce.");
                    })
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(folder + " holds no pasted.* or bounce.*"));
            List<Expectation> expectations = new ArrayList<>();
            for (String line : Files.readAllLines(folder.resolve("expect.txt"), StandardCharsets.UTF_8)) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                int colon = line.indexOf(':');
                if (colon < 0) {
                    throw new IllegalStateException(folder + "/expect.txt: no colon in: " + line);
                }
                expectations.add(new Expectation(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip()));
            }
            Path zone = folder.resolve("zone.txt");
            return new Scenario(folder, pasted, Files.exists(zone) ? List.of(zone) : List.of(), expectations);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return folder.getFileName().toString();
    }

    Optional<String> one(String key) {
        return expectations.stream()
                .filter(e -> e.key().equals(key))
                .map(Expectation::value)
                .findFirst();
    }

    List<String> every(String key) {
        return expectations.stream()
                .filter(e -> e.key().equals(key))
                .map(Expectation::value)
                .toList();
    }
}
