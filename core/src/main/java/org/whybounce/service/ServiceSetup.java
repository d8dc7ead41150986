package org.whybounce.service;

import java.util.List;
import java.util.Optional;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Fact;
import org.whybounce.cause.look.DnsEvidence;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Resolver;
import org.whybounce.vendor.Scope;
import org.whybounce.vendor.Vendor;
import org.whybounce.vendor.VendorDirectory;

/// The service that sent a mail and what it asks of the domain that the mail is from.
///
/// @param sent    the service, and how it was recognised
/// @param domain  the customer's domain: that of the visible From, or else the one SPF looked at
/// @param records what it asks for; none where no source tells
public record ServiceSetup(SentThrough sent, DomainName domain, List<AskedRecord> records) {
    public ServiceSetup {
        records = List.copyOf(records);
    }

    /// Empty where no trace names a service, or no domain of the sender's is known.
    public static Optional<ServiceSetup> of(
            CaseFile file, DnsEvidence shown, VendorDirectory vendors, Resolver resolver) {
        Optional<DomainName> domain = file.fromDomain()
                .or(() -> shown.owner().isEmpty() ? file.checkedDomain() : Optional.empty())
                .map(Fact::value);
        return domain.flatMap(name -> WhoSent.of(file, shown, vendors)
                .map(sent -> new ServiceSetup(sent, name, AskedRecords.of(sent.vendor(), name, resolver))));
    }

    /// Whether an include of the customer's own record is what the service's mail is judged by.
    public static boolean includeCounts(Vendor vendor) {
        return vendor.scope() == Scope.ORGANISATION || vendor.scope() == Scope.PER_CUSTOMER;
    }

    /// Whether every record that could be asked about stands as it should, and there was one.
    public boolean done() {
        return !records.isEmpty() && records.stream().allMatch(record -> record.state() == AskedRecord.State.DONE);
    }
}
