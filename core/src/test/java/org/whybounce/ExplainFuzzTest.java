package org.whybounce;

import org.junit.jupiter.api.Test;

/// A bounded run of [ExplainFuzz]; `-Dfuzz.pastes=100000` makes it a long one.
class ExplainFuzzTest {
    private static final long ROUNDS = Long.getLong("fuzz.pastes", 1_000);

    @Test
    void aDamagedPasteIsAnsweredAllTheSame() {
        ExplainFuzz.overStories().run(0, ROUNDS);
    }
}
