package org.whybounce.spf;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whybounce.dns.Answer;
import org.whybounce.dns.RecordType;
import org.whybounce.spf.record.SpfResult;

/// Finds what other receivers may answer. Where the strict answer is an error, it is evaluated again with the one
/// deviation that gets past this error, and again with the next one, until there is an answer or no way past.
///
/// What it asks beyond the strict evaluation is bounded by [#MORE_QUESTIONS] and remembered between the rounds.
final class OtherReadings {
    /// Explaining goes on for this many questions beyond what the verdict needs.
    static final int MORE_QUESTIONS = 50;

    private final SpfEvaluator evaluator;
    private final SpfQuestion asked;

    private OtherReadings(SpfEvaluator evaluator, SpfQuestion asked) {
        this.evaluator = new SpfEvaluator(
                new MoreQuestions(evaluator.resolver(), MORE_QUESTIONS), evaluator.limits(), evaluator.source());
        this.asked = asked;
    }

    static List<OtherReading> of(SpfEvaluator evaluator, SpfQuestion asked, Evaluation strict) {
        return switch (strict.result()) {
            case PASS, FAIL, SOFTFAIL, NEUTRAL -> byQuestion(evaluator.limits(), strict);
            case PERMERROR -> new OtherReadings(evaluator, asked).lenient(strict);
            case NONE -> looksLikeARecord(strict) ? new OtherReadings(evaluator, asked).lenient(strict) : List.of();
            case TEMPERROR -> List.of();
        };
    }

    /// Section 4.6.4 counts terms; some count questions, which tells two kinds of receivers apart for an IPv6 client
    /// and
    /// hosts that have IPv4 addresses only.
    private static List<OtherReading> byQuestion(SpfLimits limits, Evaluation strict) {
        return strict.counters().voidQueries() > limits.voids()
                ? List.of(new OtherReading(SpfResult.PERMERROR, List.of(Deviation.VOID_QUESTIONS_COUNTED), null))
                : List.of();
    }

    private static boolean looksLikeARecord(Evaluation strict) {
        return strict.steps().stream()
                .anyMatch(step -> step instanceof Step.Asked(var question, Answer.Found found, var after)
                        && question.type() == RecordType.TXT
                        && !RecordChoice.loose(found).isEmpty());
    }

    private List<OtherReading> lenient(Evaluation strict) {
        EnumSet<Deviation> accepted = EnumSet.noneOf(Deviation.class);
        Evaluation now = strict;
        // Each round accepts one deviation more, so there are no more rounds than deviations.
        while (true) {
            Optional<Deviation> next = past(now, accepted);
            if (next.isEmpty() || !accepted.add(next.get())) {
                return List.of();
            }
            now = evaluator.accepting(Set.copyOf(accepted)).evaluate(asked);
            switch (now.result()) {
                case PASS, FAIL, SOFTFAIL, NEUTRAL -> {
                    if (accepted.contains(Deviation.BROKEN_TERMS_SKIPPED)) {
                        accepted.remove(Deviation.READ_AS_FAR_AS_NEEDED);
                    }
                    return List.of(new OtherReading(now.result(), new ArrayList<>(accepted), now.match()));
                }
                case TEMPERROR -> {
                    return List.of();
                }
                case PERMERROR, NONE -> {}
            }
        }
    }

    /// What has to be accepted to get past an error.
    private static Optional<Deviation> past(Evaluation evaluation, Set<Deviation> accepted) {
        PermError error = evaluation.permError();
        if (error == null) {
            return Optional.of(Deviation.LOOSE_VERSION);
        }
        return Optional.of(
                switch (error) {
                    case PermError.Syntax syntax ->
                        accepted.contains(Deviation.READ_AS_FAR_AS_NEEDED)
                                ? Deviation.BROKEN_TERMS_SKIPPED
                                : Deviation.READ_AS_FAR_AS_NEEDED;
                    case PermError.SeveralRecords several -> Deviation.FIRST_OF_SEVERAL;
                    case PermError.TooManyLookups lookups -> Deviation.LOOKUPS_UNCOUNTED;
                    case PermError.TooManyVoidLookups voids -> Deviation.VOIDS_UNCOUNTED;
                    case PermError.TooManyMailHosts hosts -> Deviation.FIRST_MAIL_HOSTS;
                    case PermError.IncludeWithoutRecord include -> Deviation.MISSING_RECORDS_SKIPPED;
                    case PermError.RedirectWithoutRecord redirect -> Deviation.MISSING_RECORDS_SKIPPED;
                });
    }
}
