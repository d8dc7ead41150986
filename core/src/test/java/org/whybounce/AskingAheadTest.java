package org.whybounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.whybounce.cause.KnownFacts;
import org.whybounce.dns.Answer;
import org.whybounce.dns.BudgetResolver;
import org.whybounce.dns.Limits;
import org.whybounce.dns.Question;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ZoneFile;
import org.whybounce.intake.Intake;
import org.whybounce.stories.Story;
import org.whybounce.words.json.ExplanationJson;

/// Asking ahead changes when questions are asked, never what is said.
class AskingAheadTest {
    /// A resolver whose answers are waited for, and which remembers on which thread each question came.
    private record Far(Resolver beneath, ConcurrentLinkedQueue<Question> ahead, ConcurrentLinkedQueue<Question> walked)
            implements Resolver {
        Far(Resolver beneath) {
            this(beneath, new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());
        }

        @Override
        public Answer ask(Question question) {
            (Thread.currentThread().isVirtual() ? ahead : walked).add(question);
            return beneath.ask(question);
        }

        @Override
        public boolean waits() {
            return true;
        }

        List<Question> all() {
            return Stream.concat(ahead.stream(), walked.stream()).toList();
        }
    }

    private static final Explain EXPLAIN = new Explain(ZoneFile.of(List.of()));

    private static String json(Resolver dns, byte[] pasted) {
        return ExplanationJson.of(EXPLAIN.with(dns).explain(new Intake().read(pasted), KnownFacts.NOTHING));
    }

    @TestFactory
    Stream<DynamicTest> sameAnswer() {
        return Story.bounces().stream()
                .map(story -> DynamicTest.dynamicTest(story.name(), () -> {
                    byte[] pasted = Files.readAllBytes(story.pasted());
                    Far far = new Far(story.dns());
                    assertThat(json(far, pasted)).isEqualTo(json(story.dns(), pasted));
                    assertThat(far.all()).as("each question is asked once").doesNotHaveDuplicates();
                }));
    }

    /// A level of answers costs one wait, so what is left to the walk alone decides how long a person waits.
    @Test
    void leavesLittleToTheWalk() throws Exception {
        Far far = new Far(ZoneFile.parse("zone", """
                example.org. TXT "v=spf1 include:a.example.net include:b.example.net mx -all"
                example.org. MX 10 mx.example.org.
                mx.example.org. A 192.0.2.1
                a.example.net. TXT "v=spf1 include:c.example.net ip4:192.0.2.0/28 ~all"
                b.example.net. TXT "v=spf1 a:relay.example.net ~all"
                c.example.net. TXT "v=spf1 ip4:198.51.100.0/24 ~all"
                relay.example.net. A 198.51.100.7
                _dmarc.example.org. TXT "v=DMARC1; p=reject"
                9.113.0.203.in-addr.arpa. PTR out.example.org.
                out.example.org. A 203.0.113.9
                """));
        json(far, """
                From: a@example.org
                To: b@example.com
                550 5.7.1 SPF fail: 203.0.113.9 is not authorized to send for a@example.org
                """.getBytes(StandardCharsets.UTF_8));
        assertThat(far.ahead()).hasSizeGreaterThan(15);
        // Whose zone the record lies in, and who hosts it, is asked when the record that mends it is known.
        assertThat(far.walked()).as("waited for one by one").hasSizeLessThanOrEqualTo(3);
    }

    /// A record that goes on for ever costs no more than the check's questions, and the answer says so.
    @Test
    void theBudgetHolds() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            text.append("n%d.example. TXT \"v=spf1 include:n%d.example include:n%d.example mx:n%d.example -all\"\n"
                    .formatted(i, 2 * i + 1, 2 * i + 2, i));
            text.append("n%d.example. MX 1 x%d.example.\nn%d.example. MX 2 y%d.example.\n".formatted(i, i, i, i));
        }
        Far far = new Far(ZoneFile.parse("zone", text.toString()));
        BudgetResolver budget = BudgetResolver.of(far, Limits.LIBRARY);
        Explanation explanation = new Explain(budget)
                .explain(
                        new Intake()
                                .read("550 5.7.1 SPF fail: 203.0.113.9 is not authorized to send for a@n0.example"
                                        .getBytes(StandardCharsets.UTF_8)),
                        KnownFacts.NOTHING)
                .within(budget);
        assertThat(far.all()).hasSizeLessThanOrEqualTo(Limits.LIBRARY.questions());
        assertThat(explanation.diagnosis().summary()).contains("n0.example");
        assertThat(String.join(" ", explanation.limits()))
                .contains(budget.refused() == 0 ? "" : "DNS questions were not asked");
    }
}
