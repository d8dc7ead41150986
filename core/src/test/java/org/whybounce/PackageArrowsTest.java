package org.whybounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/// The arrows of ARCHITECTURE.md, read from the imports of the code: the path runs one way, and what does no input or
/// output of its own imports nothing that does.
class PackageArrowsTest {
    private static final Path MAIN =
            Path.of(System.getProperty("whybounce.root", ".."), "core", "src", "main", "java", "org", "whybounce");
    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?([\\w.]+);", Pattern.MULTILINE);

    /// Which packages each package may import, in the order of the path. A package that is not here may import none.
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("text", Set.of()),
            Map.entry("net", Set.of()),
            Map.entry("dns", Set.of("net", "text")),
            Map.entry("intake", Set.of("text", "dns", "net")),
            Map.entry("message", Set.of("text", "net", "dns")),
            Map.entry("spf", Set.of("dns", "net", "text")),
            Map.entry("dkim", Set.of("dns", "net", "text", "message")),
            Map.entry("arc", Set.of("dns", "net", "text", "message", "dkim")),
            Map.entry("dmarc", Set.of("dns", "net", "text", "message")),
            // Of spf only the names of results and identities: what a refusal says was evaluated.
            Map.entry("bounce", Set.of("intake", "text", "net", "dns", "message", "spf")),
            Map.entry("vendor", Set.of("text", "dns", "net")));

    /// I/O, clocks and threads stay in `dns`.
    private static final Set<String> QUIET = Set.of(
            "text", "net", "intake", "message", "spf", "dkim", "arc", "dmarc", "bounce", "cause", "words", "fix",
            "vendor");

    private static final List<String> NOISY = List.of(
            "java.nio.file.",
            "java.net.Socket",
            "java.net.http",
            "java.net.URI",
            "java.io.File",
            "java.time.Clock",
            "java.util.logging.",
            "java.sql.");

    private static Map<String, Set<String>> imports() throws IOException {
        Map<String, Set<String>> imports = new TreeMap<>();
        try (Stream<Path> files = Files.walk(MAIN)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                String name = String.valueOf(MAIN.relativize(file).getParent());
                Matcher found = IMPORT.matcher(Files.readString(file));
                Set<String> here = imports.computeIfAbsent(name, n -> new TreeSet<>());
                while (found.find()) {
                    here.add(found.group(1));
                }
            }
        }
        return imports;
    }

    private static Set<String> packagesOf(Set<String> imports) {
        Set<String> packages = new TreeSet<>();
        for (String imported : imports) {
            if (imported.startsWith("org.whybounce.")) {
                String rest = imported.substring("org.whybounce.".length());
                packages.add(rest.indexOf('.') < 0 ? "" : rest.substring(0, rest.indexOf('.')));
            }
        }
        return packages;
    }

    @Test
    void thePathRunsOneWay() throws IOException {
        Map<String, Set<String>> imports = imports();
        assertThat(imports).as("packages found").containsKeys("spf", "bounce", "cause", "fix");
        SoftAssertions softly = new SoftAssertions();
        ALLOWED.forEach((name, allowed) -> {
            Set<String> used = packagesOf(imports.getOrDefault(name, Set.of()));
            used.remove(name);
            softly.assertThat(allowed).as(name + " imports").containsAll(used);
        });
        // cause decides before fix mends, and words only render.
        for (String name : List.of("cause", "check", "fix")) {
            softly.assertThat(packagesOf(imports.getOrDefault(name, Set.of())))
                    .as(name + " imports")
                    .doesNotContain("words", "");
        }
        softly.assertThat(packagesOf(imports.getOrDefault("cause", Set.of())))
                .as("cause imports")
                .doesNotContain("fix");
        softly.assertAll();
    }

    @Test
    void onlyTheDnsDoesInputAndOutput() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        imports().forEach((name, imported) -> {
            if (QUIET.contains(name)) {
                softly.assertThat(imported)
                        .as(name + " imports")
                        .noneMatch(one -> NOISY.stream().anyMatch(one::startsWith));
            }
        });
        softly.assertAll();
    }
}
