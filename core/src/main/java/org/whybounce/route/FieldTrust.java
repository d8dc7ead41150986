package org.whybounce.route;

import org.whybounce.message.field.HeaderField;

/// How far one header field can be believed, and why.
///
/// @param forged whether it pretends to be the receiver's
public record FieldTrust(HeaderField field, Trust trust, String why, boolean forged) {
    /// Why a result of a receiver that writes above its own field and below it is not believed: nor is it held for
    /// forged.
    public static final String BELOW_AT_TIMES =
            "it bears the receiver's name and stands below the entry, where this receiver writes at times, and the"
                    + " sender can too";

    public FieldTrust(HeaderField field, Trust trust, String why) {
        this(field, trust, why, false);
    }
}
