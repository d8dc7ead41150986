package org.whybounce.dkim;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.whybounce.dns.DomainName;
import org.whybounce.message.field.RawField;
import org.whybounce.message.field.TagList;

/// One signature: a DKIM-Signature field, or the ARC-Message-Signature field of an ARC set, which is read alike.
///
/// @param field     the field
/// @param tags      its tags; places count in the field's value
/// @param algorithm `a=`
/// @param signature `b=`, base64 without white space
/// @param bodyHash  `bh=`, base64 without white space
/// @param header    the first half of `c=`
/// @param body      the second half of `c=`
/// @param domain    `d=`
/// @param selector  `s=`
/// @param agent     `i=`, the identity that the signer speaks for; `@` and the domain if it is not there
/// @param signed    `h=`, lower case, in order
/// @param length    `l=`, how many bytes of the canonical body are signed; all if empty
/// @param signedAt  `t=`
/// @param expires   `x=`
public record DkimSignature(
        RawField field,
        TagList tags,
        Algorithm algorithm,
        String signature,
        String bodyHash,
        Canonicalization header,
        Canonicalization body,
        DomainName domain,
        DomainName selector,
        String agent,
        List<String> signed,
        OptionalLong length,
        Optional<Instant> signedAt,
        Optional<Instant> expires)
        implements SignatureReading {
    public DkimSignature {
        signed = List.copyOf(signed);
    }

    /// The domain of `i=`.
    public Optional<DomainName> agentDomain() {
        return DomainName.parse(agent.substring(agent.lastIndexOf('@') + 1));
    }

    /// The field with the value of `b=` taken out, white space around it included: what the signer signed (RFC 6376,
    /// section 3.5 and 3.7).
    public RawField unsigned() {
        return without(field, tags);
    }

    /// A field with the value of its `b=` taken out.
    public static RawField without(RawField field, TagList tags) {
        String value = field.value();
        return tags.tag("b")
                .map(tag -> field.with(value.substring(0, tag.valueStart()) + value.substring(tag.valueEnd())))
                .orElse(field);
    }

    /// The same signature, as if it said `c=relaxed/relaxed`.
    public DkimSignature relaxed() {
        return new DkimSignature(
                field,
                tags,
                algorithm,
                signature,
                bodyHash,
                Canonicalization.RELAXED,
                Canonicalization.RELAXED,
                domain,
                selector,
                agent,
                signed,
                length,
                signedAt,
                expires);
    }

    /// How often `h=` names a field; the name in lower case. More often than the field stands in the message means
    /// that
    /// nobody can add another one ("oversigning", RFC 6376, section 8.15).
    public long timesSigned(String name) {
        return signed.stream().filter(name::equals).count();
    }
}
