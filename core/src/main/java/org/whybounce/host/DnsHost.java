package org.whybounce.host;

import java.util.List;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.fix.Panel;
import org.whybounce.text.Stanza;
import org.whybounce.vendor.NamePattern;

/// A company that hosts zones, from `knowledge/dns-hosts.txt`.
///
/// @param servers how its name servers are called
/// @param panel   what its form wants
/// @param open    where its customers log in
/// @param path    where they find the records there
public record DnsHost(String name, List<NamePattern> servers, Panel panel, String open, Optional<String> path) {
    private static final String FILE = "dns-hosts.txt";

    public DnsHost {
        servers = List.copyOf(servers);
    }

    // Read once, when a zone's host is first wanted.
    private static final class Known {
        static final List<DnsHost> HOSTS =
                HostFiles.read(FILE).stream().map(DnsHost::of).toList();
    }

    public static List<DnsHost> all() {
        return Known.HOSTS;
    }

    /// The form of a host that is not known.
    static Panel anyPanel() {
        return Panel.all().getLast();
    }

    private static DnsHost of(Stanza stanza) {
        stanza.allowing(List.of("Host", "Servers", "Panel", "Open", "Path", "Source", "Checked"));
        stanza.required("Source");
        stanza.required("Checked");
        return new DnsHost(
                stanza.required("Host"),
                stanza.words("Servers").stream().map(NamePattern::new).toList(),
                stanza.value("Panel").map(DnsHost::panel).orElseGet(DnsHost::anyPanel),
                stanza.required("Open"),
                stanza.value("Path"));
    }

    private static Panel panel(String name) {
        return Panel.all().stream()
                .filter(panel -> panel.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(FILE + ": no such panel: " + name));
    }

    /// The host all of whose pattern a name server fits; a zone at two hosts is the first one's, which is where people
    /// change it as a rule.
    static Optional<DnsHost> ofServers(List<DomainName> servers) {
        return servers.stream()
                .flatMap(server -> all().stream()
                        .filter(host -> host.servers.stream()
                                .anyMatch(pattern -> pattern.exact()
                                        ? server.toString().equals(pattern.text())
                                        : pattern.matches(server.toString()))))
                .findFirst();
    }
}
