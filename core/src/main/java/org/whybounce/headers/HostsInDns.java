package org.whybounce.headers;

import java.util.List;
import java.util.Locale;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.net.IpAddress;
import org.whybounce.route.HostNames;

/// What the DNS says of the hosts on the route.
public record HostsInDns(Resolver resolver) implements HostNames {
    @Override
    public Lead lead(String host, IpAddress ip) {
        List<IpAddress> addresses = DomainName.parse(host)
                .map(name -> resolver.ask(Question.addressesLike(ip, name)).addresses())
                .orElse(List.of());
        return addresses.contains(ip) ? Lead.THERE : addresses.isEmpty() ? Lead.UNKNOWN : Lead.ELSEWHERE;
    }

    @Override
    public List<String> exchangers(String domain) {
        return records(domain, RecordType.MX).stream()
                .filter(ResourceRecord.Mx.class::isInstance)
                .map(record -> ((ResourceRecord.Mx) record).host().toString().toLowerCase(Locale.ROOT))
                .toList();
    }

    private List<ResourceRecord> records(String name, RecordType type) {
        return DomainName.parse(name)
                .map(host -> resolver.ask(new Question(host, type)).recordsOrNone())
                .orElse(List.of());
    }
}
