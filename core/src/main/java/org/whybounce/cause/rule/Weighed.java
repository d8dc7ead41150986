package org.whybounce.cause.rule;

import java.util.List;
import org.whybounce.cause.Candidate;
import org.whybounce.cause.Cause;
import org.whybounce.cause.Diagnosis;
import org.whybounce.cause.Evidence;

/// What one rule has to say about a case.
sealed interface Weighed {
    /// It is this cause.
    ///
    /// @param because   what the rule found, beyond what every rule starts from
    /// @param outranked causes that a later rule would name, and why this one goes before them
    record Decides(Cause cause, String summary, List<Evidence> because, List<Candidate> outranked) implements Weighed {
        public Decides {
            because = List.copyOf(because);
            outranked = List.copyOf(outranked);
        }

        Decides(Cause cause, String summary) {
            this(cause, summary, List.of(), List.of());
        }
    }

    /// One fact is missing that would decide.
    record Asks(Diagnosis.Open open) implements Weighed {}

    /// It is not this cause, and here is why.
    record Against(Candidate candidate) implements Weighed {}

    /// The rule does not apply; its cause was never near.
    record Silent() implements Weighed {}

    Weighed SILENT = new Silent();

    static Weighed against(String cause, String reason) {
        return new Against(new Candidate(cause, List.of(), List.of(reason)));
    }

    static Weighed against(String cause, List<String> speaksFor, List<String> speaksAgainst) {
        return new Against(new Candidate(cause, speaksFor, speaksAgainst));
    }
}
