package org.whybounce.arc;

import org.whybounce.dkim.DkimOutcome;
import org.whybounce.dns.DomainName;

/// What became of the chain (RFC 8617, section 5.2).
public sealed interface ArcOutcome {
    /// There is no chain.
    record None() implements ArcOutcome {}

    record Pass() implements ArcOutcome {}

    record Fail(ArcFailure why) implements ArcOutcome {}

    /// A key could not be fetched.
    record TempError(DkimOutcome.TempError why) implements ArcOutcome {}

    /// All seals hold, and there is no body to hold against the newest signature.
    ///
    /// @param headersHold whether the header fields match that signature
    record NoBody(boolean headersHold) implements ArcOutcome {}

    /// Why a chain fails.
    sealed interface ArcFailure {
        /// @param why one sentence without a final full stop
        record Structure(String why) implements ArcFailure {}

        /// A sealer already found the chain broken.
        record SealedAsFailed(int instance, DomainName by) implements ArcFailure {}

        /// The newest signature does not hold: the message was altered behind the last sealer, or its key is not
        /// to be
        /// had.
        record MessageSignature(int instance, DomainName by, DkimOutcome outcome) implements ArcFailure {}

        record Seal(int instance, DomainName by, DkimOutcome outcome) implements ArcFailure {}
    }

    /// The word of RFC 8617, section 4.1.3, and of Authentication-Results.
    default String word() {
        return switch (this) {
            case None _ -> "none";
            case Pass _ -> "pass";
            case Fail _ -> "fail";
            case TempError _ -> "temperror";
            case NoBody _ -> "neutral";
        };
    }
}
