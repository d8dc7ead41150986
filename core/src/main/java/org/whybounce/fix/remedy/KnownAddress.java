package org.whybounce.fix.remedy;

import java.util.Optional;
import org.whybounce.cause.look.DnsEvidence;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.NearMiss;
import org.whybounce.spf.record.SpfResult;

/// Whether an address is known to send for a domain: a host of the domain whose name leads back to the address, an
/// address in the IPv6 subnet of a listed one, or a host whose address of the other family is listed. A name that a client
/// gave of itself proves nothing.
final class KnownAddress {
    /// The subnet in which one host has its addresses (RFC 4291, section 2.5.4).
    private static final int SUBNET6 = 64;

    private KnownAddress() {}

    static boolean of(Resolver resolver, DnsEvidence shown, IpAddress ip, DomainName at) {
        boolean foreign = shown.hostName()
                .flatMap(DomainName::parse)
                .filter(name -> !name.isAtOrBelow(PublicSuffixes.organisation(at)))
                .isPresent();
        return ownHost(resolver, shown, ip, at)
                || shown.otherFamily()
                        .filter(each -> each.result() == SpfResult.PASS)
                        .isPresent()
                || shown.checked().map(Evaluation::nearMisses).orElse(java.util.List.of()).stream()
                        .anyMatch(near -> beside(near, ip, foreign));
    }

    /// A host of the domain by a name of its own. Names that hold the address, or say that it is given to whoever comes,
    /// are those of a provider's customers.
    private static boolean ownHost(Resolver resolver, DnsEvidence shown, IpAddress ip, DomainName at) {
        Optional<DomainName> host = shown.hostName()
                .flatMap(DomainName::parse)
                .filter(name -> name.isAtOrBelow(PublicSuffixes.organisation(at)))
                .filter(name -> !CustomerName.of(name, ip));
        return host.filter(name -> leadsTo(resolver, name, ip)).isPresent();
    }

    private static boolean leadsTo(Resolver resolver, DomainName host, IpAddress ip) {
        return resolver.ask(new Question(host, ip.v4() ? RecordType.A : RecordType.AAAA)).recordsOrNone().stream()
                .anyMatch(record ->
                        record instanceof ResourceRecord.A a && a.address().equals(ip)
                                || record instanceof ResourceRecord.Aaaa aaaa
                                        && aaaa.address().equals(ip));
    }

    /// An address next to a listed one is another customer's at any provider; only in the same IPv6 subnet it is the same
    /// host.
    private static boolean beside(NearMiss near, IpAddress ip, boolean foreign) {
        return switch (near) {
            case NearMiss.Neighbour neighbour -> !foreign && !ip.v4() && neighbour.within().length() >= SUBNET6;
            case NearMiss.OtherFamily _ -> true;
            case NearMiss.RelatedDomain _ -> true;
            case NearMiss.NotReached _ -> true;
            case NearMiss.RecordElsewhere _ -> true;
            case NearMiss.AbsentInclude _ -> false;
            case NearMiss.FamilyWithoutRange _ -> false;
        };
    }
}
