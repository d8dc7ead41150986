package org.whybounce.route;

import java.util.List;
import java.util.Optional;

/// The hop at which the message came into the receiver's hands: what that hop's server and those after it
/// wrote can be believed. It is a proof: every newer hop is shown to be a hand-over inside, one step each.
///
/// @param hop     its number, 1 being the oldest; empty if no hop shows the message coming in
/// @param why     in one sentence
/// @param by      whether it was reasoned or told
/// @param steps   why each newer hop is a hand-over inside, the newest first
/// @param falseIf what would have to be forged for it to be false
/// @param other   another reading that nothing proves
public record Boundary(
        Optional<Integer> hop, String why, By by, List<Step> steps, String falseIf, Optional<OtherReading> other) {
    public Boundary {
        steps = List.copyOf(steps);
    }

    public enum By {
        REASONED,
        TOLD,
        /// No Received field shows where the message came in.
        NONE
    }

    /// One hop that is proven to be inside.
    public record Step(int hop, Inside because) {}

    /// A reading that holds only if the client of the boundary works for the receiver, which nothing proves.
    ///
    /// @param hop    the boundary then
    /// @param client the client that would have been evaluated
    /// @param why    what speaks for it
    public record OtherReading(int hop, EvaluatedClient client, String why) {}
}
