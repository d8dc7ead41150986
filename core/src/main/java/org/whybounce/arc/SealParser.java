package org.whybounce.arc;

import java.util.Locale;
import java.util.Optional;
import org.whybounce.dkim.DkimParser;
import org.whybounce.dkim.DkimSignature;
import org.whybounce.dkim.SignatureReading;
import org.whybounce.message.field.RawField;
import org.whybounce.message.field.TagList;

/// Reads an ARC-Seal (RFC 8617, section 4.1.3). Its tags are those of a DKIM signature but for `cv=`, and for `h=`,
/// `bh=` and all that concerns a body, which it has not.
final class SealParser {
    private SealParser() {}

    static ArcSeal parse(RawField field, int instance) throws ArcReader.Broken {
        TagList tags = TagList.read(field.value());
        for (String not : new String[] {"h", "bh", "l"}) {
            if (tags.tag(not).isPresent()) {
                throw broken(instance, "has " + not + "=, which a seal must not have");
            }
        }
        Optional<String> stated = tags.value("cv");
        ArcSeal.Validity validity = switch (stated.orElse("").toLowerCase(Locale.ROOT)) {
            case "none" -> ArcSeal.Validity.NONE;
            case "pass" -> ArcSeal.Validity.PASS;
            case "fail" -> ArcSeal.Validity.FAIL;
            default -> throw broken(instance, "does not say in cv= how the chain was");
        };
        // The tags that both share are read as a signature's.
        return switch (DkimParser.parseArc(field.with(field.value().stripTrailing() + filled(field)))) {
            case DkimSignature signature ->
                new ArcSeal(
                        field,
                        tags,
                        instance,
                        signature.algorithm(),
                        signature.signature(),
                        validity,
                        signature.domain(),
                        signature.selector(),
                        signature.signedAt());
            case SignatureReading.Malformed malformed -> throw broken(instance, malformed.why());
            case SignatureReading.Unsupported unknown -> throw broken(instance, unknown.why());
        };
    }

    /// The tags that a signature must have and a seal must not.
    private static String filled(RawField field) {
        return (field.value().stripTrailing().endsWith(";") ? "" : ";") + " h=; bh=AA==";
    }

    private static ArcReader.Broken broken(int instance, String why) {
        return new ArcReader.Broken("the " + ArcReader.SEAL + " with i=" + instance + " " + why);
    }
}
