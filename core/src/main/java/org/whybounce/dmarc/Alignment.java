package org.whybounce.dmarc;

import org.whybounce.dns.DomainName;

/// Whether one authenticated identifier belongs to the From domain (RFC 9989, section 4.4).
///
/// @param method     by which it was authenticated
/// @param identifier the domain authenticated
/// @param passed     whether SPF or DKIM passed for it
/// @param strict     whether the record asks for the very same domain
/// @param aligned    whether the domains belong together, passed or not
/// @param says       all of that in one sentence
public record Alignment(
        Method method, DomainName identifier, boolean passed, boolean strict, boolean aligned, String says) {
    public enum Method {
        SPF,
        DKIM
    }

    /// Whether this identifier alone makes DMARC pass.
    public boolean carries() {
        return passed && aligned;
    }
}
