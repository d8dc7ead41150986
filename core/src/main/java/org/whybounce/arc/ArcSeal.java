package org.whybounce.arc;

import java.time.Instant;
import java.util.Optional;
import org.whybounce.dkim.Algorithm;
import org.whybounce.dkim.DkimSignature;
import org.whybounce.dns.DomainName;
import org.whybounce.message.field.RawField;
import org.whybounce.message.field.TagList;

/// An ARC-Seal field (RFC 8617, section 4.1.3).
///
/// @param field     the field
/// @param tags      its tags; places count in the field's value
/// @param instance  `i=`
/// @param algorithm `a=`
/// @param signature `b=`, base64 without white space
/// @param validity  `cv=`
/// @param domain    `d=`
/// @param selector  `s=`
/// @param sealedAt  `t=`
public record ArcSeal(
        RawField field,
        TagList tags,
        int instance,
        Algorithm algorithm,
        String signature,
        Validity validity,
        DomainName domain,
        DomainName selector,
        Optional<Instant> sealedAt) {
    /// What the sealer found of the chain as it came in.
    public enum Validity {
        NONE,
        PASS,
        FAIL
    }

    /// The field with the value of `b=` taken out.
    public RawField unsigned() {
        return DkimSignature.without(field, tags);
    }
}
