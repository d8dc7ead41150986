package org.whybounce.spf.record;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A record without a syntax error.
///
/// @param text  the text of the record, its strings joined
/// @param terms all terms in the order of the text
public record SpfRecord(String text, List<Term> terms) implements SpfSyntax {
    /// The text of a term as it stands in this record.
    public String textOf(Term term) {
        return term.span().of(text);
    }

    /// The first `all`, behind which no mechanism is ever reached (RFC 7208, section 5.1).
    public Optional<Term.Directive> all() {
        for (int i = 0; i < terms.size(); i++) {
            if (terms.get(i) instanceof Term.Directive directive && directive.mechanism() instanceof Mechanism.All) {
                return Optional.of(directive);
            }
        }
        return Optional.empty();
    }

    public Optional<Term.Redirect> redirect() {
        return Optional.ofNullable(redirectOrNull());
    }

    public Term.@Nullable Redirect redirectOrNull() {
        for (int i = terms.size() - 1; i >= 0; i--) {
            if (terms.get(i) instanceof Term.Redirect redirect) {
                return redirect;
            }
        }
        return null;
    }

    public Optional<Term.Exp> exp() {
        for (int i = 0; i < terms.size(); i++) {
            if (terms.get(i) instanceof Term.Exp exp) {
                return Optional.of(exp);
            }
        }
        return Optional.empty();
    }
}
