package org.whybounce.dkim;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/// The two sums of a signature: the hash, and whether the signature belongs to it.
public final class SignatureMath {
    private SignatureMath() {}

    public static byte[] hash(Algorithm algorithm, byte[] data) {
        String name = algorithm.hash().equals("sha1") ? "SHA-1" : "SHA-256";
        try {
            return MessageDigest.getInstance(name).digest(data);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has " + name, impossible);
        }
    }

    static String base64Hash(Algorithm algorithm, byte[] data) {
        return Base64.getEncoder().encodeToString(hash(algorithm, data));
    }

    /// Whether `signature` is the signature over `data` by the key that belongs to this one. False as well if the key
    /// is of another kind.
    ///
    /// @param signature base64 without white space
    public static boolean holds(Algorithm algorithm, KeyMaterial material, byte[] data, String signature) {
        return switch (material) {
            case KeyMaterial.Rsa rsa ->
                algorithm.keyType().equals("rsa")
                        && verify(
                                algorithm == Algorithm.RSA_SHA1 ? "SHA1withRSA" : "SHA256withRSA",
                                rsa.key(),
                                data,
                                signature);
            // RFC 8463, section 3: what PureEdDSA signs is the SHA-256 hash.
            case KeyMaterial.Ed25519 ed ->
                algorithm == Algorithm.ED25519_SHA256 && verify("Ed25519", ed.key(), hash(algorithm, data), signature);
            case KeyMaterial.Revoked _, KeyMaterial.Unreadable _ -> false;
        };
    }

    private static boolean verify(String name, PublicKey key, byte[] data, String signature) {
        try {
            Signature verifier = Signature.getInstance(name);
            verifier.initVerify(key);
            verifier.update(data);
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException doesNotFit) {
            // A signature of another length than the key's, or a key that the JDK will not use.
            return false;
        }
    }
}
