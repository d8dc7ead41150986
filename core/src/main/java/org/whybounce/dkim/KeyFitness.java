package org.whybounce.dkim;

import java.util.Optional;
import org.whybounce.dkim.DkimOutcome.Defect;
import org.whybounce.dns.DomainName;

/// Whether a key is meant for a signature, and of use at all (RFC 6376, section 6.1.2).
public final class KeyFitness {
    private KeyFitness() {}

    /// @param agent the domain of `i=`; that of `d=` where there is no `i=`
    public static Optional<Defect> defect(
            DomainName at, DkimKeyRecord key, Algorithm algorithm, DomainName domain, Optional<DomainName> agent) {
        if (key.revoked()) {
            return Optional.of(new Defect.KeyRevoked(at));
        }
        if (!key.type().equals(algorithm.keyType()) && !(key.material() instanceof KeyMaterial.Unreadable)) {
            return unfit(at, "the key is of type " + key.type() + ", the signature was made by " + algorithm.code());
        }
        if (!key.allowsHash(algorithm.hash())) {
            return unfit(
                    at, "the key allows the hash " + String.join(", ", key.hashes()) + " and not " + algorithm.hash());
        }
        if (!key.allowsEmail()) {
            return unfit(at, "the key is for " + String.join(", ", key.services()) + " and not for mail");
        }
        if (key.strict() && !agent.equals(Optional.of(domain))) {
            return unfit(
                    at,
                    "the key says t=s, so that i= must name " + domain + " itself and not "
                            + agent.map(DomainName::toString).orElse("nothing"));
        }
        return switch (key.material()) {
            case KeyMaterial.Unreadable(var why) -> Optional.of(new Defect.KeyUnreadable(at, "the key " + why));
            case KeyMaterial.Rsa rsa when key.tooShort() -> Optional.of(new Defect.KeyTooShort(at, rsa.bits()));
            case KeyMaterial.Rsa _, KeyMaterial.Ed25519 _, KeyMaterial.Revoked _ -> Optional.empty();
        };
    }

    private static Optional<Defect> unfit(DomainName at, String why) {
        return Optional.of(new Defect.KeyUnfit(at, why));
    }
}
