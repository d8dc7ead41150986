package org.whybounce.arc;

import java.util.List;

/// The ARC sets of a message.
public sealed interface ArcChain {
    /// There are none.
    record None() implements ArcChain {}

    /// @param sets in order, instance 1 first
    record Sets(List<ArcSet> sets) implements ArcChain {
        public Sets {
            sets = List.copyOf(sets);
        }
    }

    /// The fields make no chain (RFC 8617, section 5.2, steps 1 to 3).
    ///
    /// @param why one sentence without a final full stop
    record Broken(String why) implements ArcChain {}
}
