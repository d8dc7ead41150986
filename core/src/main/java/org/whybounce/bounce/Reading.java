package org.whybounce.bounce;

import java.util.Optional;
import org.whybounce.text.Span;

/// One way to read a refusal's words, with why.
///
/// @param meaning  what the words say
/// @param strength how much the words themselves carry
/// @param reason   one sentence for a person
/// @param phrase   the phrasebook text that matched, if one did
/// @param span     the words in the paste
public record Reading(Meaning meaning, Strength strength, String reason, Optional<Phrase> phrase, Optional<Span> span) {

    /// How certain a reading is; the order is from weakest to strongest.
    public enum Strength {
        /// A bare code, or advice inside a refusal.
        HINT,
        /// Wording that usually means this.
        LIKELY,
        /// The receiver says so in so many words.
        SAID
    }
}
