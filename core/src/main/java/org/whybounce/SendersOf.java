package org.whybounce;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.whybounce.dns.Asker;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Resolver;
import org.whybounce.report.AggregateReport;
import org.whybounce.report.ReportPile;
import org.whybounce.sender.Confirmed;
import org.whybounce.sender.DomainTally;
import org.whybounce.sender.Joining;
import org.whybounce.sender.Senders;
import org.whybounce.sender.SingleMail;
import org.whybounce.vendor.VendorDirectory;

/// The way from reports to senders: sightings are added up by domain, then each domain is joined with what the DNS says
/// now.
public final class SendersOf {
    private final Resolver resolver;
    private final VendorDirectory vendors;

    public SendersOf(Resolver resolver, VendorDirectory vendors) {
        this.resolver = resolver;
        this.vendors = vendors;
    }

    /// The sightings of many reports, by the domain whose policy was applied.
    ///
    /// @param only  this domain, or all
    /// @param since seconds since 1970: reports that end before are left out; 0 leaves out none
    public static Map<DomainName, DomainTally> tally(
            Collection<AggregateReport> reports, Optional<DomainName> only, long since) {
        Map<DomainName, DomainTally> tallies = new TreeMap<>();
        for (AggregateReport report : reports) {
            AggregateReport.Head head = report.head();
            if (only.isPresent() && !only.get().equals(head.domain()) || since > 0 && head.end() < since) {
                continue;
            }
            DomainTally tally = tallies.computeIfAbsent(head.domain(), DomainTally::new);
            tally.period(head.origin(), head.policy());
            report.rows().forEach(head.origin(), tally::add);
        }
        return tallies;
    }

    /// The same with what was noted of single mails.
    public static Map<DomainName, DomainTally> tally(ReportPile pile, Optional<DomainName> only, long since) {
        Map<DomainName, DomainTally> tallies = tally(pile.reports(), only, since);
        for (SingleMail noted : pile.notes()) {
            if (only.isEmpty() || only.get().equals(noted.domain())) {
                tallies.computeIfAbsent(noted.domain(), DomainTally::new).note(noted);
            }
        }
        return tallies;
    }

    /// Who sends as the domain, and what to do about it.
    public Senders of(DomainTally tally, Confirmed confirmed) {
        return Joining.of(new Asker(resolver), vendors, tally, confirmed);
    }

    /// The same for several domains.
    public List<Senders> of(Collection<DomainTally> tallies, Confirmed confirmed) {
        return tallies.stream().map(tally -> of(tally, confirmed)).toList();
    }
}
