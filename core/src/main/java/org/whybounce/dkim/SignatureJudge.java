package org.whybounce.dkim;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.budget.CpuTime;
import org.whybounce.dkim.DkimOutcome.Defect;
import org.whybounce.dkim.DkimOutcome.Failure;
import org.whybounce.dkim.DkimOutcome.Unjudged;
import org.whybounce.dkim.Parts.BodyPart;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.message.RawMessage;

/// Verifies one signature over one message (RFC 6376, section 6.1). Header fields and body are looked at apart, so
/// that
/// an answer can say which of them was altered.
public final class SignatureJudge {
    private final KeyLookup keys;
    private final KeyTries tries;

    /// @param tries for the mail whose signatures are judged
    public SignatureJudge(Resolver resolver, KeyTries tries) {
        this.keys = new KeyLookup(resolver);
        this.tries = tries;
    }

    /// What became of one signature; the pieces are those of [DkimResult].
    public record Judgement(
            DkimOutcome outcome, Optional<Parts> parts, Optional<KeyAnswer> key, List<DkimNotice> notices) {
        public Judgement {
            notices = List.copyOf(notices);
        }
    }

    /// @param now the time at which the signature is to hold: that of the receipt, where it is known
    public Judgement judge(RawMessage message, DkimSignature signature, Instant now) {
        return judge(message, signature, now, new BodyHashes(message.body()));
    }

    Judgement judge(RawMessage message, DkimSignature signature, Instant now, BodyHashes bodies) {
        Signed signed = over(
                SignedData.of(message, signature),
                signature.algorithm(),
                signature.signature(),
                signature.domain(),
                signature.selector(),
                signature.agentDomain());
        KeyAnswer.Found found = signed.found;
        DkimKeyRecord key = signed.used;
        if (found == null || key == null) {
            return new Judgement(signed.outcome, Optional.empty(), signed.key(), List.of());
        }
        Parts parts = new Parts(signed.outcome.passed(), body(signature, bodies));
        return new Judgement(
                outcome(signature, now, bodies, parts),
                Optional.of(parts),
                signed.key(),
                Notices.of(message, signature, now, bodies, found, key));
    }

    /// A signature over data: the outcome, and the key if there was one to try.
    private static final class Signed {
        private final DkimOutcome outcome;
        private final @Nullable KeyAnswer answer;
        private final KeyAnswer.@Nullable Found found;
        private final @Nullable DkimKeyRecord used;

        Signed(DkimOutcome outcome, @Nullable KeyAnswer answer) {
            this(outcome, answer, null, null);
        }

        Signed(
                DkimOutcome outcome,
                @Nullable KeyAnswer answer,
                KeyAnswer.@Nullable Found found,
                @Nullable DkimKeyRecord used) {
            this.outcome = outcome;
            this.answer = answer;
            this.found = found;
            this.used = used;
        }

        Optional<KeyAnswer> key() {
            return Optional.ofNullable(answer);
        }
    }

    /// Verifies a signature over data that is not a message's, as that of an ARC seal: passes, fails as
    /// [Failure.HeadersAltered], or has an error with its key.
    ///
    /// @param signature base64 without white space
    public DkimOutcome judge(
            byte[] data, Algorithm algorithm, String signature, DomainName domain, DomainName selector) {
        return over(data, algorithm, signature, domain, selector, Optional.of(domain)).outcome;
    }

    private Signed over(
            byte[] data,
            Algorithm algorithm,
            String signature,
            DomainName domain,
            DomainName selector,
            Optional<DomainName> agent) {
        // RFC 8301, section 3.1.
        if (algorithm == Algorithm.RSA_SHA1) {
            return new Signed(new DkimOutcome.PermError(new Defect.HistoricAlgorithm(algorithm)), null);
        }
        KeyAnswer answer = keys.find(domain, selector);
        return switch (answer) {
            case KeyAnswer.NoAnswer none ->
                new Signed(new DkimOutcome.TempError(none.question(), none.answer()), answer);
            case KeyAnswer.NoKey none -> defect(new Defect.KeyMissing(none.at(), none.noSuchName()), answer);
            case KeyAnswer.Unusable none ->
                defect(
                        new Defect.KeyUnreadable(
                                none.at(),
                                "the record " + none.records().getFirst().why()),
                        answer);
            case KeyAnswer.Found found ->
                over(data, algorithm, signature, domain, agent, new Question(found.at(), RecordType.TXT), found);
        };
    }

    private static Signed defect(Defect defect, KeyAnswer answer) {
        return new Signed(new DkimOutcome.PermError(defect), answer);
    }

    /// RFC 6376, section 6.1.2: of several keys, each may be tried.
    private Signed over(
            byte[] data,
            Algorithm algorithm,
            String signature,
            DomainName domain,
            Optional<DomainName> agent,
            Question question,
            KeyAnswer.Found found) {
        Defect defect = null;
        DkimKeyRecord fits = null;
        for (DkimKeyRecord key : found.records()) {
            Optional<Defect> unfit = KeyFitness.defect(found.at(), key, algorithm, domain, agent);
            if (unfit.isPresent()) {
                defect = defect == null ? unfit.get() : defect;
            } else if (!tries.another()) {
                return spared(question, KeyTries.MOST + " keys were tried in vain for this mail already", found);
            } else if (!CpuTime.left()) {
                return spared(question, "the processor time for this check is over", found);
            } else if (SignatureMath.holds(algorithm, key.material(), data, signature)) {
                return new Signed(new DkimOutcome.Pass(), found, found, key);
            } else {
                tries.failed();
                fits = fits == null ? key : fits;
            }
        }
        if (fits != null) {
            return new Signed(new DkimOutcome.Fail(new Failure.HeadersAltered()), found, found, fits);
        }
        return defect(defect == null ? new Defect.KeyMissing(found.at(), false) : defect, found);
    }

    /// A limit of ours is no fact about the signature: whether it holds is not known.
    private static Signed spared(Question question, String why, KeyAnswer answer) {
        return new Signed(new DkimOutcome.TempError(question, new Answer.NotAsked(Answer.Limit.BUDGET, why)), answer);
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

    public static boolean hasHash(DkimSignature signature, String computed) {
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
