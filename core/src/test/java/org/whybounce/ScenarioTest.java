package org.whybounce;

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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.whybounce.cause.Cause;
import org.whybounce.cause.Diagnosis;
import org.whybounce.cause.KnownFacts;
import org.whybounce.dns.Answer;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ZoneFile;
import org.whybounce.fix.Fix;
import org.whybounce.intake.Intake;
import org.whybounce.words.json.ExplanationJson;
import org.whybounce.words.text.ExplanationText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every story of `examples/` and `scenarios/`: what must be found, what must not be said, and that the JSON keeps to
/// its
/// schema. `-Dscenarios.rewrite=true` writes each `answer.txt` anew.
class ScenarioTest {
    private static final boolean REWRITE = Boolean.getBoolean("scenarios.rewrite");

    /// Lines of a screen: an answer for one of the four causes fits on it.
    private static final int SCREEN = 40;

    static final Schema SCHEMA = schema();

    private static final Explain EXPLAIN = new Explain(ZoneFile.of(List.of()));

    @TestFactory
    Stream<DynamicTest> stories() {
        List<Scenario> all = Scenario.all();
        assertThat(all).as("stories in examples/ and scenarios/").isNotEmpty();
        return all.stream().map(story -> DynamicTest.dynamicTest(story.name(), () -> holds(story)));
    }

    private static void holds(Scenario story) throws Exception {
        Resolver dns = story.zones().isEmpty()
                ? question -> new Answer.Failed(Answer.Failure.NO_DNS, "the story has no zone")
                : ZoneFile.read(story.zones());
        Explanation explanation =
                EXPLAIN.with(dns).explain(new Intake().read(Files.readAllBytes(story.pasted())), KnownFacts.NOTHING);
        String text = ExplanationText.of(explanation, false, false);
        SoftAssertions softly = new SoftAssertions();
        for (Scenario.Expectation expected : story.expectations()) {
            check(softly, expected, explanation, text);
        }
        softly.assertThat(text.lines()
                        .filter(line -> line.length() > 80 && !line.startsWith(" + ") && !line.startsWith(" - ")))
                .as("lines over 80 columns")
                .isEmpty();
        if (explanation.diagnosis() instanceof Diagnosis.Established established
                && established.cause().seed().isPresent()) {
            softly.assertThat(text.lines()).as("one screen").hasSizeLessThanOrEqualTo(SCREEN);
        }
        JsonNode json = JsonMapper.builder().build().readTree(ExplanationJson.of(explanation));
        softly.assertThat(SCHEMA.validate(json.toString(), InputFormat.JSON))
                .as("schema")
                .isEmpty();
        golden(softly, story.folder().resolve("answer.txt"), text);
        softly.assertAll();
    }

    private static void check(
            SoftAssertions softly, Scenario.Expectation expected, Explanation explanation, String text) {
        Diagnosis diagnosis = explanation.diagnosis();
        Optional<Cause> cause = diagnosis instanceof Diagnosis.Established established
                ? Optional.of(established.cause())
                : Optional.empty();
        String value = expected.value();
        String flat = flat(text);
        switch (expected.key()) {
            case "status" ->
                softly.assertThat(
                                switch (diagnosis) {
                                    case Diagnosis.Established _ -> "established";
                                    case Diagnosis.Open _ -> "open";
                                    case Diagnosis.NoRefusal _ -> "no-refusal";
                                })
                        .as("status: " + diagnosis.summary())
                        .isEqualTo(value);
            case "cause" ->
                softly.assertThat(cause.map(Cause::code))
                        .as("cause: " + diagnosis.summary())
                        .contains(value);
            case "kind" ->
                softly.assertThat(cause.flatMap(Cause::kind)).as("kind").contains(value);
            case "side" ->
                softly.assertThat(cause.map(c -> c.side().code())).as("side").contains(value);
            case "seed" ->
                softly.assertThat(cause.map(c -> c.seed().orElse(0))).as("seed").contains(Integer.parseInt(value));
            case "fix" ->
                softly.assertThat(flat)
                        .as("fix")
                        .containsIgnoringCase(flat(value.replaceFirst("^publish ", "Publish at "))
                                .split(" v=spf1")[0]);
            case "fix-kind" ->
                softly.assertThat(explanation.fixes().stream().map(Fix::kind))
                        .as("fix kinds")
                        .contains(value);
            case "missing" ->
                softly.assertThat(
                                diagnosis instanceof Diagnosis.Open open
                                        ? open.missing().stream()
                                                .map(m -> m.fact())
                                                .toList()
                                        : List.<String>of())
                        .as("missing")
                        .contains(value);
            case "must" -> softly.assertThat(flat).as("must say").containsIgnoringCase(flat(value));
            case "must-not" -> softly.assertThat(flat).as("must not say").doesNotContainIgnoringCase(flat(value));
            case "must-not-cause" ->
                softly.assertThat(cause.map(Cause::code).orElse(""))
                        .as("must not be the cause")
                        .doesNotStartWith(value);
            case "exit" ->
                softly.assertThat(explanation.exitStatus()).as("exit status").isEqualTo(Integer.parseInt(value));
            default -> softly.fail("expect.txt has an unknown key: " + expected.key());
        }
        if (expected.key().equals("fix") && value.contains(" v=spf1")) {
            softly.assertThat(flat).as("record").contains(flat(value.substring(value.indexOf("v=spf1"))));
        }
    }

    private static String flat(String text) {
        return text.replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT);
    }

    private static void golden(SoftAssertions softly, Path file, String text) throws IOException {
        if (REWRITE) {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } else if (Files.exists(file)) {
            softly.assertThat(text)
                    .as(file + " (rewrite with -Dscenarios.rewrite=true and review the difference)")
                    .isEqualTo(Files.readString(file, StandardCharsets.UTF_8));
        }
    }

    private static Schema schema() {
        try (InputStream in = ScenarioTest.class.getResourceAsStream("/org/whybounce/schema/explain-1.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
