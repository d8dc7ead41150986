package org.whybounce.finding;

/// One thing that a check has to say.
///
/// @param code    stable for ever, in two parts: `SPF_LOOKUP_LIMIT/OVER`
/// @param level   how much it matters
/// @param subject the name, address or term that it is about
/// @param text    one or two sentences for a person; may hold outside text, so every output escapes it
public record Finding(String code, Severity level, String subject, String text) {}
