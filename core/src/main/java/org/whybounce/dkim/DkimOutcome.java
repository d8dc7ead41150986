package org.whybounce.dkim;

import java.time.Instant;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;

/// What became of one signature, in the words of RFC 8601, section 2.7.1.
public sealed interface DkimOutcome {
    /// The signature holds.
    record Pass() implements DkimOutcome {}

    /// The signature was sound and does not hold for this message.
    record Fail(Failure why) implements DkimOutcome {}

    /// The signature can never hold, whatever the message.
    record PermError(Defect why) implements DkimOutcome {}

    /// The key could not be fetched.
    record TempError(Question question, Answer.Failed answer) implements DkimOutcome {}

    /// It cannot be told.
    record Neutral(Unjudged why) implements DkimOutcome {}

    /// Why a sound signature does not hold.
    sealed interface Failure {
        /// @param headersHold whether the signature over the header fields holds all the same, so that the body is
        ///                    all
        ///                    that was altered
        record BodyAltered(String stated, String computed, boolean headersHold) implements Failure {}

        /// The body is as it was signed; a signed header field, or the signature itself, is not.
        record HeadersAltered() implements Failure {}

        /// The body is shorter than `l=` says.
        record BodyTooShort(long signed, long there) implements Failure {}

        /// @param held whether the signature holds otherwise
        record Expired(Instant at, boolean held) implements Failure {}
    }

    /// Why a signature can never hold.
    sealed interface Defect {
        record Malformed(String why) implements Defect {}

        /// @param noSuchName whether the DNS said NXDOMAIN
        record KeyMissing(DomainName at, boolean noSuchName) implements Defect {}

        record KeyRevoked(DomainName at) implements Defect {}

        /// @param why ends a sentence that begins with "the key" or "the record"
        record KeyUnreadable(DomainName at, String why) implements Defect {}

        /// The key is not meant for this signature.
        ///
        /// @param why a clause
        record KeyUnfit(DomainName at, String why) implements Defect {}

        /// RFC 8301, section 3.2.
        record KeyTooShort(DomainName at, int bits) implements Defect {}

        /// RFC 8301, section 3.1.
        record HistoricAlgorithm(Algorithm algorithm) implements Defect {}
    }

    /// Why it cannot be told.
    sealed interface Unjudged {
        record Unsupported(String why) implements Unjudged {}

        /// There is no body to compare with `bh=`.
        ///
        /// @param headersHold whether the signature over the header fields holds, given its `bh=`
        record NoBody(boolean headersHold) implements Unjudged {}

        /// More signatures than are verified.
        record TooMany(int limit) implements Unjudged {}
    }

    /// The word of RFC 8601.
    default String word() {
        return switch (this) {
            case Pass _ -> "pass";
            case Fail _ -> "fail";
            case PermError _ -> "permerror";
            case TempError _ -> "temperror";
            case Neutral _ -> "neutral";
        };
    }

    default boolean passed() {
        return this instanceof Pass;
    }
}
