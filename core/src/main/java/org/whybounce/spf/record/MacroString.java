package org.whybounce.spf.record;

import java.util.List;

/// A text with macros in it (RFC 7208, section 7.1), parsed.
///
/// @param text  as it is written
/// @param parts what it consists of; a text without macros is one literal
public record MacroString(String text, List<Part> parts) {
    /// A piece of a macro-string.
    public sealed interface Part {
        /// Plain characters; `%%`, `%_` and `%-` are already what they stand for.
        record Literal(String text) implements Part {}

        /// `%{...}`
        ///
        /// @param letter     in lower case
        /// @param escaped    whether it was written in upper case, which asks for URL escaping
        /// @param keep       how many right-hand parts to keep; 0 for all
        /// @param reversed   whether the parts are reversed first
        /// @param delimiters the characters to split at; a dot if none are given
        record Macro(char letter, boolean escaped, int keep, boolean reversed, String delimiters) implements Part {}
    }

    static MacroString literal(String text) {
        return new MacroString(text, List.of(new Part.Literal(text)));
    }

    /// Whether there is no macro in it, so that the text stands for itself.
    public boolean plain() {
        return parts.size() <= 1 && (parts.isEmpty() || parts.getFirst() instanceof Part.Literal);
    }

    /// What a text without macros stands for, which differs from the text where `%%`, `%_` or `%-` are used.
    public String plainText() {
        return !parts.isEmpty() && parts.getFirst() instanceof Part.Literal literal ? literal.text() : "";
    }

    /// Whether one of these macro letters (in lower case) is used.
    public boolean uses(String letters) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof Part.Macro macro && letters.indexOf(macro.letter()) >= 0) {
                return true;
            }
        }
        return false;
    }

    /// Whether what it expands to depends on more than the domains involved: on the address, the sender's local part,
    /// the HELO name or the reverse DNS.
    public boolean dependsOnMessage() {
        return uses("sliphvcrt");
    }

    @Override
    public String toString() {
        return text;
    }
}
