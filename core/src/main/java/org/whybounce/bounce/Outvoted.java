package org.whybounce.bounce;

/// A reading of a refusal's words that does not count, and why.
///
/// @param heard whether its witness was heard at all; the words may be about something else entirely where not
public record Outvoted(Reading reading, String because, boolean heard) {}
