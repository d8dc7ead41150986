package org.whybounce.headers;

import java.util.Optional;
import org.whybounce.dkim.DkimOutcome;
import org.whybounce.dkim.DkimOutcome.Defect;
import org.whybounce.dkim.DkimOutcome.Failure;
import org.whybounce.dkim.DkimOutcome.Unjudged;
import org.whybounce.dkim.DkimResult;
import org.whybounce.dkim.DkimSignature;
import org.whybounce.dkim.SignatureReading;

/// What became of a signature, in words without a final full stop.
public final class SignatureWords {
    private SignatureWords() {}

    /// Whose signature it is: `example.org (selector s1)`.
    public static String whose(DkimResult result) {
        return switch (result.reading()) {
            case DkimSignature signature -> signature.domain() + " (selector " + signature.selector() + ")";
            case SignatureReading.Malformed _, SignatureReading.Unsupported _ -> "signature " + (result.index() + 1);
        };
    }

    public static String of(DkimOutcome outcome) {
        return switch (outcome) {
            case DkimOutcome.Pass _ -> "it holds: text and signed header fields are as they were signed";
            case DkimOutcome.Fail(var why) -> of(why);
            case DkimOutcome.PermError(var why) -> of(why);
            case DkimOutcome.TempError(var question, var answer) ->
                "the key could not be fetched (" + question + ": "
                        + answer.why().words() + ")";
            case DkimOutcome.Neutral(var why) -> of(why);
        };
    }

    private static String of(Failure failure) {
        return switch (failure) {
            case Failure.BodyAltered(var _, var _, var headersHold) ->
                "the text was altered after it was signed"
                        + (headersHold ? "; the signed header fields are as they were" : ", and so were header fields");
            case Failure.HeadersAltered _ ->
                "a signed header field was altered after it was signed; the text is as it was";
            case Failure.BodyTooShort(var signed, var there) ->
                "the text is shorter than what was signed: " + there + " of " + signed + " bytes";
            case Failure.Expired(var at, var held) -> "it expired at " + at + (held ? ", and held till then" : "");
        };
    }

    private static String of(Defect defect) {
        return switch (defect) {
            case Defect.Malformed(var why) -> "the field is not well formed: " + why;
            case Defect.KeyMissing(var at, var noSuchName) ->
                "there is no key at " + at + (noSuchName ? ": the name does not exist" : "");
            case Defect.KeyRevoked(var at) -> "the key at " + at + " was revoked";
            case Defect.KeyUnreadable(var at, var why) -> "the record at " + at + " cannot be used: " + why;
            case Defect.KeyUnfit(var at, var why) -> "the key at " + at + " is not for this signature: " + why;
            case Defect.KeyTooShort(var at, var bits) ->
                "the key at " + at + " has " + bits + " bits, and 1024 are the least that counts";
            case Defect.HistoricAlgorithm(var algorithm) -> algorithm + " counts no more (RFC 8301)";
        };
    }

    private static String of(Unjudged unjudged) {
        return switch (unjudged) {
            case Unjudged.Unsupported(var why) -> "it cannot be judged: " + why;
            case Unjudged.NoBody(var headersHold) ->
                headersHold
                        ? "the signed header fields hold; the text is not in the paste, so that half is unchecked"
                        : "without the text it cannot be told; the header fields as they stand here do not match";
            case Unjudged.TooMany(var limit) -> "only the first " + limit + " signatures are verified";
        };
    }

    /// Whether the key is what is missing, not the text that changed.
    static boolean keyGone(DkimOutcome outcome) {
        return outcome instanceof DkimOutcome.PermError(Defect why)
                && (why instanceof Defect.KeyMissing || why instanceof Defect.KeyRevoked);
    }

    /// Why a signature that is certain not to hold does not.
    static Optional<String> failure(DkimResult result) {
        return switch (result.outcome()) {
            case DkimOutcome.Fail _, DkimOutcome.PermError _ ->
                Optional.of((result.signature().isPresent()
                                ? "The signature of " + whose(result)
                                : "DKIM signature " + (result.index() + 1))
                        + " does not hold: " + of(result.outcome()) + ".");
            case DkimOutcome.Pass _, DkimOutcome.TempError _, DkimOutcome.Neutral _ -> Optional.empty();
        };
    }
}
