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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.whybounce.dns.Answer;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ZoneFile;
import org.whybounce.finding.Finding;
import org.whybounce.headers.SpfThenAndNow;
import org.whybounce.intake.Intake;
import org.whybounce.route.EvaluatedClient;
import org.whybounce.route.Relay;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.words.json.HeadersJson;
import org.whybounce.words.text.HeadersText;

/// Every story of `scenarios-headers/`: a mail with its headers, the DNS, and what the analysis must find. The keys of
/// `expect.txt` are those of [#check]. `-Dscenarios.rewrite=true` writes each `answer.txt` anew.
class HeadersScenarioTest {
    private static final boolean REWRITE = Boolean.getBoolean("scenarios.rewrite");
    private static final Instant NOW = Instant.parse("2026-01-20T12:00:00Z");
    private static final Schema SCHEMA = schema();

    @TestFactory
    Stream<DynamicTest> stories() {
        List<Scenario> all = Scenario.all(List.of("scenarios-headers"));
        assertThat(all).as("stories in scenarios-headers/").isNotEmpty();
        return all.stream().map(story -> DynamicTest.dynamicTest(story.name(), () -> holds(story)));
    }

    private static void holds(Scenario story) throws Exception {
        Resolver dns = story.zones().isEmpty()
                ? question -> new Answer.Failed(Answer.Failure.NO_DNS, "the story has no zone")
                : ZoneFile.read(story.zones());
        HeaderAnalysis analysis = new AnalyseHeaders(dns, InstantSource.fixed(NOW))
                .analyse(new Intake().read(Files.readAllBytes(story.pasted())), story.one("told-boundary"))
                .orElseThrow();
        String text = HeadersText.of(analysis, false, false);
        SoftAssertions softly = new SoftAssertions();
        for (Scenario.Expectation expected : story.expectations()) {
            check(softly, expected, analysis, text);
        }
        softly.assertThat(text.lines().filter(line -> line.length() > 80))
                .as("lines over 80 columns")
                .isEmpty();
        softly.assertThat(HeadersText.of(analysis, true, true)).isNotEmpty();
        softly.assertThat(SCHEMA.validate(HeadersJson.of(analysis), InputFormat.JSON))
                .as("schema")
                .isEmpty();
        golden(softly, story.folder().resolve("answer.txt"), text);
        softly.assertAll();
    }

    private static void check(
            SoftAssertions softly, Scenario.Expectation expected, HeaderAnalysis analysis, String text) {
        String value = expected.value();
        List<Relay> relays = analysis.way().forwarding().relays();
        switch (expected.key()) {
            case "status" ->
                softly.assertThat(analysis.verdict().status().code())
                        .as("status: " + analysis.verdict().summary())
                        .isEqualTo(value);
            case "forwarding" ->
                softly.assertThat(analysis.way().forwarding().status().code())
                        .as("forwarding: " + analysis.way().forwarding())
                        .isEqualTo(value);
            case "forwarder" ->
                softly.assertThat(relays).as("forwarder").extracting(Relay::by).contains(value);
            case "taken-at" ->
                softly.assertThat(relays.stream()
                                .flatMap(relay -> relay.takenAt().stream())
                                .findFirst())
                        .as("taken at")
                        .contains(Integer.parseInt(value));
            case "sent-at" ->
                softly.assertThat(relays.reversed().stream()
                                .flatMap(relay -> relay.sentAt().stream())
                                .findFirst())
                        .as("sent on at")
                        .contains(Integer.parseInt(value));
            case "departure" ->
                softly.assertThat(analysis.way().departure()).as("departure").contains(Integer.parseInt(value));
            case "boundary" ->
                softly.assertThat(analysis.way().boundary().hop())
                        .as("boundary: " + analysis.way().boundary().why())
                        .contains(Integer.parseInt(value));
            case "evaluated" ->
                softly.assertThat(analysis.client().map(HeadersScenarioTest::ip))
                        .as("evaluated")
                        .contains(value);
            case "before" ->
                softly.assertThat(analysis.way().beforeForwarding().map(HeadersScenarioTest::ip))
                        .as("before forwarding")
                        .contains(value);
            case "no-before" ->
                softly.assertThat(analysis.way().beforeForwarding())
                        .as("before forwarding")
                        .isEmpty();
            case "spf" ->
                softly.assertThat(result(analysis, SpfThenAndNow.At.EVALUATED))
                        .as("spf")
                        .contains(value);
            case "spf-before" ->
                softly.assertThat(result(analysis, SpfThenAndNow.At.BEFORE_FORWARDING))
                        .as("spf before")
                        .contains(value);
            case "difference" ->
                softly.assertThat(analysis.spf().getFirst().difference().name())
                        .as("difference")
                        .isEqualTo(value.toUpperCase(Locale.ROOT).replace('-', '_'));
            case "clock" ->
                softly.assertThat(analysis.way().clocks())
                        .as("clocks")
                        .anyMatch(clock -> clock.says().contains(value));
            case "finding" ->
                softly.assertThat(analysis.findings())
                        .as("findings")
                        .extracting(Finding::code)
                        .contains(value);
            case "no-finding" ->
                softly.assertThat(analysis.findings())
                        .as("findings")
                        .extracting(Finding::code)
                        .doesNotContain(value);
            case "must" -> softly.assertThat(flat(text)).as("must say").containsIgnoringCase(flat(value));
            case "must-not" -> softly.assertThat(flat(text)).as("must not say").doesNotContainIgnoringCase(flat(value));
            case "told-boundary" -> {}
            default -> softly.fail("expect.txt has an unknown key: " + expected.key());
        }
    }

    private static String ip(EvaluatedClient client) {
        return client.ip().value().toString();
    }

    private static Optional<String> result(HeaderAnalysis analysis, SpfThenAndNow.At at) {
        return analysis.spf().stream()
                .filter(check -> check.at() == at)
                .flatMap(check -> check.result().stream())
                .map(SpfResult::word)
                .findFirst();
    }

    private static String flat(String text) {
        return text.replaceAll("\\s+", " ").strip();
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
        try (InputStream in = HeadersScenarioTest.class.getResourceAsStream("/org/whybounce/schema/headers-1.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
