package org.whybounce.report;

import java.util.List;
import org.whybounce.dns.DomainName;

/// What one receiver's report tells of TLS to the hosts of a domain, by one policy (RFC 8460, section 4).
///
/// @param id     as the reporter gave it
/// @param begin  seconds since 1970
/// @param end    the last second
/// @param policy `sts`, `tlsa`, `no-policy-found`, or what the reporter wrote
/// @param good   sessions that succeeded
/// @param bad    sessions that failed
public record TlsReport(
        String reporter,
        String id,
        DomainName domain,
        long begin,
        long end,
        String policy,
        long good,
        long bad,
        List<Failure> failures) {
    /// @param type     `certificate-expired` and so on (RFC 8460, section 4.3)
    /// @param mailHost the host that was connected to; empty if it is not told
    public record Failure(String type, String mailHost, long sessions) {}

    public TlsReport {
        failures = List.copyOf(failures);
    }
}
