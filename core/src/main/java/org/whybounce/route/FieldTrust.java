package org.whybounce.route;

import org.whybounce.message.field.HeaderField;

/// How far one header field can be believed, and why.
public record FieldTrust(HeaderField field, Trust trust, String why) {}
