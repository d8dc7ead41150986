package org.whybounce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Forty people in twenty kinds of places: with `--redact` no form of output shows one of them.
class CanaryTest {
    private static final Path CANARY =
            Path.of(System.getProperty("whybounce.root", ".."), "core/src/test/resources/org/whybounce/words/canary");

    /// Which of the forty a text shows.
    private static List<String> shownIn(String text) throws Exception {
        String lower = text.toLowerCase(Locale.ROOT);
        return Files.readAllLines(CANARY.resolve("canaries.txt")).stream()
                .filter(lower::contains)
                .toList();
    }

    private String run(String command, String... options) throws Exception {
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(List.of(options));
        line.addAll(List.of(
                "--zone",
                CANARY.resolve("zone.txt").toString(),
                CANARY.resolve("mail.eml").toString()));
        MainTest.Ran ran = MainTest.run(line.toArray(String[]::new));
        assertThat(ran.out()).as(ran.err()).isNotEmpty();
        return ran.out();
    }

    @Test
    void theMailNamesAllAndTheAnswersSome() throws Exception {
        assertThat(shownIn(Files.readString(CANARY.resolve("mail.eml")))).hasSizeGreaterThan(37);
        assertThat(shownIn(run("explain", "--json"))).as("without a mask").hasSizeGreaterThan(5);
        assertThat(shownIn(run("headers", "--json"))).as("without a mask").hasSizeGreaterThan(5);
    }

    @Test
    void noOutputShowsOne() throws Exception {
        for (String command : List.of("explain", "headers")) {
            assertThat(shownIn(run(command, "--redact"))).as(command).isEmpty();
            assertThat(shownIn(run(command, "--redact", "--verbose")))
                    .as(command + " --verbose")
                    .isEmpty();
            assertThat(shownIn(run(command, "--redact", "--json")))
                    .as(command + " --json")
                    .isEmpty();
            assertThat(shownIn(run(command, "--redact", "--markdown")))
                    .as(command + " --markdown")
                    .isEmpty();
            assertThat(run(command, "--redact")).contains("example.org");
            assertThat(new JsonMapper()
                            .readTree(run(command, "--redact", "--json"))
                            .path("schema")
                            .asString(""))
                    .as("still the same document")
                    .startsWith("whybounce." + command);
        }
    }
}
