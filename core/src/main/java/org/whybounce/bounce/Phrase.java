package org.whybounce.bounce;

/// A text of the phrasebook: a provider's own sentence, with placeholders.
///
/// @param provider as in the phrasebook, for instance `Google`
/// @param text     the sentence with placeholders such as `{ip}`
/// @param source   where the text was seen or documented
public record Phrase(String provider, String text, Meaning says, String source) {}
