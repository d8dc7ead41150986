package org.whybounce.dkim;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A DKIM key record (RFC 6376, section 3.6.1).
///
/// @param text     the record
/// @param version  `v=`, where it stands
/// @param type     `k=`: `rsa` if it is not there
/// @param material the key itself
/// @param hashes   `h=`: the hashes allowed, all if empty
/// @param services `s=`: the services meant, `*` for all
/// @param flags    `t=`
/// @param notes    `n=`: for people, as it stands
/// @param remarks  what is odd about the record without breaking it, a sentence each
public record DkimKeyRecord(
        String text,
        Optional<String> version,
        String type,
        KeyMaterial material,
        List<String> hashes,
        List<String> services,
        List<String> flags,
        Optional<String> notes,
        List<String> remarks)
        implements KeyReading {
    public DkimKeyRecord {
        hashes = List.copyOf(hashes);
        services = List.copyOf(services);
        flags = List.copyOf(flags);
        remarks = List.copyOf(remarks);
    }

    /// RFC 8301, section 3.2: verifiers take no signature made with a shorter RSA key.
    public static final int LEAST_RSA_BITS = 1024;

    /// RFC 8301, section 3.2: verifiers must take keys of up to so many bits; trying longer ones costs seconds.
    public static final int MOST_RSA_BITS = 4096;

    /// Bits of the public exponent: key generators make 3, 17 and 65,537. One as long as the key makes a verification
    /// a hundred times as costly.
    public static final int MOST_EXPONENT_BITS = 33;

    /// RFC 8301, section 3.2: signers should use at least so many bits.
    public static final int GOOD_RSA_BITS = 2048;

    /// `t=y`: the domain only tests DKIM.
    public boolean testing() {
        return flags.contains("y");
    }

    /// `t=s`: `i=` must name the domain itself and no subdomain.
    public boolean strict() {
        return flags.contains("s");
    }

    public boolean revoked() {
        return material instanceof KeyMaterial.Revoked;
    }

    public boolean allowsHash(String hash) {
        return hashes.isEmpty() || hashes.contains(hash);
    }

    /// Whether the key is meant for mail.
    public boolean allowsEmail() {
        return services.contains("*") || services.contains("email");
    }

    /// How long the key is, where that says something; an Ed25519 key always has 256 bits.
    public OptionalInt bits() {
        return switch (material) {
            case KeyMaterial.Rsa rsa -> OptionalInt.of(rsa.bits());
            case KeyMaterial.Ed25519 _ -> OptionalInt.of(256);
            case KeyMaterial.Revoked _, KeyMaterial.Unreadable _ -> OptionalInt.empty();
        };
    }

    /// Too short to be taken by anyone (RFC 8301, section 3.2).
    public boolean tooShort() {
        return material instanceof KeyMaterial.Rsa rsa && rsa.bits() < LEAST_RSA_BITS;
    }

    /// Taken today, but shorter than signers should use.
    public boolean weak() {
        return material instanceof KeyMaterial.Rsa rsa && rsa.bits() >= LEAST_RSA_BITS && rsa.bits() < GOOD_RSA_BITS;
    }
}
