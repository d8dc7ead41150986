package org.whybounce.words.text;

import java.util.OptionalInt;

/// What a page of text is printed on: with or without colour, and how wide it is.
///
/// @param columns as somebody said; empty where nobody did, as in a pipe: then a row is cut nowhere
public record Paper(boolean colored, OptionalInt columns) {
    /// The width that every terminal has.
    public static final int ORDINARY = 80;

    /// The tables at a glance need as much; what is narrower breaks lines by itself.
    public static final int NARROWEST = 60;

    /// Longer lines are hard to read: the eye loses the next one.
    public static final int WIDEST = 120;

    /// Of the ordinary width.
    public static Paper ordinary(boolean colored) {
        return new Paper(colored, OptionalInt.empty());
    }

    /// As wide as a terminal says that it is, in the words of its variable `COLUMNS`; what is no number says nothing.
    public static Paper of(boolean colored, String said) {
        try {
            int columns = Integer.parseInt(said.strip());
            return columns > 0 ? new Paper(colored, OptionalInt.of(columns)) : ordinary(colored);
        } catch (NumberFormatException e) {
            return ordinary(colored);
        }
    }

    /// Where lines end.
    public int width() {
        return Math.clamp(columns.orElse(ORDINARY), NARROWEST, WIDEST);
    }
}
