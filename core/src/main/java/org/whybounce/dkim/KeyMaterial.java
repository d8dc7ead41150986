package org.whybounce.dkim;

import java.security.PublicKey;

/// What the `p=` of a key record holds.
public sealed interface KeyMaterial {
    /// @param bits the length of the modulus
    record Rsa(PublicKey key, int bits) implements KeyMaterial {}

    record Ed25519(PublicKey key) implements KeyMaterial {}

    /// An empty `p=`: the key was withdrawn (RFC 6376, section 3.6.1).
    record Revoked() implements KeyMaterial {}

    /// @param why ends a sentence that begins with "the key"
    record Unreadable(String why) implements KeyMaterial {}
}
