package org.whybounce.message;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.whybounce.message.field.FieldNames;

/// Whether a head goes on behind a blank line. The first empty line ends a head (RFC 5322, section 2.1),
/// but forums and editors put empty lines between fields. A head that servers wrote into and that has no
/// author yet is not at its end; a body does not begin with the fields which it lacks. A line of nothing
/// but blanks is no empty line and ends no head, whatever stands in it already (section 3.2.2).
final class OpenHead {
    /// More empty lines in a row than a page puts between two lines.
    static final int MOST_BLANKS = 3;

    /// Fields that stand once (RFC 5322, section 3.6): a second one is another mail's.
    private static final Set<String> ONCE =
            Set.of("from", "sender", "reply-to", "to", "cc", "bcc", "message-id", "date", "subject", "mime-version");

    private final Set<String> seen = new HashSet<>();
    private boolean traced;

    /// A field that stands in the head.
    void has(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        traced |= FieldNames.traces(lower);
        if (ONCE.contains(lower)) {
            seen.add(lower);
        }
    }

    /// Whether a field of this name behind a blank line belongs to it.
    ///
    /// @param onlyBlanks whether the line holds blanks, and is no empty one
    boolean goesOn(String name, boolean onlyBlanks) {
        String lower = name.toLowerCase(Locale.ROOT);
        return FieldNames.known(name) && traced && (onlyBlanks || !seen.contains(lower) && !complete());
    }

    /// Whether a folded line behind a blank line belongs to it.
    boolean foldsOn(boolean onlyBlanks) {
        return traced && (onlyBlanks || !complete());
    }

    private boolean complete() {
        return seen.contains("from") && seen.contains("date");
    }
}
