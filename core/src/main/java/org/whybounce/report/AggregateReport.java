package org.whybounce.report;

import java.util.Locale;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.sender.Sighting;
import org.whybounce.sender.Sightings;

/// One DMARC aggregate report.
///
/// @param torn why its end is missing, if it is: what was read counts until the whole report is found
public record AggregateReport(Head head, Sightings rows, Optional<String> torn) {
    /// Who reports on whom, and when.
    ///
    /// @param reporter the organisation, or the address that sent the report where it gives no name
    /// @param id       as the reporter gave it; unique among its reports only
    /// @param domain   whose policy was applied
    /// @param begin    seconds since 1970; 0 if it is not told
    /// @param end      the last second; 0 if it is not told
    /// @param policy   what the domain published, as the receiver saw it: `none`, `quarantine`, `reject`, or empty
    public record Head(
            String reporter, String contact, String id, DomainName domain, long begin, long end, String policy) {
        public Sighting.Origin origin() {
            return new Sighting.Origin(reporter, begin, end);
        }
    }

    /// What makes two deliveries one report. Two reporters may use one id, and one reporter may use an id again for
    /// another domain or day.
    public record Key(String reporter, String id, DomainName domain, long begin) {}

    public Key key() {
        return new Key(head.reporter().toLowerCase(Locale.ROOT), head.id(), head.domain(), head.begin());
    }
}
