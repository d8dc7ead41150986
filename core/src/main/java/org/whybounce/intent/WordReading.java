package org.whybounce.intent;

import java.util.List;

/// What one word of a record was meant to say.
public sealed interface WordReading {
    /// The word as it stands, readable.
    String was();

    /// A term that says what it says.
    record Sound(String was) implements WordReading {}

    /// A damaged term that can have meant one thing only.
    ///
    /// @param terms   the term, or terms with a space between; empty where it says nothing
    /// @param because how that is known
    record Meant(String was, String terms, String because) implements WordReading {}

    /// A term that lists nobody now and whose meaning cannot be restored: it goes, and is listed as gone.
    record LeftOut(String was, String why) implements WordReading {}

    /// A term that may have meant one of several things.
    ///
    /// @param alternatives at least one; the safest first
    record Unclear(String was, List<Alternative> alternatives) implements WordReading {
        public Unclear {
            alternatives = List.copyOf(alternatives);
            if (alternatives.isEmpty()) {
                throw new IllegalArgumentException("a question without an answer");
            }
        }
    }

    /// One thing that an unclear term may have meant.
    ///
    /// @param onlyIf what has to be true for it, as a clause: `-all was meant`
    /// @param terms  what is written then; empty if it is left out
    record Alternative(String onlyIf, String terms) {}
}
