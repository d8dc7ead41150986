package org.whybounce.words.sentence;

import org.whybounce.dkim.DkimNotice;
import org.whybounce.dkim.DkimOutcome;
import org.whybounce.dkim.DkimOutcome.Defect;
import org.whybounce.dkim.DkimOutcome.Failure;
import org.whybounce.dkim.DkimOutcome.Unjudged;
import org.whybounce.dkim.DkimResult;
import org.whybounce.dkim.DkimSignature;
import org.whybounce.dkim.SignatureReading;
import org.whybounce.message.field.TagList;

/// What became of a DKIM signature, in sentences without a final full stop. Outside text stands in them as it is;
/// whatever prints them makes it safe for its medium.
public final class DkimSentences {
    private DkimSentences() {}

    /// Whose signature it is: `example.org with selector s1`.
    public static String who(SignatureReading reading) {
        return switch (reading) {
            case DkimSignature signature -> signature.domain() + " with selector " + signature.selector();
            case SignatureReading.Malformed _, SignatureReading.Unsupported _ -> {
                TagList tags = TagList.read(reading.field().value());
                yield tags.value("d").map(SpfSentences::shortened).orElse("nobody named") + " with selector "
                        + tags.value("s").map(SpfSentences::shortened).orElse("none");
            }
        };
    }

    public static String of(DkimOutcome outcome) {
        return switch (outcome) {
            case DkimOutcome.Pass _ -> "the signature holds for header fields and body";
            case DkimOutcome.Fail(var why) -> of(why);
            case DkimOutcome.PermError(var why) -> of(why);
            case DkimOutcome.TempError(var question, var answer) ->
                "the DNS did not answer " + question + ": " + answer.words();
            case DkimOutcome.Neutral(var why) -> of(why);
        };
    }

    private static String of(Failure why) {
        return switch (why) {
            case Failure.BodyAltered altered ->
                altered.headersHold()
                        ? "the body was altered after it was signed; the signed header fields were not"
                        : "the body and at least one signed header field were altered after they were signed";
            case Failure.HeadersAltered _ ->
                "a signed header field, or the signature itself, was altered; the body was not";
            case Failure.BodyTooShort cut ->
                "the body is cut off: l= signs " + cut.signed() + " bytes, and " + cut.there() + " are there";
            case Failure.Expired expired ->
                "the signature expired at " + expired.at()
                        + (expired.held() ? "; it holds otherwise" : "; it does not hold otherwise either");
        };
    }

    private static String of(Defect why) {
        return switch (why) {
            case Defect.Malformed malformed -> "the signature " + malformed.why();
            case Defect.KeyMissing missing ->
                missing.noSuchName()
                        ? "there is no key: the name " + missing.at() + " does not exist"
                        : "there is no key: " + missing.at() + " has no TXT record";
            case Defect.KeyRevoked revoked -> "the key at " + revoked.at() + " was withdrawn: its p= is empty";
            case Defect.KeyUnreadable unreadable -> "at " + unreadable.at() + ", " + unreadable.why();
            case Defect.KeyUnfit unfit -> "at " + unfit.at() + ", " + unfit.why();
            case Defect.KeyTooShort tooShort ->
                "the RSA key at " + tooShort.at() + " has " + tooShort.bits()
                        + " bits, and receivers take none below 1024";
            case Defect.HistoricAlgorithm historic ->
                "it is made by " + historic.algorithm().code() + ", which receivers no longer take";
        };
    }

    private static String of(Unjudged why) {
        return switch (why) {
            case Unjudged.Unsupported unsupported -> "the signature " + unsupported.why();
            case Unjudged.NoBody noBody ->
                noBody.headersHold()
                        ? "the header fields are as they were signed; without the body the rest cannot be checked"
                        : "the header fields as pasted do not match the signature; without the body no more can be"
                                + " told";
            case Unjudged.TooMany tooMany -> "not verified: only the first " + tooMany.limit() + " signatures are";
        };
    }

    /// Whether a notice is about the sender's set-up rather than this message.
    public static boolean warns(DkimNotice notice) {
        return switch (notice.kind()) {
            case WEAK_KEY, TESTING, BODY_LENGTH, FUTURE, SEVERAL_KEYS, UNSIGNED_COPY -> true;
            case OTHER_RECORDS, ALIAS, NOT_SIGNED, KEY_REMARK -> false;
        };
    }

    /// Both in one line: `example.org with selector s1: fail, the body was altered ...`.
    public static String line(DkimResult result) {
        return who(result.reading()) + ": " + result.outcome().word() + ", " + of(result.outcome());
    }
}
