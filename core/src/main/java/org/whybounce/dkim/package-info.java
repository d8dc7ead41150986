/// DKIM by RFC 6376, 8301 and 8463: whether the signatures of a message hold, and if one does not, what was done to
/// the message since.
///
/// ```
/// DkimSignature    = field, Algorithm, b, bh, Canonicalization x 2, d, s, i, h*, l?, t?, x?
/// SignatureReading = DkimSignature | Malformed | Unsupported
/// DkimKeyRecord    = k, KeyMaterial, h*, s*, t*, n?, remark*
/// KeyReading       = DkimKeyRecord | NotAKey
/// KeyAnswer        = Found(DkimKeyRecord+) | NoKey | Unusable | NoAnswer       at the selector
/// DkimOutcome      = Pass | Fail(Failure) | PermError(Defect) | TempError | Neutral(Unjudged)
/// DkimResult       = field, SignatureReading, DkimOutcome, Parts?, KeyAnswer?, DkimNotice*
/// ```
/// `DkimVerifier` verifies every signature of a message; `SignatureJudge` one, for ARC too. All of it is our own
/// on the crypto of the JDK: no library in use knows Ed25519 and ARC.
@NullMarked
package org.whybounce.dkim;

import org.jspecify.annotations.NullMarked;
