package org.whybounce.route;

import java.util.Optional;

/// The hop at which the message came into the receiver's hands: what that hop's server and those after it wrote can be
/// believed.
///
/// @param hop its number, 1 being the oldest; empty if no hop shows the message coming in
/// @param why in one sentence
/// @param by  whether it was reasoned or told
public record Boundary(Optional<Integer> hop, String why, By by) {
    public enum By {
        REASONED,
        TOLD,
        /// No Received field shows where the message came in.
        NONE
    }
}
