package org.whybounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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

/// The floors of ARCHITECTURE.md, read from the code: a room uses only rooms that stand above it in this list, every
/// room
/// is listed, and what does no input or output of its own uses nothing that does. A name written in full counts like an
/// import.
class PackageArrowsTest {
    private static final Path MAIN =
            Path.of(System.getProperty("whybounce.root", ".."), "core", "src", "main", "java", "org", "whybounce");

    /// Every room, from the ground up, with the one-line reason for its place. A room may use any room before it.
    private static final List<String> ROOMS = List.of(
            "text", // values: places in a paste, stanzas
            "say", // what is to be said, and the catalogue that makes sentences of it
            "net", // addresses and ranges
            "budget", // what one request may use of the processor
            "dns", // one question, one answer
            "dns.wire", // asking name servers
            "spf.record", // what a record says
            "spf", // what it means for one address
            "spf.tree", // what it means for every address
            "whatif", // what it would mean without some of its terms
            "message.field", // what a header says
            "message.received",
            "message.results",
            "message",
            "dkim",
            "dkim.autopsy",
            "arc",
            "dmarc",
            "finding", // what is wrong: the values
            "log", // lines of mail servers' logs as events
            "file", // files that people keep mail in
            "intake", // what was pasted
            "bounce", // what a refusal says: the values
            "bounce.raw",
            "bounce.phrase",
            "bounce.wording",
            "bounce.form",
            "vendor", // knowledge of services
            "intent", // what a damaged record was meant to say
            "route", // the way a message took
            "spf.finding", // what is wrong with one record and its tree
            "headers", // what headers state beside what the DNS says
            "cause", // why: the values
            "cause.look",
            "cause.rule",
            "service", // which service sent a mail, and what it asks for
            "fix", // what to publish or whom to tell: the values
            "fix.term",
            "fix.reach",
            "fix.plan",
            "fix.remedy",
            "host", // where to type it, and where to ask for removal
            "check.report", // Email Check of a domain
            "check.look",
            "check.area",
            "check",
            "sender", // who sends as a domain: many sightings, joined with the DNS
            "report", // what receivers report: reading
            "tally", // many refusals at once
            "row", // one domain of very many
            "seen", // whether a change has been made
            "", // the ways through everything
            "words", // rendering
            "words.sentence",
            "words.headline",
            "words.text",
            "words.json",
            "words.markdown",
            "mcp"); // the same for assistants

    /// Rooms of one name where it does not matter which stands first, since neither may use the other.
    private static final Map<String, Set<String>> STRANGERS = Map.of(
            "words.json", Set.of("words.markdown"),
            "cause", Set.of("headers", "check", "fix"),
            "dmarc", Set.of("dkim.autopsy", "arc", "spf", "spf.tree"),
            "intake", Set.of("spf", "spf.tree", "message", "dkim", "arc", "dmarc"),
            "bounce.form", Set.of("dkim", "arc", "dmarc"));

    /// Input and output, clocks and threads stay in `dns` and at the edges.
    private static final Set<String> MAY_ASK = Set.of("budget", "dns", "dns.wire");

    private static final List<String> INPUT_OUTPUT = List.of(
            "java.nio.file.",
            "java.nio.channels.",
            "java.net.Socket",
            "java.net.http",
            "java.net.URI",
            "java.io.File",
            "java.time.Clock",
            "java.util.logging.",
            "java.util.concurrent.Executor",
            "java.util.concurrent.StructuredTaskScope",
            "java.util.concurrent.CompletableFuture",
            "java.util.Timer",
            "java.sql.");

    private static final List<String> IN_WORDS = List.of(
            "Thread.", "new Thread(", "Executors.", "Instant.now()", "System.currentTimeMillis()", "System.nanoTime()");

    /// Known exceptions, each with its reason.
    private static final Map<String, Set<String>> EXCEPTIONS = Map.of(
            // Email Check asks for its areas side by side, and each name server; the threads only wait for the DNS.
            "check", Set.of("Thread.", "Executors.", "java.util.concurrent.Executor"),
            "check.look", Set.of("Thread.", "Executors.", "java.util.concurrent.Executor"));

