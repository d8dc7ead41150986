package org.whybounce.dkim;

import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// The hash that an RSA signature was made over. Anyone can open a signature with the public key (RFC 8017, section
/// 8.2.2), which tells two things that verifying does not: whether the signature was made by this key at all, and the
/// very hash that the header fields had, so that thousands of guesses cost a hash each and not a public-key sum.
public final class SignedDigest {
    /// DigestInfo of SHA-256 before the hash itself (RFC 8017, section 9.2, note 1).
    private static final byte[] SHA256 = HexFormat.of().parseHex("3031300d060960864801650304020105000420");

    private static final int HASH_BYTES = 32;

    private SignedDigest() {}

    /// What a signature turned out to be.
    public sealed interface Opened {
        /// Made by this key, over this hash.
        ///
        /// @param hash in hexadecimal
        record Hash(String hash) implements Opened {}

        /// @param length whether it has the length that this key gives
        record Foreign(boolean length) implements Opened {}
    }

    public static Opened open(RSAPublicKey key, String base64) {
        byte[] signature = Base64.getDecoder().decode(base64);
        int size = (key.getModulus().bitLength() + 7) / 8;
        BigInteger number = new BigInteger(1, signature);
        if (signature.length != size || number.compareTo(key.getModulus()) >= 0) {
            return new Opened.Foreign(signature.length == size);
        }
        byte[] opened = number.modPow(key.getPublicExponent(), key.getModulus()).toByteArray();
        // 00 01 FF ... FF 00 DigestInfo hash; the leading zero is gone in a number.
        int at = 0;
        boolean padded = opened.length == size - 1 && opened[at++] == 1;
        while (padded && at < opened.length && opened[at] == (byte) 0xff) {
            at++;
        }
        int info = opened.length - HASH_BYTES - SHA256.length;
        boolean whole = padded
                && at >= 9
                && at == info - 1
                && opened[at] == 0
                && Arrays.equals(opened, info, info + SHA256.length, SHA256, 0, SHA256.length);
        return whole
                ? new Opened.Hash(HexFormat.of().formatHex(opened, opened.length - HASH_BYTES, opened.length))
                : new Opened.Foreign(true);
    }
}
