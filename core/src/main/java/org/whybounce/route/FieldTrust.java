package org.whybounce.route;

import org.whybounce.message.field.HeaderField;

/// How far one header field can be believed, and why.
///
/// @param forged whether it pretends to be the receiver's
public record FieldTrust(HeaderField field, Trust trust, String why, boolean forged) {
    public FieldTrust(HeaderField field, Trust trust, String why) {
        this(field, trust, why, false);
    }
}
