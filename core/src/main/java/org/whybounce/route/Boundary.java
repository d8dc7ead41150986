package org.whybounce.route;

import java.util.List;
import java.util.Optional;

/// The hop at which the message came into the receiver's hands: what that hop's server and those after it
/// wrote can be believed. It is a proof: every newer hop is shown to be a hand-over inside, one step each;
/// where a step proves nothing, the boundary is the likelier reading.
///
/// @param hop     its number, 1 being the oldest; empty if no hop shows the message coming in
/// @param why     in one sentence
/// @param by      whether it was reasoned or told
/// @param steps   why each newer hop is a hand-over inside, the newest first
/// @param falseIf what would have to be forged for it to be false
/// @param restsOn the newest hop inside that nothing proves: what stands below it is only likely
/// @param other   another reading that nothing proves
/// @param sawItself why its client may be anybody: the receiver saw an address of its own; empty if it did
///                  not
public record Boundary(
        Optional<Integer> hop,
        String why,
        By by,
        List<Step> steps,
        String falseIf,
        Optional<Likely> restsOn,
        Optional<OtherReading> other,
        Optional<String> sawItself) {
    public Boundary {
        steps = List.copyOf(steps);
    }

    public enum By {
        REASONED,
        TOLD,
        /// No Received field shows where the message came in.
        NONE
    }

    /// One hop that is inside.
    public record Step(int hop, Inside because) {}

    /// A hop that is likely inside, and could be where a stranger connected.
    ///
    /// @param client the address or name that stands there, and to whom it handed the message
    /// @param why    how a stranger could have come there
    public record Likely(int hop, String client, String why) {}

    /// A reading that holds only if the client of the boundary works for the receiver, which nothing proves.
    ///
    /// @param hop    the boundary then
    /// @param client the client that would have been evaluated
    /// @param why    what speaks for it
    /// @param inDns  whether the DNS sends the mail of whom it is addressed to that way; the receiver does not say
    ///               whom it took it for
    public record OtherReading(int hop, EvaluatedClient client, String why, boolean inDns) {}
}
