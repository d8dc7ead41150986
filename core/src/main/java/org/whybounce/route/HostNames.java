package org.whybounce.route;

import org.whybounce.net.IpAddress;

/// The one look at the DNS that reasoning about the way can use: whether the name that a client gave leads to its
/// address. Who owns the name says so, and no client can.
@FunctionalInterface
public interface HostNames {
    /// Nobody is asked, so no name is proven by it.
    HostNames UNASKED = (_, _) -> false;

    boolean leadsTo(String host, IpAddress ip);
}
