package org.whybounce.sender;

import java.util.Set;

/// What a person said is theirs. It decides, but for a record that lists the address already.
///
/// @param ranges   addresses
/// @param services sending services, by the name they have in the directory
public record Confirmed(Set<org.whybounce.net.IpPrefix> ranges, Set<String> services) {
    public static final Confirmed NOTHING = new Confirmed(Set.of(), Set.of());

    public Confirmed {
        ranges = Set.copyOf(ranges);
        services = Set.copyOf(services);
    }
}
