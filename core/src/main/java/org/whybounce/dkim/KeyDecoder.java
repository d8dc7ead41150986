package org.whybounce.dkim;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/// Turns the base64 of a key record into a key of the JDK.
///
/// The JDK reads only SubjectPublicKeyInfo (X.509). RSA keys in the DNS mostly are that, some are the bare
/// RSAPublicKey
/// of PKCS #1, and Ed25519 keys are 32 bare bytes (RFC 8463, section 4); both get the wrapping that they lack.
final class KeyDecoder {
    /// SEQUENCE { SEQUENCE { OID 1.3.101.112 } BIT STRING, 32 bytes } (RFC 8410, section 4).
    private static final byte[] ED25519_LEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    /// SEQUENCE { OID 1.2.840.113549.1.1.1, NULL } (RFC 3279, section 2.3.1).
    private static final byte[] RSA_ALGORITHM = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

    private static final int ED25519_BYTES = 32;

    private KeyDecoder() {}

    /// @param base64 without white space
    static KeyMaterial decode(String type, String base64) {
        if (base64.isEmpty()) {
            return new KeyMaterial.Revoked();
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            return new KeyMaterial.Unreadable("is not valid base64");
        }
        return switch (type) {
            case "rsa" -> rsa(bytes);
            case "ed25519" -> ed25519(bytes);
            default -> new KeyMaterial.Unreadable("is of a type that nobody knows: k=" + DkimKeyParser.shortened(type));
        };
    }

    private static KeyMaterial rsa(byte[] bytes) {
        try {
            return rsa(key("RSA", bytes));
        } catch (GeneralSecurityException notX509) {
            try {
                return rsa(key("RSA", wrapped(bytes)));
            } catch (GeneralSecurityException neither) {
                return new KeyMaterial.Unreadable("is no RSA key: its bytes are damaged or cut off");
            }
        }
    }

    private static KeyMaterial rsa(PublicKey key) throws GeneralSecurityException {
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            int exponent = rsa.getPublicExponent().bitLength();
            if (bits > DkimKeyRecord.MOST_RSA_BITS) {
                return new KeyMaterial.Unreadable("is an RSA key of " + bits + " bits; none of more than "
                        + DkimKeyRecord.MOST_RSA_BITS + " is tried, as receivers need take no longer one");
            }
            if (exponent > DkimKeyRecord.MOST_EXPONENT_BITS) {
                return new KeyMaterial.Unreadable("has a public exponent of " + exponent
                        + " bits, which no key generator makes, and is not tried");
            }
            return new KeyMaterial.Rsa(rsa, rsa.getModulus().bitLength());
        }
        throw new GeneralSecurityException("not an RSA key");
    }

    private static KeyMaterial ed25519(byte[] bytes) {
        if (bytes.length != ED25519_BYTES) {
            return new KeyMaterial.Unreadable(
                    "is no Ed25519 key: it has " + bytes.length + " bytes and not " + ED25519_BYTES);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(ED25519_LEAD);
        whole.writeBytes(bytes);
        try {
            return new KeyMaterial.Ed25519(key("Ed25519", whole.toByteArray()));
        } catch (GeneralSecurityException noPoint) {
            return new KeyMaterial.Unreadable("is no Ed25519 key: its bytes are no point of the curve");
        }
    }

    private static PublicKey key(String algorithm, byte[] encoded) throws GeneralSecurityException {
        try {
            return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (RuntimeException odd) {
            // Hostile DER can trip the decoder in ways that it does not declare.
            throw new GeneralSecurityException(odd);
        }
    }

    private static byte[] wrapped(byte[] pkcs1) {
        ByteArrayOutputStream bits = new ByteArrayOutputStream();
        bits.write(0);
        bits.writeBytes(pkcs1);
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        inner.writeBytes(RSA_ALGORITHM);
        inner.writeBytes(der(0x03, bits.toByteArray()));
        return der(0x30, inner.toByteArray());
    }

    private static byte[] der(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.length;
        if (length < 0x80) {
            out.write(length);
        } else if (length < 0x100) {
            out.write(0x81);
            out.write(length);
        } else if (length < 0x10000) {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length);
        } else {
            out.write(0x83);
            out.write(length >> 16);
            out.write(length >> 8);
            out.write(length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }
}
