package org.whybounce.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Excerpts of many systems' logs: each line counted once, each refusal with who, whom, what and on which side.
class LogExcerptsTest {
    private static final Map<String, LogFact> FACTS = Map.of(
            "to", LogFact.RECIPIENT,
            "from", LogFact.MAIL_FROM,
            "by", LogFact.PEER,
            "ip", LogFact.CLIENT_IP,
            "code", LogFact.CODE,
            "status", LogFact.STATUS);

    static List<Excerpt> excerpts() throws IOException {
        return Excerpt.all("excerpts.txt");
    }

    static List<Excerpt> aside() throws IOException {
        return Excerpt.all("excerpts-aside.txt");
    }

    @ParameterizedTest
    @MethodSource("excerpts")
    void writtenWithTheRules(Excerpt excerpt) {
        holds(excerpt);
    }

    @ParameterizedTest
    @MethodSource("aside")
    void keptAside(Excerpt excerpt) {
        holds(excerpt);
    }

    private static void holds(Excerpt excerpt) {
        List<LogReading.Told> told = new ArrayList<>();
        LogReading reading = new LogReading(told::add);
        excerpt.lines().forEach(reading::line);
        reading.end();
        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(told.stream().map(LogReading.Told::text)).isEqualTo(excerpt.lines());
        for (Outcome outcome : Outcome.values()) {
            long count = told.stream()
                    .filter(one -> one.event().outcome() == outcome)
                    .count();
            softly.assertThat(count)
                    .as(outcome.name())
                    .hasToString(excerpt.counts().get(outcome.name().toLowerCase(Locale.ROOT)));
        }
        List<Event> refusals = told.stream()
                .map(LogReading.Told::event)
                .filter(event -> event.outcome().refusal())
                .toList();
        assertThat(refusals)
                .as("refusals of %s", told)
                .hasSize(excerpt.refusals().size());
        for (int i = 0; i < refusals.size(); i++) {
            Event event = refusals.get(i);
            Map<String, String> truth = excerpt.refusals().get(i);
            softly.assertThat(event.outcome().name()).isEqualToIgnoringCase(truth.get("is"));
            softly.assertThat(event.role().name()).isEqualToIgnoringCase(truth.get("role"));
            FACTS.forEach((key, fact) -> {
                if (truth.containsKey(key)) {
                    softly.assertThat(event.value(fact))
                            .as(key + " in " + event)
                            .isEqualTo(truth.get(key));
                }
            });
        }
        softly.assertAll();
    }
}