    private static final Pattern NAME = Pattern.compile("\\b(?:org\\.whybounce|java)(?:\\.[a-z]\\w*)*\\.[A-Z]\\w*");

    private static Map<String, Map<Path, String>> rooms() throws IOException {
        Map<String, Map<Path, String>> rooms = new TreeMap<>();
        try (Stream<Path> files = Files.walk(MAIN)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                Path folder = MAIN.relativize(file).getParent();
                String room = folder == null ? "" : folder.toString().replace('/', '.');
                rooms.computeIfAbsent(room, name -> new LinkedHashMap<>()).put(file, code(Files.readString(file)));
            }
        }
        return rooms;
    }

    /// The text without comments: what a comment names is no arrow.
    private static String code(String text) {
        return text.replaceAll("(?m)^\\s*///?.*$", "").replaceAll("(?m)\\s//\\s.*$", "");
    }

    private static Set<String> names(String code) {
        Set<String> names = new TreeSet<>();
        Matcher found = NAME.matcher(code);
        while (found.find()) {
            names.add(found.group());
        }
        return names;
    }

    private static String roomOf(String name) {
        String rest = name.substring("org.whybounce.".length());
        int end = rest.lastIndexOf('.');
        return end < 0 ? "" : rest.substring(0, end);
    }

    @Test
    void everyRoomIsListedAndEveryListedRoomIsThere() throws IOException {
        assertThat(rooms().keySet()).containsExactlyInAnyOrderElementsOf(ROOMS);
    }

    @Test
    void aRoomUsesOnlyRoomsThatStandBeforeIt() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        rooms().forEach((room, files) -> files.forEach((file, code) -> names(code).stream()
                .filter(name -> name.startsWith("org.whybounce."))
                .map(PackageArrowsTest::roomOf)
                .filter(used -> !used.equals(room))
                .forEach(used -> {
                    softly.assertThat(ROOMS.indexOf(used))
                            .as("%s (%s) uses %s, which must stand before it", room, file.getFileName(), used)
                            .isBetween(0, ROOMS.indexOf(room) - 1);
                    softly.assertThat(STRANGERS.getOrDefault(room, Set.of()))
                            .as("%s (%s) may not use", room, file.getFileName())
                            .doesNotContain(used);
                })));
        softly.assertAll();
    }

    @Test
    void onlyTheDnsDoesInputAndOutput() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        rooms().forEach((room, files) -> files.forEach((file, code) -> {
            if (MAY_ASK.contains(room)) {
                return;
            }
            Set<String> allowed = EXCEPTIONS.getOrDefault(room, Set.of());
            softly.assertThat(names(code))
                    .as("%s uses", file.getFileName())
                    .noneMatch(name -> INPUT_OUTPUT.stream()
                            .filter(kind -> !allowed.contains(kind))
                            .anyMatch(name::startsWith));
            IN_WORDS.stream()
                    .filter(words -> !allowed.contains(words))
                    .forEach(words -> softly.assertThat(code.contains(words))
                            .as("%s says %s", file.getFileName(), words)
                            .isFalse());
        }));
        softly.assertAll();
    }

    @Test
    void noRoomIsCrowdedAndNoFileLong() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        rooms().forEach((room, files) -> {
            softly.assertThat(files.size()).as("files in " + room).isLessThanOrEqualTo(31);
            files.keySet()
                    .forEach(file -> softly.assertThat(lines(file))
                            .as(file.getFileName() + " has lines")
                            .isLessThanOrEqualTo(530));
        });
        softly.assertAll();
    }

    /// A rule has another name than the value it judges: no simple name stands twice.
    @Test
    void noSimpleNameStandsTwice() throws IOException {
        Map<String, Set<String>> places = new TreeMap<>();
        rooms().forEach((room, files) -> files.keySet()
                .forEach(file -> places.computeIfAbsent(file.getFileName().toString(), name -> new TreeSet<>())
                        .add(room)));
        places.remove("package-info.java");
        assertThat(places)
                .allSatisfy((name, rooms) -> assertThat(rooms).as(name).hasSize(1));
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
