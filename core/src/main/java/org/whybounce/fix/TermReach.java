package org.whybounce.fix;

import java.util.Optional;
import org.whybounce.net.AddressRanges;
import org.whybounce.spf.Mechanism;
import org.whybounce.spf.Qualifier;
import org.whybounce.spf.Term;

/// One term of a record, with what it matches and what it costs.
///
/// @param text    the term as it is written
/// @param matches the addresses it matches whoever asks; none where that depends on the message
/// @param lookups what it costs, everything below it included
/// @param voids   lookups below it (or its own) that find nothing
/// @param state   whether it does anything
/// @param inside  the record of the include's or redirect's target
public record TermReach(
        String text,
        Term term,
        AddressRanges matches,
        int lookups,
        int voids,
        State state,
        Optional<RecordReach> inside) {
    /// What a term does in the record as DNS stands now.
    public enum State {
        /// It matches addresses.
        LIVE,
        /// An include or redirect whose target has no record: a permerror for whoever gets so far.
        DEAD,
        /// An include or redirect whose target has several records, or a broken one.
        BROKEN,
        /// A name without addresses.
        VOID,
        /// It leads back to a domain that it was reached from.
        LOOP,
        /// What it matches depends on the message: a macro, exists, ptr.
        OPAQUE,
        /// The DNS did not answer.
        UNKNOWN,
        /// Modifiers that match nothing by their nature.
        NONE
    }

    public boolean isAll() {
        return term instanceof Term.Directive directive && directive.mechanism() instanceof Mechanism.All;
    }

    public boolean isRedirect() {
        return term instanceof Term.Redirect;
    }

    public boolean isModifier() {
        return !(term instanceof Term.Directive);
    }

    public boolean isInclude() {
        return term instanceof Term.Directive directive && directive.mechanism() instanceof Mechanism.Include;
    }

    public Optional<Qualifier> qualifier() {
        return term instanceof Term.Directive directive ? Optional.of(directive.qualifier()) : Optional.empty();
    }
}
