package org.whybounce.stories;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.whybounce.Explain;
import org.whybounce.Explanation;
import org.whybounce.cause.Cause;
import org.whybounce.cause.Diagnosis;
import org.whybounce.cause.KnownFacts;
import org.whybounce.dns.ZoneFile;
import org.whybounce.finding.Finding;
import org.whybounce.fix.Fix;
import org.whybounce.intake.Intake;
import org.whybounce.words.json.ExplanationJson;
import org.whybounce.words.text.ExplanationText;

/// What `explain` says to a story's paste.
record BounceAnswer(Explanation explanation, String text) implements StoryAnswer {
    private static final Explain EXPLAIN = new Explain(ZoneFile.of(List.of()));

    /// Lines of a screen: an answer for one of the four causes fits on it.
    private static final int SCREEN = 40;

    static BounceAnswer to(Story story) {
        try {
            Explanation explanation = EXPLAIN.with(story.dns())
                    .explain(new Intake().read(Files.readAllBytes(story.pasted())), KnownFacts.NOTHING);
            return new BounceAnswer(explanation, ExplanationText.of(explanation, false, false));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String json() {
        return ExplanationJson.of(explanation);
    }

    @Override
    public String schema() {
        return "explain-1";
    }

    @Override
    public int screen() {
        return cause().filter(cause -> cause.seed().isPresent()).isPresent() ? SCREEN : Integer.MAX_VALUE;
    }

    @Override
    public List<String> findings() {
        return explanation.findings().stream().map(Finding::code).toList();
    }

    @Override
    public List<String> records() {
        return Records.of(explanation.fixes());
    }

    private Optional<Cause> cause() {
        return explanation.diagnosis() instanceof Diagnosis.Established established
                ? Optional.of(established.cause())
                : Optional.empty();
    }

    @Override
    public boolean holds(SoftAssertions softly, Story.Line line) {
        Diagnosis diagnosis = explanation.diagnosis();
        String value = line.value();
        switch (line.key()) {
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
                softly.assertThat(cause().map(Cause::code))
                        .as("cause: " + diagnosis.summary())
                        .contains(value);
            case "kind" ->
                softly.assertThat(cause().flatMap(Cause::kind)).as("kind").contains(value);
            case "side" ->
                softly.assertThat(cause().map(c -> c.side().code())).as("side").contains(value);
            case "seed" ->
                softly.assertThat(cause().map(c -> c.seed().orElse(0)))
                        .as("seed")
                        .contains(Integer.parseInt(value));
            case "offer" ->
                softly.assertThat(Records.offered(explanation.fixes()))
                        .as("records offered in a question")
                        .contains(line.value());
            case "condition" ->
                softly.assertThat(Records.conditions(explanation.fixes()))
                        .as("conditions")
                        .contains(line.value());
            case "fix-kind" ->
                softly.assertThat(explanation.fixes().stream().map(Fix::kind))
                        .as("fix kinds")
                        .contains(value);
            case "missing" ->
                softly.assertThat(
                                diagnosis instanceof Diagnosis.Open open
                                        ? open.missing().stream()
                                                .map(missing -> missing.fact().code())
                                                .toList()
                                        : List.<String>of())
                        .as("missing")
                        .contains(value);
            case "exit" ->
                softly.assertThat(explanation.exitStatus()).as("exit status").isEqualTo(Integer.parseInt(value));
            case "must-not-cause" ->
                softly.assertThat(cause().map(Cause::code).orElse(""))
                        .as("must not be the cause")
                        .doesNotStartWith(value);
            default -> {
                return false;
            }
        }
        return true;
    }
}
