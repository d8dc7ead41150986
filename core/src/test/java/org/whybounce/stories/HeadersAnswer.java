package org.whybounce.stories;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.whybounce.AnalyseHeaders;
import org.whybounce.HeaderAnalysis;
import org.whybounce.finding.Finding;
import org.whybounce.headers.SpfThenAndNow;
import org.whybounce.intake.Intake;
import org.whybounce.route.EvaluatedClient;
import org.whybounce.route.Relay;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.words.json.HeadersJson;
import org.whybounce.words.text.HeadersText;

/// What `headers` says to a story's mail.
record HeadersAnswer(HeaderAnalysis analysis, String text) implements StoryAnswer {
    private static final Instant NOW = Instant.parse("2026-01-20T12:00:00Z");

    static HeadersAnswer to(Story story) {
        try {
            HeaderAnalysis analysis = new AnalyseHeaders(story.dns(), InstantSource.fixed(NOW))
                    .analyse(new Intake().read(Files.readAllBytes(story.pasted())), story.one("boundary-given"))
                    .orElseThrow();
            return new HeadersAnswer(analysis, HeadersText.of(analysis, false, false));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String json() {
        return HeadersJson.of(analysis);
    }

    @Override
    public String schema() {
        return "headers-1";
    }

    @Override
    public int screen() {
        return Integer.MAX_VALUE;
    }

    @Override
    public List<String> findings() {
        return analysis.findings().stream().map(Finding::code).toList();
    }

    @Override
    public List<String> records() {
        return List.of();
    }

    @Override
    public void always(SoftAssertions softly) {
        softly.assertThat(HeadersText.of(analysis, true, true)).isNotEmpty();
    }

    @Override
    public boolean holds(SoftAssertions softly, Story.Line line) {
        String value = line.value();
        List<Relay> relays = analysis.way().forwarding().relays();
        switch (line.key()) {
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
                softly.assertThat(analysis.client().map(HeadersAnswer::address))
                        .as("evaluated")
                        .contains(value);
            case "before" ->
                softly.assertThat(analysis.way().beforeForwarding().map(HeadersAnswer::address))
                        .as("before forwarding")
                        .contains(value);
            case "no-before" ->
                softly.assertThat(analysis.way().beforeForwarding())
                        .as("before forwarding")
                        .isEmpty();
            case "spf" ->
                softly.assertThat(result(SpfThenAndNow.At.EVALUATED)).as("spf").contains(value);
            case "spf-before" ->
                softly.assertThat(result(SpfThenAndNow.At.BEFORE_FORWARDING))
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
            default -> {
                return false;
            }
        }
        return true;
    }

    private static String address(EvaluatedClient client) {
        return client.ip().value().toString();
    }

    private Optional<String> result(SpfThenAndNow.At at) {
        return analysis.spf().stream()
                .filter(check -> check.at() == at)
                .flatMap(check -> check.result().stream())
                .map(SpfResult::word)
                .findFirst();
    }
}
