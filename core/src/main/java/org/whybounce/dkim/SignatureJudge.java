package org.whybounce.dkim;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.whybounce.dkim.DkimOutcome.Defect;
import org.whybounce.dkim.DkimOutcome.Failure;
import org.whybounce.dkim.DkimOutcome.Unjudged;
import org.whybounce.dkim.Parts.BodyPart;
import org.whybounce.dns.Resolver;
import org.whybounce.message.RawMessage;

/// Verifies one signature over one message (RFC 6376, section 6.1). Header fields and body are looked at apart, so that
/// an answer can say which of them was altered.
public final class SignatureJudge {
    private final KeyLookup keys;

    public SignatureJudge(Resolver resolver) {
        this.keys = new KeyLookup(resolver);
    }

    /// What became of one signature; the pieces are those of [DkimResult].
    public record Judgement(
            DkimOutcome outcome, Optional<Parts> parts, Optional<KeyAnswer> key, List<DkimNotice> notices) {
        public Judgement {
            notices = List.copyOf(notices);
        }

        private static Judgement without(DkimOutcome outcome, Optional<KeyAnswer> key) {
            return new Judgement(outcome, Optional.empty(), key, List.of());
        }
    }

    /// @param now the time at which the signature is to hold: that of the receipt, where it is known
    public Judgement judge(RawMessage message, DkimSignature signature, Instant now) {
        return judge(message, signature, now, new BodyHashes(message.body()));
    }

    Judgement judge(RawMessage message, DkimSignature signature, Instant now, BodyHashes bodies) {
        // RFC 8301, section 3.1.
        if (signature.algorithm() == Algorithm.RSA_SHA1) {
            return Judgement.without(
                    new DkimOutcome.PermError(new Defect.HistoricAlgorithm(signature.algorithm())), Optional.empty());
        }
        KeyAnswer answer = keys.find(signature.domain(), signature.selector());
        return switch (answer) {
            case KeyAnswer.NoAnswer none ->
                Judgement.without(new DkimOutcome.TempError(none.question(), none.answer()), Optional.of(answer));
            case KeyAnswer.NoKey none -> defect(new Defect.KeyMissing(none.at(), none.noSuchName()), answer);
            case KeyAnswer.Unusable none ->
                defect(
                        new Defect.KeyUnreadable(
                                none.at(), "record " + none.records().getFirst().why()),
                        answer);
            case KeyAnswer.Found found -> judge(message, signature, now, bodies, found);
        };
    }

    private static Judgement defect(Defect defect, KeyAnswer answer) {
        return Judgement.without(new DkimOutcome.PermError(defect), Optional.of(answer));
    }

    /// RFC 6376, section 6.1.2: of several keys, each may be tried.
    private static Judgement judge(
            RawMessage message, DkimSignature signature, Instant now, BodyHashes bodies, KeyAnswer.Found found) {
        byte[] signed = SignedData.of(message, signature);
        Defect defect = null;
        DkimKeyRecord fits = null;
        boolean holds = false;
        for (DkimKeyRecord key : found.records()) {
            Optional<Defect> unfit = KeyFitness.defect(found.at(), key, signature);
            if (unfit.isPresent()) {
                defect = defect == null ? unfit.get() : defect;
                continue;
            }
            boolean verifies =
                    SignatureMath.holds(signature.algorithm(), key.material(), signed, signature.signature());
            if (fits == null || verifies) {
                fits = key;
                holds = verifies;
            }
            if (holds) {
                break;
            }
        }
        if (fits == null) {
            return defect(defect == null ? new Defect.KeyMissing(found.at(), false) : defect, found);
        }
        BodyPart body = body(signature, bodies);
        Parts parts = new Parts(holds, body);
        return new Judgement(
                outcome(signature, now, bodies, parts),
                Optional.of(parts),
                Optional.of(found),
                Notices.of(message, signature, now, bodies, found, fits));
    }

    private static BodyPart body(DkimSignature signature, BodyHashes bodies) {
        if (hasHash(signature, bodies.of(signature))) {
            // A length beyond the end never holds (RFC 6376, section 3.5, l=), whatever the hash.
            return tooShort(signature, bodies) ? BodyPart.TOO_SHORT : BodyPart.HOLDS;
        }
        if (bodies.missing()) {
            return BodyPart.MISSING;
        }
        return tooShort(signature, bodies) ? BodyPart.TOO_SHORT : BodyPart.ALTERED;
    }

    static boolean hasHash(DkimSignature signature, String computed) {
        Base64.Decoder base64 = Base64.getDecoder();
        return Arrays.equals(base64.decode(signature.bodyHash()), base64.decode(computed));
    }

    private static boolean tooShort(DkimSignature signature, BodyHashes bodies) {
        return signature.length().orElse(0) > bodies.canonical(signature.body()).length;
    }

    private static DkimOutcome outcome(DkimSignature signature, Instant now, BodyHashes bodies, Parts parts) {
        boolean holds = parts.headersHold() && parts.body() == BodyPart.HOLDS;
        if (signature.expires().filter(now::isAfter).isPresent()) {
            boolean held = parts.headersHold() && (holds || parts.body() == BodyPart.MISSING);
            return new DkimOutcome.Fail(new Failure.Expired(signature.expires().get(), held));
        }
        return switch (parts.body()) {
            case HOLDS -> holds ? new DkimOutcome.Pass() : new DkimOutcome.Fail(new Failure.HeadersAltered());
            case ALTERED ->
                new DkimOutcome.Fail(
                        new Failure.BodyAltered(signature.bodyHash(), bodies.of(signature), parts.headersHold()));
            case TOO_SHORT ->
                new DkimOutcome.Fail(new Failure.BodyTooShort(
                        signature.length().orElse(0), bodies.canonical(signature.body()).length));
            case MISSING -> new DkimOutcome.Neutral(new Unjudged.NoBody(parts.headersHold()));
        };
    }
}
