package org.whybounce.finding;

import org.whybounce.say.Say;

/// The stable code of a kind of finding, and how much each of that kind matters. The kinds are enums, one for each area
/// of the project that finds something.
public interface FindingCode {
    /// In two parts: `SPF_LOOKUP_LIMIT/OVER`.
    String code();

    Severity level();

    /// One finding of this kind.
    ///
    /// @param subject the name, address or term that it is about
    default Finding finding(Object subject, String text) {
        return new Finding(code(), level(), subject.toString(), text);
    }

    /// One finding of this kind, said by the catalogue's sentence for it; its arguments follow by `with`.
    ///
    /// @param subject the name, address or term that it is about
    default Finding about(Object subject) {
        return new Finding(code(), level(), subject.toString(), Say.of(code()));
    }
}
