package org.whybounce.spf;

import org.jspecify.annotations.Nullable;

/// What the author of a broken term most likely meant.
final class TermRepair {
    private TermRepair() {}

    /// The repaired term or terms, or null where it would be a guess.
    static @Nullable String of(SyntaxError.Problem problem, String term) {
        return null;
    }
}
