package org.whybounce.dkim;

import java.util.Optional;

/// A signing algorithm, the `a=` of a signature.
public enum Algorithm {
    /// RFC 6376, section 3.3.2.
    RSA_SHA256("rsa-sha256", "rsa", "sha256"),
    /// Historic; a signature made with it never holds (RFC 8301, section 3.1).
    RSA_SHA1("rsa-sha1", "rsa", "sha1"),
    /// RFC 8463, section 3.
    ED25519_SHA256("ed25519-sha256", "ed25519", "sha256");

    private final String code;
    private final String keyType;
    private final String hash;

    Algorithm(String code, String keyType, String hash) {
        this.code = code;
        this.keyType = keyType;
        this.hash = hash;
    }

    /// As a signature writes it.
    public String code() {
        return code;
    }

    /// The `k=` of a key that fits.
    public String keyType() {
        return keyType;
    }

    /// The hash as the `h=` of a key names it.
    public String hash() {
        return hash;
    }

    static Optional<Algorithm> parse(String text) {
        for (Algorithm algorithm : values()) {
            if (algorithm.code.equals(text)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }
}
