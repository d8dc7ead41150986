package org.whybounce.route;

/// How far a header field can be believed.
public enum Trust {
    /// The receiver's own servers wrote it.
    BELIEVED("believed"),
    /// Somebody who can be named stands behind it: the server that handed the message over, or a signer.
    ASSERTED("asserted"),
    /// Anybody on the way before may have written it, the sender first of all.
    FORGEABLE("forgeable");

    private final String word;

    Trust(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
