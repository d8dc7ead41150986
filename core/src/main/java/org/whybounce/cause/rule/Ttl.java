package org.whybounce.cause.rule;

import java.util.Optional;
import org.whybounce.dns.Answer;
import org.whybounce.dns.RecordType;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.Step;

/// How long resolvers may go on answering with an old record.
public final class Ttl {
    private Ttl() {}

    /// The TTL of the record evaluated, in seconds; empty if steps were not kept.
    public static Optional<Long> ofRecord(Evaluation evaluation) {
        for (Step step : evaluation.steps()) {
            if (step instanceof Step.Asked asked
                    && asked.question().type() == RecordType.TXT
                    && asked.answer() instanceof Answer.Found found) {
                return Optional.of(found.ttl());
            }
        }
        return Optional.empty();
    }

    /// `10 minutes`, `1 hour`, `2 days`: rounded up to what a person waits.
    public static String words(long seconds) {
        if (seconds < 120) {
            return seconds + " seconds";
        }
        if (seconds < 2 * 3600) {
            return (seconds + 59) / 60 + " minutes";
        }
        return seconds < 48 * 3600 ? (seconds + 3599) / 3600 + " hours" : (seconds + 86399) / 86400 + " days";
    }
}
