package org.whybounce.way;

import org.whybounce.message.HeaderField;

/// How far one header field can be believed, and why.
public record FieldTrust(HeaderField field, Trust trust, String why) {}
