package org.whybounce.stories;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.whybounce.dns.Answer;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ZoneFile;

/// A story: a folder with what was pasted, the zone, and what must and must not be said. No Java needed to add one; the
/// form of `expect.txt` stands in CONTRIBUTING.
///
/// @param lines what stands before the first `domain:`
/// @param parts one for each `domain:`, or one that holds the lines
public record Story(Path folder, Kind kind, List<Line> lines, List<Part> parts) {
    /// What is asked about: the folder of `stories/` that the story lies in.
    public enum Kind {
        BOUNCE("bounce"),
        HEADERS("headers"),
        CHECK("check");

        private final String folder;

        Kind(String folder) {
            this.folder = folder;
        }
    }

    /// One line of `expect.txt`.
    public record Line(String key, String value) {}

    /// What is expected of one domain, or of the one thing pasted.
    ///
    /// @param domain empty where something was pasted
    public record Part(String domain, List<Line> lines) {
        List<String> every(String key) {
            return values(lines, key).toList();
        }
    }

    /// Every story about a bounce, those of `examples/` among them.
    public static List<Story> bounces() {
        return of(Kind.BOUNCE);
    }

    public static List<Story> of(Kind kind) {
        List<Path> tops = new ArrayList<>();
        if (kind == Kind.BOUNCE) {
            tops.add(root().resolve("examples"));
        }
        tops.add(root().resolve("stories").resolve(kind.folder));
        List<Story> all = new ArrayList<>();
        for (Path top : tops) {
            try (Stream<Path> files = Files.walk(top)) {
                files.filter(file -> file.endsWith("expect.txt"))
                        .sorted()
                        .map(file -> read(file, kind))
                        .forEach(all::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    public static Path root() {
        return Path.of(System.getProperty("whybounce.root", ".."))
                .toAbsolutePath()
                .normalize();
    }

    private static Story read(Path expect, Kind kind) {
        List<Line> before = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        try {
            List<Line> lines = before;
            for (String line : Files.readAllLines(expect, StandardCharsets.UTF_8)) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                int colon = line.indexOf(':');
                if (colon < 0) {
                    throw new IllegalStateException(expect + ": no colon in: " + line);
                }
                Line read = new Line(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
                if (read.key().equals("domain")) {
                    lines = new ArrayList<>();
                    parts.add(new Part(read.value(), lines));
                } else {
                    lines.add(read);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (parts.isEmpty()) {
            parts.add(new Part("", before));
        }
        return new Story(Objects.requireNonNull(expect.getParent()), kind, before, parts);
    }

    public String name() {
        return folder.getFileName().toString();
    }

    /// What was pasted.
    public Path pasted() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.startsWith("pasted.") || name.startsWith("bounce.");
                    })
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(folder + " holds no pasted.* or bounce.*"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The DNS of the story; where it has no zone, the DNS cannot be asked.
    public Resolver dns() {
        Path zone = folder.resolve("zone.txt");
        if (!Files.exists(zone)) {
            return question -> new Answer.NotAsked(Answer.Limit.NO_DNS, "the story has no zone");
        }
        try {
            return ZoneFile.read(List.of(zone));
        } catch (ZoneFile.Unreadable e) {
            throw new IllegalStateException(zone + ": " + e.getMessage(), e);
        }
    }

    public Optional<String> one(String key) {
        return values(lines, key).findFirst();
    }

    private static Stream<String> values(List<Line> lines, String key) {
        return lines.stream().filter(line -> line.key().equals(key)).map(Line::value);
    }
}
