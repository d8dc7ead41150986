package org.whybounce.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.whybounce.dns.Answer;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.spf.record.Term;

/// The result of an evaluation follows from its steps alone, and so do its counters.
final class StepsTest {
    private static final int WORLDS = Integer.getInteger("spf.worlds", 2000);

    @Test
    void resultFollowsFromTheSteps() {
        for (int seed = 0; seed < WORLDS; seed++) {
            RandomZones zone = new RandomZones(seed, true);
            for (IpAddress ip : List.of(zone.ip4(), zone.ip4(), zone.ip6(), IpAddress.of("203.0.113.9"))) {
                Evaluation evaluation = new SpfEvaluator(zone)
                        .explain(SpfQuestion.mailFrom(ip, "someone@" + RandomZones.TOP, "mail.example.net"));
                assertThat(resultOf(evaluation.steps()))
                        .as("world %d, %s: %s", seed, ip, evaluation)
                        .isEqualTo(evaluation.result());
                Tally tally = new Tally();
                tally.count(evaluation, true);
                assertThat(new Counters(tally.lookups, tally.voidTerms, tally.voidQueries))
                        .as("world %d, %s: %s", seed, ip, evaluation)
                        .isEqualTo(evaluation.counters());
                check(evaluation);
            }
        }
    }

    /// What RFC 7208 says of these steps, told without looking at anything else.
    private static SpfResult resultOf(List<Step> steps) {
        SpfResult entered = SpfResult.NONE;
        for (Step step : steps) {
            switch (step) {
                case Step.Stopped(Step.Trouble.Permanent p) -> {
                    return SpfResult.PERMERROR;
                }
                case Step.Stopped(Step.Trouble.Temporary t) -> {
                    return SpfResult.TEMPERROR;
                }
                case Step.Stopped(Step.Trouble.Nothing n) -> {
                    return SpfResult.NONE;
                }
                case Step.Tried tried
                when tried.matched() && tried.term() instanceof Term.Directive directive -> {
                    return directive.qualifier().result();
                }
                case Step.Tried tried
                when tried.matched() -> {
                    return entered;
                }
                case Step.Tried tried -> {}
                case Step.Asked asked -> {}
                case Step.Entered(var by, var below) -> entered = resultOf(below.steps());
            }
        }
        return SpfResult.NEUTRAL;
    }

    /// Every step's result fits the steps below it.
    private static void check(Evaluation evaluation) {
        for (int i = 0; i < evaluation.steps().size(); i++) {
            if (!(evaluation.steps().get(i) instanceof Step.Entered(Term by, Evaluation below))) {
                continue;
            }
            assertThat(resultOf(below.steps())).isEqualTo(below.result());
            check(below);
            Step next = evaluation.steps().get(i + 1);
            if (by instanceof Term.Directive && next instanceof Step.Tried tried) {
                assertThat(tried.matched()).isEqualTo(below.result() == SpfResult.PASS);
                assertThat(below.result()).isIn(SpfResult.PASS, SpfResult.FAIL, SpfResult.SOFTFAIL, SpfResult.NEUTRAL);
            }
        }
    }

    /// Counts along the steps, as a reader of the trace would.
    private static final class Tally {
        int lookups;
        int voidTerms;
        int voidQueries;
        private int seenTerms;

        void count(Evaluation evaluation, boolean top) {
            boolean first = true;
            for (Step step : evaluation.steps()) {
                switch (step) {
                    case Step.Asked(var question, Answer answer, Counters after) -> {
                        assertThat(after.lookups()).isBetween(lookups, lookups + 1);
                        lookups = after.lookups();
                        assertThat(after.voidTerms()).isBetween(voidTerms, voidTerms + 1);
                        boolean counted = !(top && first) && answer.empty();
                        if (counted && after.voidQueries() > voidQueries) {
                            voidQueries++;
                        }
                        assertThat(after.voidQueries()).isEqualTo(voidQueries);
                        voidTerms = after.voidTerms();
                        first = false;
                    }
                    case Step.Entered(var by, Evaluation below) -> count(below, false);
                    case Step.Tried tried -> {
                        assertThat(tried.after().lookups()).isBetween(lookups, lookups + 1);
                        lookups = tried.after().lookups();
                        voidTerms = tried.after().voidTerms();
                        seenTerms++;
                    }
                    case Step.Stopped stopped -> {
                        // What stopped it was counted with the evaluation.
                        lookups = evaluation.counters().lookups();
                        voidTerms = evaluation.counters().voidTerms();
                    }
                }
            }
            assertThat(seenTerms).isNotNegative();
        }
    }

    @Test
    void stepsCarryWhatAReaderNeeds() {
        SuiteZone zone = new SuiteZone(java.util.Map.of(
                "a.example",
                List.of(
                        java.util.Map.of("TXT", "v=spf1 a:h.example include:b.example ~all"),
                        java.util.Map.of("A", "192.0.2.1")),
                "b.example",
                List.of(java.util.Map.of("TXT", "v=spf1 exists:%{i}.b.example -all"))));
        Evaluation evaluation = new SpfEvaluator(zone)
                .explain(SpfQuestion.mailFrom(IpAddress.of("192.0.2.9"), "x@a.example", "h.example.net"));
        assertThat(evaluation.steps())
                .map(step -> step.getClass().getSimpleName())
                .containsExactly("Asked", "Asked", "Tried", "Entered", "Tried", "Tried");
        Step.Tried first = (Step.Tried) evaluation.steps().get(2);
        assertThat(first.why()).isEqualTo(Step.Why.NO_ADDRESS);
        assertThat(first.target()).contains("h.example");
        assertThat(first.term().span().of("v=spf1 a:h.example include:b.example ~all"))
                .isEqualTo("a:h.example");
        assertThat(first.after()).isEqualTo(new Counters(1, 1, 1));
        Step.Entered entered = (Step.Entered) evaluation.steps().get(3);
        assertThat(entered.evaluation().result()).isEqualTo(SpfResult.FAIL);
        Step.Tried exists = (Step.Tried) entered.evaluation().steps().get(2);
        assertThat(exists.target()).contains("192.0.2.9.b.example");
        assertThat(exists.why()).isEqualTo(Step.Why.NOTHING_EXISTS);
        assertThat(evaluation.counters()).isEqualTo(new Counters(3, 2, 2));
    }
}
