package org.whybounce.vendor;

import java.util.List;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.text.Stanza;

/// An include that public lists hand on although nothing shows that it is one.
///
/// @param status  what is known of it, in words
/// @param instead what the vendor documents
public record Phantom(DomainName include, String status, Optional<DomainName> instead, String source) {
    static Phantom of(Stanza stanza) {
        stanza.allowing(List.of("Include", "Status", "Instead", "Source", "Checked"));
        return new Phantom(
                DomainName.of(stanza.required("Include")),
                stanza.required("Status"),
                stanza.value("Instead").map(DomainName::of),
                stanza.required("Source"));
    }
}
