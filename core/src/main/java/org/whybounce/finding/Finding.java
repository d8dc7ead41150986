package org.whybounce.finding;

import org.whybounce.say.Catalogue;
import org.whybounce.say.Say;

/// One thing that a check has to say.
///
/// @param code    stable for ever, in two parts: `SPF_LOOKUP_LIMIT/OVER`
/// @param level   how much it matters
/// @param subject the name, address or term that it is about
/// @param say     what its sentence is made of
public record Finding(String code, Severity level, String subject, Say say) {
    /// A finding whose words no catalogue holds yet.
    public Finding(String code, Severity level, String subject, String text) {
        this(code, level, subject, Say.plain(text));
    }

    /// The same, said by that one of its code's sentences.
    public Finding as(String variant) {
        return new Finding(code, level, subject, say.as(variant));
    }

    /// The same with one more argument of its sentence.
    public Finding with(String name, Object value) {
        return new Finding(code, level, subject, say.with(name, value));
    }

    /// One or two sentences for a person; may hold outside text, so every output escapes it.
    public String text() {
        return Catalogue.english().sentence(say);
    }
}
