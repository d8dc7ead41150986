package org.whybounce.dkim;

/// Which parts of a message a signature still holds for. A signature signs the header fields and, among them, the
/// hash
/// of the body; so the two can be told apart.
///
/// @param headersHold whether the signature over the header fields holds, given its `bh=`
/// @param body        whether the body has that hash
public record Parts(boolean headersHold, BodyPart body) {
    public enum BodyPart {
        HOLDS,
        ALTERED,
        /// Shorter than `l=`.
        TOO_SHORT,
        /// There is none.
        MISSING
    }
}
