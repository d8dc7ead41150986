package org.whybounce.cause;

import java.util.List;

/// A cause that could be, with what speaks for it and against it.
///
/// @param cause its code
public record Candidate(String cause, List<String> speaksFor, List<String> speaksAgainst) {
    public Candidate {
        speaksFor = List.copyOf(speaksFor);
        speaksAgainst = List.copyOf(speaksAgainst);
    }
}
