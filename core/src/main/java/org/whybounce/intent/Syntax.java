package org.whybounce.intent;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.DomainName;
import org.whybounce.spf.record.MacroString;
import org.whybounce.spf.record.Mechanism;
import org.whybounce.spf.record.SpfParser;
import org.whybounce.spf.record.SpfRecord;
import org.whybounce.spf.record.SpfSyntax;
import org.whybounce.spf.record.Term;

/// What the parser makes of a word that stands alone.
final class Syntax {
    /// Mechanisms and modifiers that take a name, and the sign behind each.
    static final List<String> NAMED = List.of("include", "a", "mx", "ptr", "exists", "redirect", "exp");

    /// A longer word is no slip of the finger, and is not taken apart.
    static final int LONGEST = 512;

    private Syntax() {}

    /// The one term that a word is; empty where it is none or not one alone.
    static Optional<Term> term(String word) {
        return word.indexOf(' ') < 0
                        && SpfParser.parse("v=spf1 " + word) instanceof SpfRecord record
                        && record.terms().size() == 1
                ? Optional.of(record.terms().getFirst())
                : Optional.empty();
    }

    static boolean sound(String word) {
        return term(word)
                .filter(term -> !(term instanceof Term.UnknownModifier))
                .isPresent();
    }

    static boolean parses(String words) {
        SpfSyntax syntax = SpfParser.parse("v=spf1 " + words);
        return syntax instanceof SpfRecord && !syntax.terms().isEmpty();
    }

    static boolean isAll(Term term) {
        return term instanceof Term.Directive directive && directive.mechanism() instanceof Mechanism.All;
    }

    /// The name that a term points to, where it is one and depends on nothing.
    static Optional<DomainName> target(Term term) {
        return targetText(term).flatMap(DomainName::parse);
    }

    /// What stands where a name belongs, if it depends on nothing.
    static Optional<String> targetText(Term term) {
        @Nullable
        MacroString domain = switch (term) {
            case Term.Directive(var q, Mechanism.Include(var name), var span) -> name;
            case Term.Directive(var q, Mechanism.A(var name, int l4, int l6), var span) -> name;
            case Term.Directive(var q, Mechanism.Mx(var name, int l4, int l6), var span) -> name;
            case Term.Redirect(var name, var span) -> name;
            case Term.Directive directive -> null;
            case Term.Exp exp -> null;
            case Term.UnknownModifier modifier -> null;
        };
        return domain == null || !domain.plain() || domain.text().indexOf('%') >= 0
                ? Optional.empty()
                : Optional.of(domain.text());
    }

    /// Whether the names say that the term does something; UNKNOWN where it names nothing, or nobody knows.
    static Names.Standing standing(Term term, Names names) {
        Optional<DomainName> target = target(term);
        if (target.isEmpty()) {
            return Names.Standing.UNKNOWN;
        }
        return switch (term) {
            case Term.Directive(var q, Mechanism.Include i, var span) -> names.record(target.get());
            case Term.Directive(var q, Mechanism.A a, var span) -> names.host(target.get());
            case Term.Directive(var q, Mechanism.Mx mx, var span) -> names.mail(target.get());
            case Term.Redirect redirect -> names.record(target.get());
            case Term.Directive directive -> Names.Standing.UNKNOWN;
            case Term.Exp exp -> Names.Standing.UNKNOWN;
            case Term.UnknownModifier modifier -> Names.Standing.UNKNOWN;
        };
    }

    /// Whether a text begins as a term does, so that a mark before it stands in the place of a space.
    static boolean begins(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        String bare = !lower.isEmpty() && "+-~?".indexOf(lower.charAt(0)) >= 0 ? lower.substring(1) : lower;
        return bare.equals("a")
                || bare.equals("mx")
                || bare.equals("ptr")
                || bare.length() < lower.length() && bare.equals("all")
                || List.of("include:", "ip4:", "ip6:", "a:", "mx:", "ptr:", "exists:", "redirect=", "exp=", "a/", "mx/")
                        .stream()
                        .anyMatch(bare::startsWith);
    }

    static String with(String name, String value) {
        return name + (name.equals("redirect") || name.equals("exp") ? "=" : ":") + value;
    }
}
