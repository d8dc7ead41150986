package org.whybounce.words.sentence;

import org.whybounce.arc.ArcOutcome;
import org.whybounce.arc.ArcOutcome.ArcFailure;
import org.whybounce.arc.ArcResult;
import org.whybounce.dkim.DkimOutcome;

/// What became of an ARC chain, in sentences without a final full stop.
public final class ArcSentences {
    /// To be said beside every chain.
    public static final String NOTE =
            "ARC is on its way to Historic: read it as what earlier hops say that they saw, not as a remedy";

    private ArcSentences() {}

    public static String of(ArcOutcome outcome) {
        return switch (outcome) {
            case ArcOutcome.None _ -> "the message has no ARC chain";
            case ArcOutcome.Pass _ -> "every seal holds, and the message is as the last sealer sent it on";
            case ArcOutcome.Fail(var why) -> of(why);
            case ArcOutcome.TempError(var error) -> DkimSentences.of(error);
            case ArcOutcome.NoBody noBody ->
                "every seal holds; "
                        + (noBody.headersHold()
                                ? "without the body it cannot be told whether the last sealer's signature does"
                                : "the header fields as pasted do not match the last sealer's signature");
        };
    }

    private static String of(ArcFailure why) {
        return switch (why) {
            case ArcFailure.Structure structure -> "the fields make no chain: " + structure.why();
            case ArcFailure.SealedAsFailed failed ->
                failed.by() + " (i=" + failed.instance() + ") sealed the chain as broken already";
            case ArcFailure.MessageSignature(int instance, var by, DkimOutcome.PermError outcome) ->
                "whether the message is as " + by + " (i=" + instance + ") sent it on can no longer be verified: "
                        + DkimSentences.of(outcome);
            case ArcFailure.Seal(int instance, var by, DkimOutcome.PermError outcome) ->
                "the seal of " + by + " (i=" + instance + ") can no longer be verified: " + DkimSentences.of(outcome);
            case ArcFailure.MessageSignature signature ->
                "the message is not as " + signature.by() + " (i=" + signature.instance() + ") sent it on: "
                        + DkimSentences.of(signature.outcome());
            case ArcFailure.Seal seal ->
                "the seal of " + seal.by() + " (i=" + seal.instance() + ") does not hold: "
                        + DkimSentences.of(seal.outcome());
        };
    }

    /// Where the message was altered on the way, as far as the chain tells.
    public static String altered(ArcResult result) {
        int oldest = result.oldestPass().orElse(-1);
        if (result.sets().isEmpty() || oldest < 0) {
            return "";
        }
        if (oldest == 0) {
            return "since it reached "
                    + result.sets().getFirst().set().signature().domain() + ", the first sealer, nobody altered it";
        }
        return "it was altered between "
                + result.sets().get(oldest - 2).set().signature().domain() + " (i="
                + (oldest - 1) + ") and "
                + result.sets().get(oldest - 1).set().signature().domain() + " (i=" + oldest + ")";
    }
}
