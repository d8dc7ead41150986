package org.whybounce.check.area;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.whybounce.check.Checks;
import org.whybounce.check.EmailCheck;
import org.whybounce.check.report.CheckCode;
import org.whybounce.check.report.CheckLimits;
import org.whybounce.check.report.CheckReport;
import org.whybounce.dns.ZoneFile;
import org.whybounce.finding.Finding;
import org.whybounce.vendor.VendorDirectory;
import org.whybounce.words.json.CheckJson;
import org.whybounce.words.markdown.CheckMarkdown;
import org.whybounce.words.text.CheckText;
import tools.jackson.databind.node.ObjectNode;

/// Every story of `scenarios-check/`: what must be found and said, what must not, that it fits one screen, and that the
/// JSON keeps to its schema. `-Dscenarios.rewrite=true` writes each `answer.txt` anew.
class CheckStoryTest {
    private static final boolean REWRITE = Boolean.getBoolean("scenarios.rewrite");
    private static final VendorDirectory VENDORS = VendorDirectory.builtIn();
    private static final Schema SCHEMA = schema();

    @TestFactory
    Stream<DynamicTest> stories() {
        List<CheckStory> all = CheckStory.all();
        assertThat(all).as("stories in scenarios-check/").isNotEmpty();
        return all.stream().map(story -> DynamicTest.dynamicTest(story.name(), () -> holds(story)));
    }

    @Test
    void codesAreUnique() {
        assertThat(Checks.codes()).doesNotHaveDuplicates();
    }

    /// The Email Check's own codes; those of SPF records have their own tests.
    @Test
    void everyCodeHasAStoryThatMustShowIt() {
        Set<String> shown = new HashSet<>();
        CheckStory.all().forEach(story -> story.parts().forEach(part -> shown.addAll(part.every("finds"))));
        assertThat(shown)
                .containsAll(Stream.of(CheckCode.values())
                        .filter(code -> !code.needsServers())
                        .map(CheckCode::code)
                        .toList());
    }

    private static void holds(CheckStory story) throws Exception {
        EmailCheck check = new EmailCheck(
                ZoneFile.read(List.of(story.folder().resolve("zone.txt"))), VENDORS, CheckLimits.DEFAULT);
        SoftAssertions softly = new SoftAssertions();
        List<String> answers = new ArrayList<>();
        for (CheckStory.Part part : story.parts()) {
            CheckReport report = check.check(part.domain(), part.options());
            String screen = CheckText.of(report, false, false);
            String all = CheckText.of(report, false, true);
            ObjectNode json = CheckJson.of(report);
            expectations(softly, part, report, all, json);
            softly.assertThat(screen.lines().count()).as("lines of a screen").isLessThanOrEqualTo(40);
            softly.assertThat(all.lines()
                            .filter(line -> line.length() > 80 && !line.startsWith(" + ") && !line.startsWith(" - ")))
                    .as("lines over 80 columns")
                    .isEmpty();
            softly.assertThat(SCHEMA.validate(json.toString(), InputFormat.JSON))
                    .as("schema")
                    .isEmpty();
            String markdown = CheckMarkdown.of(report);
            for (String text : List.of(all, markdown)) {
                softly.assertThat(text).doesNotContain("\u001b").doesNotContain("\u202e");
            }
            softly.assertThat(outsideCode(markdown))
                    .doesNotContain("<script")
                    .doesNotContain("<img")
                    .doesNotContain("| a |");
            // The order of what ends first must not show.
            softly.assertThat(CheckText.of(check.check(part.domain(), part.options()), false, true))
                    .as("the same again")
                    .isEqualTo(all);
            answers.add(screen);
        }
        golden(softly, story.folder().resolve("answer.txt"), String.join("\n", answers));
        softly.assertAll();
    }

    private static void expectations(
            SoftAssertions softly, CheckStory.Part part, CheckReport report, String text, ObjectNode json) {
        List<String> codes = report.findings().stream().map(Finding::code).toList();
        String flat = flat(text);
        for (CheckStory.Line line : part.lines()) {
            String value = line.value();
            String what = part.domain() + " " + line.key();
            switch (line.key()) {
                case "status" ->
                    softly.assertThat(json.get("status").asString())
                            .as(what + " of " + codes)
                            .isEqualTo(value);
                case "finds" -> softly.assertThat(codes).as(what).contains(value);
                case "finds-not" -> softly.assertThat(codes).as(what).noneMatch(code -> code.startsWith(value));
                case "verdict" ->
                    softly.assertThat(report.areas().stream()
                                    .map(area -> area.area().word() + " "
                                            + area.standing().word()))
                            .as(what)
                            .contains(value);
                case "must" -> softly.assertThat(flat).as(what).contains(flat(value));
                case "must-not" -> softly.assertThat(flat).as(what).doesNotContain(flat(value));
                case "selector", "ip" -> {}
                default -> softly.fail("expect.txt has an unknown key: " + line.key());
            }
        }
    }

    /// What is no code block, inside which nothing is markup.
    static String outsideCode(String markdown) {
        return String.join(
                "\n", markdown.lines().filter(line -> !line.startsWith("    ")).toList());
    }

    private static String flat(String text) {
        return text.replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT);
    }

    private static void golden(SoftAssertions softly, Path file, String text) throws IOException {
        if (REWRITE) {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } else {
            softly.assertThat(text)
                    .as(file + " (rewrite with -Dscenarios.rewrite=true and review the difference)")
                    .isEqualTo(Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "");
        }
    }

    private static Schema schema() {
        try (InputStream in = CheckStoryTest.class.getResourceAsStream("/org/whybounce/schema/check-1.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
