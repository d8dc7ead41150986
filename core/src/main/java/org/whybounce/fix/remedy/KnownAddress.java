package org.whybounce.fix.remedy;

import java.util.List;
import java.util.Optional;
import org.whybounce.cause.look.DnsEvidence;
import org.whybounce.cause.look.NearOwner;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.dns.Question;
import org.whybounce.dns.Resolver;
import org.whybounce.net.IpAddress;
import org.whybounce.route.CustomerHosts;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.record.SpfResult;

/// Whether an address is known to send for a domain: a host of the domain whose name leads back to the address, one in
/// the same network as a listed range, or a host whose address of the other family is listed. A name that a client gave
/// of itself proves nothing; nor does a name by which a provider calls its customers; nor an address beside a single
/// listed one, for at a hoster that is the next customer's.
final class KnownAddress {
    private KnownAddress() {}

    static boolean of(Resolver resolver, DnsEvidence shown, IpAddress ip, DomainName at) {
        return ownHost(resolver, shown, ip, at)
                || shown.otherFamily()
                        .filter(each -> each.result() == SpfResult.PASS)
                        .isPresent()
                || shown.checked().map(Evaluation::nearMisses).orElse(List.of()).stream()
                        .anyMatch(near ->
                                NearOwner.sends(near, ip, shown.hostName().isPresent()));
    }

    private static boolean ownHost(Resolver resolver, DnsEvidence shown, IpAddress ip, DomainName at) {
        Optional<DomainName> host = shown.hostName()
                .flatMap(DomainName::parse)
                .filter(name -> name.isAtOrBelow(PublicSuffixes.organisation(at)))
                .filter(name -> !CustomerHosts.named(name.toString(), ip));
        return host.filter(name -> leadsTo(resolver, name, ip)).isPresent();
    }

    /// Whether a name that is a host's leads to the address. A domain's own name may lead to a web host whose address
    /// many share.
    static boolean leadsTo(Resolver resolver, DomainName host, IpAddress ip) {
        return resolver.ask(Question.addressesLike(ip, host)).addresses().contains(ip);
    }
}
