package org.whybounce;

import java.util.Optional;
import java.util.stream.Stream;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Diagnosis;
import org.whybounce.cause.look.DnsEvidence;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Resolver;
import org.whybounce.fix.Fix;
import org.whybounce.host.Removal;
import org.whybounce.host.ZoneHost;
import org.whybounce.service.ServiceSetup;
import org.whybounce.vendor.VendorDirectory;

/// Where a person goes from here: the service that sent the mail with what it asks for, the host of the zone in which
/// something is to be changed, and where a receiver lifts a listing.
public record Setup(Optional<ServiceSetup> service, Optional<ZoneHost> zone, Optional<Removal> removal) {
    /// Where there is nothing to go to.
    public static final Setup NONE = new Setup(Optional.empty(), Optional.empty(), Optional.empty());

    /// Asks the DNS only where the answer leads to a change of it: nobody is asked about a mailbox that is full.
    static Setup of(
            CaseFile file,
            DnsEvidence shown,
            Diagnosis diagnosis,
            Iterable<Fix> fixes,
            VendorDirectory vendors,
            Resolver resolver) {
        if (file.refusal().isEmpty() || shown.noDns()) {
            return NONE;
        }
        Optional<ServiceSetup> service =
                aboutSender(diagnosis) ? ServiceSetup.of(file, shown, vendors, resolver) : Optional.empty();
        Optional<DomainName> changed = changed(fixes)
                .or(() -> service.filter(each -> !each.records().isEmpty()).map(ServiceSetup::domain));
        return new Setup(
                service,
                changed.map(name -> ZoneHost.of(name, resolver)),
                byReputation(diagnosis) ? file.refusal().flatMap(Removal::of) : Optional.empty());
    }

    private static Optional<DomainName> changed(Iterable<Fix> fixes) {
        for (Fix fix : fixes) {
            if (fix instanceof Fix.Publish publish) {
                return Optional.of(publish.edit().at());
            }
        }
        return Optional.empty();
    }

    /// Whether the cause is about who sent the mail, rather than about its content or its recipient.
    private static boolean aboutSender(Diagnosis diagnosis) {
        return switch (diagnosis) {
            case Diagnosis.Established established ->
                Stream.of("spf.", "dmarc.", "dkim.", "auth.", "reputation.", "receiver.")
                        .anyMatch(established.cause().code()::startsWith);
            case Diagnosis.Open _ -> true;
            case Diagnosis.NoRefusal _ -> false;
        };
    }

    private static boolean byReputation(Diagnosis diagnosis) {
        return diagnosis instanceof Diagnosis.Established established
                && established.cause().code().startsWith("reputation.");
    }
}
