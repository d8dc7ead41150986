package org.whybounce.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.fix.Panel;

/// The zone that a name lies in, and who hosts it.
///
/// @param domainConnect whether the zone offers Domain Connect, by which a service that supports it enters its records
///                      itself (draft-ietf-dconn-domainconnect, section 6.1: a TXT record at `_domainconnect`)
public record ZoneHost(DomainName zone, List<DomainName> servers, Optional<DnsHost> host, boolean domainConnect) {
    /// Labels above a name that are asked for NS records; deeper names are made up by machines.
    private static final int MOST_LABELS = 6;

    public ZoneHost {
        servers = List.copyOf(servers);
    }

    /// A record as the host's form wants it.
    ///
    /// @param enter what to put into the field for the name
    public record Entry(String type, String at, String enter, String value) {}

    /// Asks for the closest name above that has NS records of its own, which is where the zone begins.
    public static ZoneHost of(DomainName name, Resolver resolver) {
        DomainName at = name;
        for (int i = 0; i < MOST_LABELS && at.labelCount() > 1; i++) {
            List<DomainName> servers = servers(at, resolver);
            if (!servers.isEmpty()) {
                return new ZoneHost(at, servers, DnsHost.ofServers(servers), connects(at, resolver));
            }
            at = at.parent().orElse(DomainName.ROOT);
        }
        return new ZoneHost(name, List.of(), Optional.empty(), false);
    }

    private static List<DomainName> servers(DomainName at, Resolver resolver) {
        List<DomainName> servers = new ArrayList<>();
        for (ResourceRecord record :
                resolver.ask(new Question(at, RecordType.NS)).recordsOrNone()) {
            if (record instanceof ResourceRecord.Ns ns && ns.owner().equals(at)) {
                servers.add(ns.host());
            }
        }
        servers.sort(DomainName::compareTo);
        return servers;
    }

    private static boolean connects(DomainName zone, Resolver resolver) {
        return zone.child("_domainconnect")
                .filter(name -> !resolver.ask(new Question(name, RecordType.TXT))
                        .recordsOrNone()
                        .isEmpty())
                .isPresent();
    }

    public Panel panel() {
        return host.map(DnsHost::panel).orElseGet(DnsHost::anyPanel);
    }

    /// A record of this zone, or of a name below it.
    public Entry entry(String type, String at, String value) {
        String apex = zone.toString();
        boolean top = at.equalsIgnoreCase(apex);
        String below = at.endsWith("." + apex) ? at.substring(0, at.length() - apex.length() - 1) : at;
        String enter = (top ? panel().apex() : panel().below())
                .replace("{host}", top ? "@" : below)
                .replace("{name}", at);
        return new Entry(type, at, enter, value);
    }
}
