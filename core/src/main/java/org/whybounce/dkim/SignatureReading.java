package org.whybounce.dkim;

import org.whybounce.message.field.RawField;

/// A signature field, read.
public sealed interface SignatureReading
        permits DkimSignature, SignatureReading.Malformed, SignatureReading.Unsupported {
    RawField field();

    /// The field breaks the rules of RFC 6376.
    ///
    /// @param why ends a sentence that begins with "the signature"
    record Malformed(RawField field, String why) implements SignatureReading {}

    /// The field may be sound, but asks for what nobody knows: an algorithm, a version, a way to the key.
    record Unsupported(RawField field, String why) implements SignatureReading {}
}
