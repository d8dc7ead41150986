package org.whybounce.dkim;

/// Something worth knowing about a signature that does not decide its outcome.
///
/// @param says one sentence, without a final full stop
public record DkimNotice(Kind kind, String says) {
    public enum Kind {
        /// An RSA key of 1024 to 2047 bits.
        WEAK_KEY,
        /// `t=y`.
        TESTING,
        /// `l=` leaves a part of the body to anyone who wants to write there.
        BODY_LENGTH,
        /// `t=` lies ahead.
        FUTURE,
        /// Several keys at one selector.
        SEVERAL_KEYS,
        /// TXT records beside the key that are none.
        OTHER_RECORDS,
        /// The key lies at the end of a CNAME chain.
        ALIAS,
        /// A field that readers see is not signed.
        NOT_SIGNED,
        /// A field of which one may stand in a message stands there again, unsigned.
        UNSIGNED_COPY,
        /// What is odd about the key record.
        KEY_REMARK
    }

    /// Stable: `DKIM_SIGNATURE/WEAK_KEY`.
    public String code() {
        return "DKIM_SIGNATURE/" + kind.name();
    }
}
