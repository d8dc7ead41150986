package org.whybounce.spf;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.spf.record.SpfResult;

/// What a receiver answers that deviates from RFC 7208 in named ways.
///
/// @param deviations what it does otherwise, at least one thing; all of them are needed for this result
/// @param match      the term that decides for it, null if none does
public record OtherReading(SpfResult result, List<Deviation> deviations, Evaluation.@Nullable Match match) {
    public OtherReading {
        deviations = List.copyOf(deviations);
    }

    public Optional<Evaluation.Match> matched() {
        return Optional.ofNullable(match);
    }

    /// Whether it is more lenient than the RFC; if not, it is stricter.
    public boolean lenient() {
        return deviations.getFirst().lenient();
    }
}
