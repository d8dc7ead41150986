package org.whybounce.arc;

import java.util.List;
import java.util.OptionalInt;
import org.whybounce.dkim.DkimOutcome;

/// What became of the ARC chain of a message.
///
/// @param outcome    the chain as a whole
/// @param sets       each set with what became of it, instance 1 first; empty if the fields make no chain
/// @param oldestPass the lowest instance from which on every message signature holds for the message as it is now:
///                   0 if
///                   all do (RFC 8617, section 5.2, step 5). Between it and the hop below the message was altered.
///                   Empty if none holds
public record ArcResult(ArcOutcome outcome, List<Sealed> sets, OptionalInt oldestPass) {
    public ArcResult {
        sets = List.copyOf(sets);
    }

    /// @param signature what became of its ARC-Message-Signature; of old ones a failure is normal, as each hop that
    ///                  alters a message breaks those below
    /// @param seal      what became of its ARC-Seal
    public record Sealed(ArcSet set, DkimOutcome signature, DkimOutcome seal) {}
}
