package org.whybounce.dkim.autopsy;

import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whybounce.dkim.BodyHashes;
import org.whybounce.dkim.DkimKeyRecord;
import org.whybounce.dkim.DkimOutcome;
import org.whybounce.dkim.DkimOutcome.Defect;
import org.whybounce.dkim.DkimResult;
import org.whybounce.dkim.DkimSignature;
import org.whybounce.dkim.KeyAnswer;
import org.whybounce.dkim.KeyFitness;
import org.whybounce.dkim.KeyMaterial;
import org.whybounce.dkim.Parts;
import org.whybounce.dkim.Parts.BodyPart;
import org.whybounce.dkim.SignatureJudge;
import org.whybounce.dkim.SignedDigest;
import org.whybounce.dns.DomainName;
import org.whybounce.message.HeaderBlock.Damage;
import org.whybounce.message.RawMessage;

/// Finds out why a signature does not hold.
///
/// A signature signs the header fields, and among them the hash of the body. So the two are searched apart: a body
/// has
/// been found when its hash is the one in `bh=`, whatever became of the header fields, and the other way round.
/// With an
/// RSA key the signature can be opened, which tells whether it was made by this key at all, and the hash to look for.
/// Asks no DNS: what the selector said is in the result. Bounded by [Trials].
public final class DkimAutopsy {
    private DkimAutopsy() {}

    /// Empty if the signature holds, or if there is nothing to look into: it was never readable, or the DNS was
    /// silent.
    ///
    /// @param result what [DkimVerifier] made of the signature, for this very message
    /// @param damage what the reader of the pasted headers repaired; none for a mail from a file
    public static Optional<Autopsy> of(RawMessage message, DkimResult result, Set<Damage> damage) {
        DkimSignature signature = result.signature().orElse(null);
        if (signature == null || result.passed()) {
            return Optional.empty();
        }
        if (result.outcome() instanceof DkimOutcome.PermError(var defect)) {
            return switch (defect) {
                case Defect.KeyMissing missing -> Optional.of(gone(message, signature, missing.at(), false));
                case Defect.KeyRevoked revoked -> Optional.of(gone(message, signature, revoked.at(), true));
                case Defect.Malformed _,
                        Defect.KeyUnreadable _,
                        Defect.KeyUnfit _,
                        Defect.KeyTooShort _,
                        Defect.HistoricAlgorithm _ -> Optional.empty();
            };
        }
        Parts parts = result.parts().orElse(null);
        if (parts == null || parts.headersHold() && parts.body() != BodyPart.ALTERED) {
            return Optional.empty();
        }
        return result.key()
                .filter(KeyAnswer.Found.class::isInstance)
                .map(KeyAnswer.Found.class::cast)
                .map(found -> altered(message, signature, parts, found, damage));
    }

    private static Autopsy gone(RawMessage message, DkimSignature signature, DomainName at, boolean revoked) {
        BodyHashes bodies = new BodyHashes(message.body());
        Optional<Boolean> holds = bodies.missing()
                ? Optional.empty()
                : Optional.of(SignatureJudge.hasHash(signature, bodies.of(signature)));
        return new Autopsy.KeyGone(at, revoked, holds);
    }

    private static Autopsy altered(
            RawMessage message, DkimSignature signature, Parts parts, KeyAnswer.Found found, Set<Damage> damage) {
        HeaderTarget target = null;
        SignedDigest.Opened.Foreign foreign = null;
        for (DkimKeyRecord key : found.records()) {
            boolean fits = KeyFitness.defect(
                            found.at(), key, signature.algorithm(), signature.domain(), signature.agentDomain())
                    .isEmpty();
            if (!fits || target instanceof HeaderTarget.Hash) {
                continue;
            }
            if (key.material() instanceof KeyMaterial.Rsa rsa && rsa.key() instanceof RSAPublicKey open) {
                switch (SignedDigest.open(open, signature.signature())) {
                    case SignedDigest.Opened.Hash hash -> target = new HeaderTarget.Hash(hash);
                    case SignedDigest.Opened.Foreign other -> foreign = foreign == null ? other : foreign;
                }
            } else {
                target = new HeaderTarget.Key(key.material());
            }
        }
        if (target == null) {
            return new Autopsy.AnotherKey(found.at(), foreign == null || !foreign.length());
        }
        return search(message, signature, parts, target, damage);
    }

    private static Autopsy search(
            RawMessage message, DkimSignature signature, Parts parts, HeaderTarget target, Set<Damage> damage) {
        boolean cheap = target instanceof HeaderTarget.Hash;
        Trials trials = new Trials(cheap);
        Trials headerTrials = new Trials(cheap);
        byte[] body = message.body().orElse(new byte[0]);
        BodyTrials bodies = new BodyTrials(message, body, new BodyTarget(signature, trials));
        List<String> lines = BodyLines.of(body);
        List<String> signs = PasteSigns.of(message, signature, damage, lines, bodies.layout());
        boolean bodyAltered = parts.body() == BodyPart.ALTERED;
        Optional<BodyTrials.Explained> ofBody = bodyAltered ? bodies.search() : Optional.empty();
        Optional<List<Alteration>> ofHeaders = parts.headersHold()
                ? Optional.empty()
                : new HeaderTrials(
                                message,
                                signature,
                                ofBody.map(BodyTrials.Explained::fields).orElse(List.of()),
                                target,
                                headerTrials)
                        .search();
        List<Alteration> all = new ArrayList<>();
        ofBody.ifPresent(explained -> all.addAll(explained.alterations()));
        ofHeaders.ifPresent(all::addAll);
        boolean bodyLeft = parts.body() == BodyPart.TOO_SHORT || bodyAltered && ofBody.isEmpty();
        boolean headersLeft = !parts.headersHold() && ofHeaders.isEmpty();
        if (!bodyLeft && !headersLeft) {
            return new Autopsy.Found(all, signs);
        }
        List<String> traces = AlterationTraces.of(message, lines);
        if (!all.isEmpty()) {
            List<String> both = new ArrayList<>(signs);
            both.addAll(traces);
            return new Autopsy.FoundInPart(all, bodyLeft ? Alteration.Where.BODY : Alteration.Where.HEADERS, both);
        }
        if (!signs.isEmpty()) {
            return new Autopsy.NotIntact(signs);
        }
        return traces.isEmpty()
                ? new Autopsy.Unknown(parts, trials.cut() || headerTrials.cut())
                : new Autopsy.Suspected(traces, parts);
    }
}
