/// Knowledge of refusals: the texts, words and codes of `knowledge/`, and how a text is matched against them.
///
/// ```
/// Phrase     = words and placeholders with a Meaning        one stanza of knowledge/bounces
/// Phrasebook = Phrase*
/// Codebook   = reply and enhanced codes, as IANA and each provider mean them
/// ```
@NullMarked
package org.whybounce.bounce.phrase;

import org.jspecify.annotations.NullMarked;
