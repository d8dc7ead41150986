package org.whybounce.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.whybounce.check.Checks;
import org.whybounce.check.report.CheckCode;

/// Every story: what must be found, what must not be said, that the record to publish is the one that was written down
/// by hand, that the answer fits a screen, and that the JSON keeps to its schema. `-Dstories.rewrite=true` writes each
/// `answer.txt` anew.
class StoryTest {
    private static final boolean REWRITE = Boolean.getBoolean("stories.rewrite");

    /// What a story of a kind must at least name, so that it cannot hold whatever is said.
    private static final Map<Story.Kind, Set<String>> NAMES = Map.of(
            Story.Kind.BOUNCE,
            Set.of("cause: ", "missing: ", "finds: ", "status: no-refusal"),
            Story.Kind.HEADERS,
            Set.of("forwarding: ", "evaluated: ", "boundary: ", "finds: ", "status: "),
            Story.Kind.CHECK,
            Set.of("finds: ", "finds-not: ", "status: "));

    @TestFactory
    Stream<DynamicTest> stories() {
        return Stream.of(Story.Kind.values()).flatMap(kind -> {
            List<Story> all = Story.of(kind);
            assertThat(all).as("stories of " + kind).isNotEmpty();
            return all.stream().map(story -> DynamicTest.dynamicTest(story.name(), () -> holds(story)));
        });
    }

    @Test
    void codesAreUnique() {
        assertThat(Checks.codes()).doesNotHaveDuplicates();
    }

    /// The Email Check's own codes; those of SPF records have their own tests.
    @Test
    void everyCodeOfEmailCheckHasAStoryThatMustShowIt() {
        Set<String> shown = new HashSet<>();
        Story.of(Story.Kind.CHECK).forEach(story -> story.parts().forEach(part -> shown.addAll(part.every("finds"))));
        assertThat(shown)
                .containsAll(Stream.of(CheckCode.values())
                        .filter(code -> !code.needsServers())
                        .map(CheckCode::code)
                        .toList());
    }

    private static void holds(Story story) {
        SoftAssertions softly = new SoftAssertions();
        List<String> texts = new ArrayList<>();
        for (Story.Part part : story.parts()) {
            softly.assertThat(part.lines())
                    .as("expect.txt names one of " + NAMES.get(story.kind()))
                    .anyMatch(line -> NAMES.getOrDefault(story.kind(), Set.of()).stream()
                            .anyMatch(name -> (line.key() + ": " + line.value()).startsWith(name)));
            StoryAnswer answer = switch (story.kind()) {
                case BOUNCE -> BounceAnswer.to(story);
                case HEADERS -> HeadersAnswer.to(story);
                case CHECK -> CheckAnswer.to(story, part);
            };
            for (Story.Line line : part.lines()) {
                expect(softly, line, answer);
            }
            records(softly, story, part, answer);
            form(softly, answer);
            answer.always(softly);
            texts.add(answer.text());
        }
        golden(softly, story.folder().resolve("answer.txt"), String.join("\n", texts));
        softly.assertAll();
    }

    private static void expect(SoftAssertions softly, Story.Line line, StoryAnswer answer) {
        String value = line.value();
        switch (line.key()) {
            case "must" ->
                softly.assertThat(flat(answer.wholeText())).as("must say").contains(flat(value));
            case "must-not" ->
                softly.assertThat(flat(answer.wholeText())).as("must not say").doesNotContain(flat(value));
            case "finds" -> softly.assertThat(answer.findings()).as("finds").contains(value);
            case "finds-not" ->
                softly.assertThat(answer.findings()).as("finds not").noneMatch(code -> code.startsWith(value));
            case "fix" ->
                softly.assertThat(answer.records().stream().map(record -> "publish " + record))
                        .as("fix")
                        .contains(value);
            default -> {
                if (!StoryAnswer.GIVEN.contains(line.key()) && !answer.holds(softly, line)) {
                    softly.fail("expect.txt has an unknown key: " + line.key());
                }
            }
        }
    }

    /// A record that somebody may publish was written down by hand before it was printed.
    private static void records(SoftAssertions softly, Story story, Story.Part part, StoryAnswer answer) {
        if (story.kind() == Story.Kind.CHECK) {
            return;
        }
        softly.assertThat(part.every("fix"))
                .as("every record that is printed stands in expect.txt as `fix: publish NAME \"RECORD\"`")
                .containsAll(answer.records().stream()
                        .map(record -> "publish " + record)
                        .toList());
    }

    private static void form(SoftAssertions softly, StoryAnswer answer) {
        for (String text : List.of(answer.text(), answer.wholeText())) {
            softly.assertThat(text.lines()
                            .filter(line -> line.length() > 80 && !line.startsWith(" + ") && !line.startsWith(" - ")))
                    .as("lines over 80 columns")
                    .isEmpty();
            softly.assertThat(text).doesNotContain("\u001b").doesNotContain("\u202e");
        }
        softly.assertThat(answer.text().lines().count()).as("lines of a screen").isLessThanOrEqualTo(answer.screen());
        softly.assertThat(Schemas.of(answer.schema()).validate(answer.json(), InputFormat.JSON))
                .as("schema")
                .isEmpty();
    }

    private static String flat(String text) {
        return text.replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT);
    }

    private static void golden(SoftAssertions softly, Path file, String text) {
        try {
            if (REWRITE) {
                Files.writeString(file, text, StandardCharsets.UTF_8);
            } else if (Files.exists(file)) {
                softly.assertThat(text)
                        .as(file + " (rewrite with -Dstories.rewrite=true and review the difference)")
                        .isEqualTo(Files.readString(file, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
