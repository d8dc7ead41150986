package org.whybounce.message;

import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.text.Claim;

/// Whether two hosts belong to one organisation, as far as their names tell.
final class Hosts {
    private Hosts() {}

    /// Whether the hop is a hand-over inside one organisation: the name that the server found for the client lies under
    /// the same domain as its own. The name that the client gave proves nothing.
    static boolean sameOrganisation(ReceivedHop hop) {
        Optional<DomainName> client = hop.reverseName().map(Claim::value).flatMap(DomainName::parse);
        Optional<DomainName> by = hop.by().map(Claim::value).flatMap(DomainName::parse);
        return client.isPresent()
                && by.isPresent()
                && organisation(client.get()).equals(organisation(by.get()));
    }

    /// The last two labels, or three below a country's usual second levels. A guess that serves to group the hops of
    /// one chain, nothing more.
    static DomainName organisation(DomainName host) {
        int labels = host.labelCount();
        DomainName name = host;
        int keep = 2;
        if (labels > 2) {
            java.util.List<String> parts = host.labels();
            String top = parts.get(labels - 1);
            String second = parts.get(labels - 2);
            if (top.length() == 2 && (second.length() <= 3 || second.equals("gouv") || second.equals("govt"))) {
                keep = 3;
            }
        }
        while (name.labelCount() > keep) {
            name = name.parent().orElseThrow();
        }
        return name;
    }
}
