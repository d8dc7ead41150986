package org.whybounce.fix.reach;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.DomainName;
import org.whybounce.net.AddressRanges;
import org.whybounce.spf.record.MacroString;
import org.whybounce.spf.record.Mechanism;
import org.whybounce.spf.record.Qualifier;
import org.whybounce.spf.record.Term;

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
    public boolean isPass() {
        return qualifier().filter(each -> each == Qualifier.PASS).isPresent();
    }

    /// What a term does in the record as DNS stands now.
    public enum State {
        /// It matches addresses.
        LIVE,
        /// An include or redirect whose target has no record: a permerror for whoever gets so far.
        DEAD,
        /// An include or redirect whose target has several records, or a broken one; an `mx` with more hosts than an
        /// evaluation allows. A permerror for whoever gets so far.
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

    /// The domain that keeps what the term matches: of an include or redirect its target's, of `a` and `mx` the name
    /// written there. Empty for a term that matches by itself, and where a macro stands in it.
    public Optional<DomainName> keeper(DomainName at) {
        return switch (term) {
            case Term.Directive(Qualifier q, Mechanism.A(@Nullable MacroString domain, int l4, int l6), var span) ->
                host(domain, at);
            case Term.Directive(Qualifier q, Mechanism.Mx(@Nullable MacroString domain, int l4, int l6), var span) ->
                host(domain, at);
            case Term.Directive directive -> inside.map(RecordReach::at);
            case Term.Redirect redirect -> inside.map(RecordReach::at);
            case Term.Exp exp -> Optional.empty();
            case Term.UnknownModifier modifier -> Optional.empty();
        };
    }

    private static Optional<DomainName> host(@Nullable MacroString domain, DomainName at) {
        return domain == null ? Optional.of(at) : DomainName.parse(domain.toString());
    }

    boolean isHosts() {
        return term instanceof Term.Directive directive
                && (directive.mechanism() instanceof Mechanism.A || directive.mechanism() instanceof Mechanism.Mx);
    }

    public boolean isInclude() {
        return term instanceof Term.Directive directive && directive.mechanism() instanceof Mechanism.Include;
    }

    /// What the term says, in a form that two records share only if it means the same in both: without the optional
    /// `+`, and with the domain where it stands if a macro or a missing name points to that.
    String meaning(DomainName at) {
        String bare = text.startsWith("+") ? text.substring(1) : text;
        return switch (term) {
            case Term.Directive(Qualifier q, Mechanism.Ptr(@Nullable MacroString domain), var span) ->
                domain == null ? bare + ":" + at : where(bare, domain, at);
            case Term.Directive(Qualifier q, Mechanism.Exists(MacroString domain), var span) -> where(bare, domain, at);
            case Term.Directive(Qualifier q, Mechanism.Include(MacroString domain), var span) ->
                where(bare, domain, at);
            case Term.Directive(Qualifier q, Mechanism.A(@Nullable MacroString domain, int l4, int l6), var span) ->
                where(bare, domain, at);
            case Term.Directive(Qualifier q, Mechanism.Mx(@Nullable MacroString domain, int l4, int l6), var span) ->
                where(bare, domain, at);
            case Term.Redirect(MacroString domain, var span) -> where(bare, domain, at);
            case Term.Directive directive -> bare;
            case Term.Exp exp -> bare;
            case Term.UnknownModifier modifier -> bare;
        };
    }

    /// Whether a macro in it stands for the domain in whose record it stands, so that it means something else
    /// elsewhere.
    public boolean pointsToItsDomain() {
        return switch (term) {
            case Term.Directive(Qualifier q, Mechanism.Exists(MacroString domain), var span) -> domain.uses("dp");
            case Term.Directive(Qualifier q, Mechanism.Include(MacroString domain), var span) -> domain.uses("dp");
            case Term.Directive(Qualifier q, Mechanism.Ptr(@Nullable MacroString domain), var span) ->
                domain != null && domain.uses("dp");
            case Term.Directive(Qualifier q, Mechanism.A(@Nullable MacroString domain, int l4, int l6), var span) ->
                domain != null && domain.uses("dp");
            case Term.Directive(Qualifier q, Mechanism.Mx(@Nullable MacroString domain, int l4, int l6), var span) ->
                domain != null && domain.uses("dp");
            case Term.Redirect(MacroString domain, var span) -> domain.uses("dp");
            case Term.Directive directive -> false;
            case Term.Exp exp -> false;
            case Term.UnknownModifier modifier -> false;
        };
    }

    /// The term as it is to be written in the record of another domain: one that says "this domain" by saying nothing
    /// names its domain there.
    public String elsewhere(DomainName at) {
        int sign = !text.isEmpty() && "+-~?".indexOf(text.charAt(0)) >= 0 ? 1 : 0;
        String bare = text.substring(sign);
        String qualifier = text.startsWith("+") ? "" : text.substring(0, sign);
        for (String name : List.of("a", "mx", "ptr")) {
            if (bare.equalsIgnoreCase(name)) {
                return qualifier + bare + ":" + at;
            }
            if (bare.regionMatches(true, 0, name + "/", 0, name.length() + 1)) {
                return qualifier + bare.substring(0, name.length()) + ":" + at + bare.substring(name.length());
            }
        }
        return qualifier + bare;
    }

    /// The name of its target, or one below, whose record is broken or which has several.
    Optional<DomainName> damaged() {
        return inside.flatMap(record -> state == State.BROKEN ? Optional.of(record.at()) : record.damaged());
    }

    public boolean isExplanation() {
        return term instanceof Term.Exp;
    }

    private static String where(String bare, @Nullable MacroString domain, DomainName at) {
        return domain == null || domain.uses("dp") ? bare + " at " + at : bare;
    }

    public Optional<Qualifier> qualifier() {
        return term instanceof Term.Directive directive ? Optional.of(directive.qualifier()) : Optional.empty();
    }
}
