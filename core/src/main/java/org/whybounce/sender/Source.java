package org.whybounce.sender;

import java.util.List;
import java.util.Optional;
import org.whybounce.net.IpAddress;

/// One address that sends as the domain, with what it was found to be.
///
/// @param now      what SPF gives it now, for the domain that its mail names in MAIL FROM
/// @param evidence why it is what it is, in sentences
record Source(
        IpAddress address,
        SourceTally tally,
        Traits traits,
        Host host,
        SpfNow.Verdict now,
        SenderClass kind,
        List<String> evidence) {
    Source {
        evidence = List.copyOf(evidence);
    }

    /// What groups it with others: its service, its organisation, or the address alone.
    Optional<String> operator() {
        return host.own().isPresent() ? Optional.empty() : host.operator();
    }
}
