package org.whybounce.spf.record;

import org.jspecify.annotations.Nullable;
import org.whybounce.text.Span;

/// A place where a record breaks the grammar of RFC 7208, section 12.
///
/// @param problem what is wrong
/// @param term    where the term stands that is wrong, in the text of the record
/// @param at      the exact place inside it
/// @param repair  what its author most likely meant to write instead of the term, or null where that is a guess
public record SyntaxError(
        Problem problem, Span term, Span at, @Nullable String repair) {
    /// What can be wrong with a term.
    public enum Problem {
        NOT_ASCII("a character outside ASCII"),
        CONTROL_CHARACTER("a control character; only spaces separate terms"),
        UNKNOWN_MECHANISM("no mechanism of this name exists"),
        QUALIFIER_ON_MODIFIER("a modifier takes no qualifier"),
        BAD_MODIFIER_NAME("not a modifier's name"),
        MODIFIER_TWICE("this modifier may stand once only"),
        REDIRECT_AS_MECHANISM("redirect and exp are written with '=', not ':'"),
        MISSING_ARGUMENT("the mechanism needs a value"),
        EMPTY_DOMAIN("the domain is missing"),
        UNEXPECTED_ARGUMENT("the mechanism takes no value"),
        BAD_DOMAIN("not a domain: it has to end in a top-level label or a macro"),
        ADDRESS_AS_DOMAIN("an IP address where a domain belongs; ip4: or ip6: lists addresses"),
        BAD_IP4("not an IPv4 address"),
        BAD_IP6("not an IPv6 address"),
        BAD_PREFIX_LENGTH("not a prefix length"),
        MACRO_SYNTAX("not a macro"),
        MACRO_LETTER("no such macro letter"),
        MACRO_ONLY_IN_EXP("c, r and t are for explanations only"),
        MACRO_DIGITS("the number of labels to keep must not be 0");

        private final String words;

        Problem(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        /// Whether the error lies in a macro, which the causes keep apart.
        public boolean macro() {
            return this == MACRO_SYNTAX || this == MACRO_LETTER || this == MACRO_ONLY_IN_EXP || this == MACRO_DIGITS;
        }
    }
}
