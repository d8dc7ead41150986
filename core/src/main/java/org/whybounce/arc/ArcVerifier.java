package org.whybounce.arc;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.whybounce.arc.ArcOutcome.ArcFailure;
import org.whybounce.arc.ArcResult.Sealed;
import org.whybounce.dkim.Canonicalization;
import org.whybounce.dkim.DkimOutcome;
import org.whybounce.dkim.DkimOutcome.Unjudged;
import org.whybounce.dkim.DkimSignature;
import org.whybounce.dkim.KeyTries;
import org.whybounce.dkim.SignatureJudge;
import org.whybounce.dns.Resolver;
import org.whybounce.message.RawMessage;
import org.whybounce.message.field.RawField;

/// Validates the ARC chain of a message (RFC 8617, section 5.2). Every set is looked at, beyond what the outcome
/// needs,
/// since each says something about the way that the message took.
public final class ArcVerifier {
    private final Resolver resolver;
    private final SignatureJudge judge;

    public ArcVerifier(Resolver resolver) {
        this.resolver = resolver;
        this.judge = new SignatureJudge(resolver, new KeyTries());
    }

    /// @param now the time at which the chain is to hold: that of the receipt, where it is known
    public ArcResult verify(RawMessage message, Instant now) {
        // Keys tried in vain are counted for each mail.
        return new ArcVerifier(resolver).verifyOne(message, now);
    }

    private ArcResult verifyOne(RawMessage message, Instant now) {
        return switch (ArcReader.read(message)) {
            case ArcChain.None _ -> new ArcResult(new ArcOutcome.None(), List.of(), OptionalInt.empty());
            case ArcChain.Broken broken ->
                new ArcResult(
                        new ArcOutcome.Fail(new ArcFailure.Structure(broken.why())), List.of(), OptionalInt.empty());
            case ArcChain.Sets chain -> verify(message, chain.sets(), now);
        };
    }

    private ArcResult verify(RawMessage message, List<ArcSet> sets, Instant now) {
        List<Sealed> sealed = new ArrayList<>();
        for (ArcSet set : sets) {
            DkimOutcome signature = signature(message, set.signature(), now);
            ArcSeal seal = set.seal();
            DkimOutcome outcome = judge.judge(
                    sealedData(sets.subList(0, set.instance())),
                    seal.algorithm(),
                    seal.signature(),
                    seal.domain(),
                    seal.selector());
            sealed.add(new Sealed(set, signature, outcome));
        }
        return new ArcResult(outcome(sealed), sealed, oldestPass(sealed));
    }

    /// A signature without `c=` is simple by RFC 6376. Sealers that leave it out are seen to mean relaxed, and
    /// ValiMail's
    /// suite expects that it holds; so either will do.
    private DkimOutcome signature(RawMessage message, DkimSignature signature, Instant now) {
        DkimOutcome outcome = judge.judge(message, signature, now).outcome();
        if (outcome.passed() || signature.tags().tag("c").isPresent()) {
            return outcome;
        }
        DkimOutcome relaxed = judge.judge(message, signature.relaxed(), now).outcome();
        return relaxed.passed() ? relaxed : outcome;
    }

    /// RFC 8617, section 5.1.1: every set in order, results, signature, seal; of the last seal without its `b=`.
    private static byte[] sealedData(List<ArcSet> sets) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (ArcSet set : sets) {
            boolean last = set.instance() == sets.size();
            line(out, set.results());
            line(out, set.signature().field());
            if (last) {
                out.writeBytes(Canonicalization.RELAXED.header(set.seal().unsigned()));
            } else {
                line(out, set.seal().field());
            }
        }
        return out.toByteArray();
    }

    private static void line(ByteArrayOutputStream out, RawField field) {
        out.writeBytes(Canonicalization.RELAXED.header(field));
        out.write('\r');
        out.write('\n');
    }

    private static ArcOutcome outcome(List<Sealed> sealed) {
        // Step 2: a chain that was sealed as failed stays so.
        for (Sealed each : sealed.reversed()) {
            if (each.set().seal().validity() == ArcSeal.Validity.FAIL) {
                return new ArcOutcome.Fail(new ArcFailure.SealedAsFailed(
                        each.set().instance(), each.set().seal().domain()));
            }
        }
        // Step 4: the newest message signature must hold.
        Sealed newest = sealed.getLast();
        DkimOutcome signature = newest.signature();
        if (signature instanceof DkimOutcome.TempError why) {
            return new ArcOutcome.TempError(why);
        }
        boolean unjudged = signature instanceof DkimOutcome.Neutral(Unjudged.NoBody noBody);
        if (!signature.passed() && !unjudged) {
            return new ArcOutcome.Fail(new ArcFailure.MessageSignature(
                    newest.set().instance(), newest.set().signature().domain(), signature));
        }
        // Step 6: every seal must hold, from the newest to the first.
        for (Sealed each : sealed.reversed()) {
            if (each.seal() instanceof DkimOutcome.TempError why) {
                return new ArcOutcome.TempError(why);
            }
            if (!each.seal().passed()) {
                return new ArcOutcome.Fail(new ArcFailure.Seal(
                        each.set().instance(), each.set().seal().domain(), each.seal()));
            }
        }
        return signature instanceof DkimOutcome.Neutral(Unjudged.NoBody noBody)
                ? new ArcOutcome.NoBody(noBody.headersHold())
                : new ArcOutcome.Pass();
    }

    /// Step 5: from the newest downwards until one does not hold.
    private static OptionalInt oldestPass(List<Sealed> sealed) {
        int lowest = sealed.size() + 1;
        while (lowest > 1 && sealed.get(lowest - 2).signature().passed()) {
            lowest--;
        }
        return lowest > sealed.size() ? OptionalInt.empty() : OptionalInt.of(lowest == 1 ? 0 : lowest);
    }
}
