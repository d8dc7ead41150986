package org.whybounce.route;

import java.util.List;
import org.whybounce.net.IpAddress;

/// The looks at the DNS that reasoning about the way can use: whether a name leads to the address of the client
/// that bears it, and which servers take mail in for a domain. Who owns the name says so, and no client can; what
/// an address is called says only who owns the address (RFC 8601, section 3).
@FunctionalInterface
public interface HostNames {
    enum Lead {
        THERE,
        /// The name has addresses, and this is none of them.
        ELSEWHERE,
        /// The name has no address, or nobody was asked.
        UNKNOWN
    }

    /// Nobody is asked, so no name is proven by it.
    HostNames UNASKED = (_, _) -> Lead.UNKNOWN;

    Lead lead(String host, IpAddress ip);

    /// The hosts in the domain's MX records (RFC 5321, section 5).
    default List<String> exchangers(String domain) {
        return List.of();
    }
}
