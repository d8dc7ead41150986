package org.whybounce.cause;

import java.util.List;

/// What the case comes to.
public sealed interface Diagnosis {
    /// One sentence for the person with the bounce.
    String summary();

    /// One cause, with what speaks for it and the rivals that were ruled out.
    record Established(Cause cause, String summary, List<Evidence> evidence, List<Candidate> ruledOut)
            implements Diagnosis {
        public Established {
            evidence = List.copyOf(evidence);
            ruledOut = List.copyOf(ruledOut);
        }
    }

    /// It cannot be told from what was given: the candidates, most likely first, and what to paste next.
    record Open(String summary, List<Candidate> candidates, List<Missing> missing) implements Diagnosis {
        public Open {
            candidates = List.copyOf(candidates);
            missing = List.copyOf(missing);
        }
    }

    /// Nothing was refused, by what was given.
    record NoRefusal(String summary) implements Diagnosis {}
}
