package org.whybounce.spf.record;

import org.whybounce.text.Span;

/// One term of a record (RFC 7208, section 4.6.1), with its place in the record's text.
public sealed interface Term {
    /// Where the term stands in the text of its record, qualifier included.
    Span span();

    /// Whether the term is one of those that count towards the limit of lookups (RFC 7208, section 4.6.4).
    boolean costsLookup();

    record Directive(Qualifier qualifier, Mechanism mechanism, Span span) implements Term {
        @Override
        public boolean costsLookup() {
            return mechanism.costsLookup();
        }
    }

    record Redirect(MacroString domain, Span span) implements Term {
        @Override
        public boolean costsLookup() {
            return true;
        }
    }

    /// `exp=`: where the explanation of a fail stands. Never counted.
    record Exp(MacroString domain, Span span) implements Term {
        @Override
        public boolean costsLookup() {
            return false;
        }
    }

    /// A modifier that RFC 7208 does not define; it is ignored (section 6).
    record UnknownModifier(String name, MacroString value, Span span) implements Term {
        @Override
        public boolean costsLookup() {
            return false;
        }
    }
}
