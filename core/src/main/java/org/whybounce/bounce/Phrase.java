package org.whybounce.bounce;

/// A text of the phrasebook: a provider's own sentence, with placeholders.
///
/// @param provider as in the phrasebook, for instance `Google`
/// @param text     the sentence with placeholders such as `{ip}`
/// @param source   where the text was seen or documented
/// @param sisimai  Sisimai's reason for this text, where it cuts finer than our meanings; else the empty string
public record Phrase(String provider, String text, Meaning says, String source, String sisimai) {}
