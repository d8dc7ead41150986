package org.whybounce.cause.look;

import org.whybounce.vendor.Vendor;

/// The sending service that an address belongs to.
///
/// @param pool whether the address lies in a relay pool that the service's own record does not list
/// @param why  how it was recognised, in one sentence
public record SendingService(Vendor vendor, boolean pool, String why) {
    /// Whether its users have mail sent on by it, besides sending.
    public boolean forwards() {
        return ForwardingHosts.builtIn().forwards(vendor);
    }

    /// For people.
    public String name() {
        return vendor.shortName();
    }
}
