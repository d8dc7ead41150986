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

/// Whether an address is known to send for a domain: a host of the domain whose name leads back to the address,
/// an address beside a listed one, or a host whose address of the other family is listed. A name that a client
/// gave of itself proves nothing.
final class KnownAddress {
    /// A listed range is a neighbour within such a block: what one owner is given at once.
    private static final int NEIGHBOUR4 = 24;

    private static final int NEIGHBOUR6 = 48;

    private KnownAddress() {}

    static boolean of(Resolver resolver, DnsEvidence shown, IpAddress ip, DomainName at) {
        return ownHost(resolver, shown, ip, at)
                || shown.otherFamily()
                        .filter(each -> each.result() == SpfResult.PASS)
                        .isPresent()
                || shown.checked().map(Evaluation::nearMisses).orElse(java.util.List.of()).stream()
                        .anyMatch(near -> beside(near, ip));
    }

    private static boolean ownHost(Resolver resolver, DnsEvidence shown, IpAddress ip, DomainName at) {
        Optional<DomainName> host = shown.hostName()
                .flatMap(DomainName::parse)
                .filter(name -> name.isAtOrBelow(PublicSuffixes.organisation(at)));
        return host.filter(name -> leadsTo(resolver, name, ip)).isPresent();
    }

    private static boolean leadsTo(Resolver resolver, DomainName host, IpAddress ip) {
        return resolver.ask(new Question(host, ip.v4() ? RecordType.A : RecordType.AAAA)).recordsOrNone().stream()
                .anyMatch(record ->
                        record instanceof ResourceRecord.A a && a.address().equals(ip)
                                || record instanceof ResourceRecord.Aaaa aaaa
                                        && aaaa.address().equals(ip));
    }

    private static boolean beside(NearMiss near, IpAddress ip) {
        return switch (near) {
            case NearMiss.Neighbour neighbour -> neighbour.within().length() >= (ip.v4() ? NEIGHBOUR4 : NEIGHBOUR6);
            case NearMiss.OtherFamily _ -> true;
            case NearMiss.RelatedDomain _ -> true;
            case NearMiss.NotReached _ -> true;
            case NearMiss.RecordElsewhere _ -> true;
            case NearMiss.AbsentInclude _ -> true;
            case NearMiss.FamilyWithoutRange _ -> false;
        };
    }
}
