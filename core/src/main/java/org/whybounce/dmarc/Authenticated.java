package org.whybounce.dmarc;

import org.whybounce.dns.DomainName;

/// An identifier that SPF or DKIM was evaluated for: the domain of MAIL FROM (of HELO for the null sender), or `d=`.
///
/// @param passed whether the result was pass
public record Authenticated(Alignment.Method method, DomainName domain, boolean passed) {
    public static Authenticated spf(DomainName domain, boolean passed) {
        return new Authenticated(Alignment.Method.SPF, domain, passed);
    }

    public static Authenticated dkim(DomainName domain, boolean passed) {
        return new Authenticated(Alignment.Method.DKIM, domain, passed);
    }
}
