package org.whybounce.sender;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.whybounce.net.IpPrefix;
import org.whybounce.vendor.VendorDirectory;

/// What a person said is theirs. It decides, but for a record that lists the address already.
///
/// @param ranges   addresses
/// @param services sending services, by the name they have in the directory
public record Confirmed(Set<IpPrefix> ranges, Set<String> services) {
    public static final Confirmed NOTHING = new Confirmed(Set.of(), Set.of());

    /// What a person named: addresses, ranges, and services as they are called. Other words are left out.
    public static Confirmed of(Collection<String> words, VendorDirectory vendors) {
        Set<IpPrefix> ranges = new HashSet<>();
        Set<String> services = new HashSet<>();
        for (String word : words) {
            IpPrefix.parse(word.strip())
                    .ifPresentOrElse(
                            ranges::add,
                            () -> vendors.named(word.strip()).ifPresent(vendor -> services.add(vendor.name())));
        }
        return new Confirmed(ranges, services);
    }

    public boolean isEmpty() {
        return ranges.isEmpty() && services.isEmpty();
    }

    public Confirmed {
        ranges = Set.copyOf(ranges);
        services = Set.copyOf(services);
    }
}
