package org.whybounce.spf.record;

import java.util.List;

/// A record with at least one syntax error, which makes the whole of it a permerror (RFC 7208, section 4.6).
///
/// @param terms  the terms that could be read, so that a repair knows what was meant
/// @param errors every error with its place, in the order of the text
public record BrokenRecord(String text, List<Term> terms, List<SyntaxError> errors) implements SpfSyntax {
    public BrokenRecord {
        if (errors.isEmpty()) {
            throw new IllegalArgumentException("a record without an error is not broken");
        }
    }
}
