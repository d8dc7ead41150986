package org.whybounce.row;

import java.util.Optional;
import org.whybounce.finding.FindingCode;
import org.whybounce.spf.finding.SpfCode;

/// What a record and all below it come to for an address that nothing matches, as far as another record needs to know
/// that includes it.
///
/// @param trouble what ends an evaluation with permerror, the first in the order of evaluation
/// @param silent  whether the DNS left a question of it unanswered before any such trouble
/// @param loops   whether it leads back to a record above
/// @param ttl     seconds for which this holds
record Reach(int lookups, int voids, Optional<FindingCode> trouble, boolean silent, boolean loops, long ttl) {
    static Reach broken(FindingCode why, long ttl) {
        return new Reach(0, 0, Optional.of(why), false, false, ttl);
    }

    static Reach unanswered() {
        return new Reach(0, 0, Optional.empty(), true, false, 0);
    }

    static Reach loop() {
        return new Reach(0, 0, Optional.of(SpfCode.INCLUDE_LOOP), false, true, 0);
    }
}
