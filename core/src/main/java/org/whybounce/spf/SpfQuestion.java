package org.whybounce.spf;

import org.whybounce.net.IpAddress;

/// What is asked of an evaluation: may this address send with this identity? HELO and MAIL FROM are two questions
/// with an evaluation each (RFC 7208, sections 2.3 and 2.4).
///
/// @param ip       the client's address
/// @param identity which identity is checked
/// @param mailFrom MAIL FROM as it was given, without angle brackets; empty for a bounce
/// @param helo     the name given with HELO or EHLO, empty if unknown
/// @param receiver the host that checks, for the macro `r`; "unknown" if it is (RFC 7208, section 7.2)
/// @param second   seconds since 1970, for the macro `t`; 0 if nobody cares
public record SpfQuestion(IpAddress ip, Identity identity, String mailFrom, String helo, String receiver, long second) {
    /// The MAIL FROM identity. An empty MAIL FROM is postmaster at the HELO name (RFC 7208, section 2.4).
    public static SpfQuestion mailFrom(IpAddress ip, String mailFrom, String helo) {
        return new SpfQuestion(ip, Identity.MFROM, mailFrom, helo, "unknown", 0);
    }

    /// The HELO identity, whose sender is postmaster at that name.
    public static SpfQuestion helo(IpAddress ip, String helo) {
        return new SpfQuestion(ip, Identity.HELO, "", helo, "unknown", 0);
    }

    public SpfQuestion receivedBy(String receiver, long second) {
        return new SpfQuestion(ip, identity, mailFrom, helo, receiver, second);
    }

    /// The same question for another address.
    public SpfQuestion from(IpAddress other) {
        return new SpfQuestion(other, identity, mailFrom, helo, receiver, second);
    }
}
