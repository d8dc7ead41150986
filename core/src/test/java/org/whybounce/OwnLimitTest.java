package org.whybounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.whybounce.cause.Diagnosis;
import org.whybounce.cause.KnownFacts;
import org.whybounce.dns.Answer;
import org.whybounce.dns.Question;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ZoneFile;
import org.whybounce.intake.Intake;
import org.whybounce.intake.Pasted;
import org.whybounce.stories.Story;

/// A limit of ours is never anybody's fault: wherever in a check the questions end, name servers are accused only where
/// they are accused by a check that asked everything, and no other cause is established than by such a one.
class OwnLimitTest {
    private static final String FAULT = "spf.dns-trouble";

    private static final Explain EXPLAIN = new Explain(ZoneFile.of(List.of()));

    /// Answers so many questions, and leaves every later one unasked.
    private static final class FirstFew implements Resolver {
        private final Resolver beneath;
        private final int most;
        private final Map<Question, Answer> asked = new LinkedHashMap<>();

        FirstFew(Resolver beneath, int most) {
            this.beneath = beneath;
            this.most = most;
        }

        @Override
        public Answer ask(Question question) {
            Answer known = asked.get(question);
            if (known != null) {
                return known;
            }
            if (asked.size() >= most) {
                return new Answer.NotAsked(Answer.Limit.BUDGET, "no question is left");
            }
            Answer answer = beneath.ask(question);
            asked.put(question, answer);
            return answer;
        }
    }

    private static Diagnosis diagnosis(Resolver dns, Pasted pasted) {
        return EXPLAIN.with(dns).explain(pasted, KnownFacts.NOTHING).diagnosis();
    }

    private static Optional<String> cause(Diagnosis diagnosis) {
        return diagnosis instanceof Diagnosis.Established established
                ? Optional.of(established.cause().code())
                : Optional.empty();
    }

    private static boolean accuses(Diagnosis diagnosis) {
        return cause(diagnosis).filter(FAULT::equals).isPresent()
                || diagnosis.toString().contains("do not answer properly");
    }

    @TestFactory
    Stream<DynamicTest> accusesNobody() {
        return Story.bounces().stream()
                .map(story -> DynamicTest.dynamicTest(story.name(), () -> {
                    Pasted pasted = new Intake().read(Files.readAllBytes(story.pasted()));
                    FirstFew whole = new FirstFew(story.dns(), Integer.MAX_VALUE);
                    Diagnosis full = diagnosis(whole, pasted);
                    for (int most = 0; most < Math.min(whole.asked.size(), 12); most++) {
                        Diagnosis cut = diagnosis(new FirstFew(story.dns(), most), pasted);
                        assertThat(accuses(cut) && !accuses(full))
                                .as("after %d questions: %s", most, cut)
                                .isFalse();
                        // What is established is what a check that asked everything establishes; else it is left open.
                        if (cause(cut).isPresent()) {
                            assertThat(cause(cut))
                                    .as("after %d questions", most)
                                    .isEqualTo(cause(full));
                        }
                    }
                }));
    }
}
