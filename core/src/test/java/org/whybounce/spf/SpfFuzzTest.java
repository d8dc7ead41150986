package org.whybounce.spf;

import org.junit.jupiter.api.Test;

/// A bounded run of [SpfFuzz]; `-Dfuzz.count=10000000` makes it a long one.
final class SpfFuzzTest {
    private static final long ROUNDS = Long.getLong("fuzz.count", 30_000);

    @Test
    void nothingThrowsOrGoesOnForEver() {
        SpfFuzz.run(0, ROUNDS);
    }
}
