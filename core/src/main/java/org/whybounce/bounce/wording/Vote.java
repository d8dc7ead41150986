package org.whybounce.bounce.wording;

import java.util.Optional;
import java.util.function.Predicate;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Reading;
import org.whybounce.text.Span;

/// What one witness has to say about a refusal's meaning.
sealed interface Vote {
    /// The words mean this.
    record For(Reading reading) implements Vote {}

    /// What another vote says is told more exactly: `general` is the meaning that is made exact.
    ///
    /// @param leads    whether it counts only where that meaning leads, and was not said in so many words
    /// @param inPlace  whether it takes the general one's place and reason; else it goes before it
    record Sharper(Predicate<Reading> general, Reading exact, boolean leads, boolean inPlace) implements Vote {}

    /// These are mentioned and are not what the refusal is about.
    ///
    /// @param excluded whether they cannot be meant at all; else they remain as hints
    record Against(Predicate<Meaning> about, String because, boolean excluded) implements Vote {}

    static Vote likely(Meaning meaning, String because, Optional<Span> place) {
        return new For(new Reading(meaning, Reading.Strength.LIKELY, because, Optional.empty(), place));
    }
}
