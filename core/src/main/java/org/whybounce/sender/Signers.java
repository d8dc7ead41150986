package org.whybounce.sender;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where the signatures of the domain are made. Only who holds the key can sign, but a signature travels with the mail:
/// whoever passes mail on shows it too. So a selector belongs to the sources that the SPF record lists, and where it
/// lists none of those that show it, to the service that shows it on most mail.
final class Signers {
    private final Set<String> listed = new HashSet<>();
    private final Map<String, Map<String, Long>> groups = new HashMap<>();
    // Services that make the mail they send. Against them a volume says nothing: a signed mail can be sent again by
    // anybody, a million times.
    private final Set<String> makers = new HashSet<>();
    // Asked for each source, and worked out over all of them.
    private final Map<String, Optional<String>> homes = new HashMap<>();

    Signers(Collection<Sighted> sources) {
        for (Sighted source : sources) {
            source.traits().signed().forEach((selector, count) -> {
                if (source.listed() && source.traits().spfAligned() > 0) {
                    listed.add(selector);
                }
                groups.computeIfAbsent(selector, any -> new HashMap<>()).merge(source.group(), count, Long::sum);
            });
            if (source.host().service().filter(vendor -> !vendor.passesOn()).isPresent()) {
                makers.add(source.group());
            }
        }
    }

    /// Whether a source that the SPF record lists signs with the selector.
    boolean listed(String selector) {
        return listed.contains(selector);
    }

    /// The group that shows the selector on most mail, if it does so on most of all mail with it: of the services that
    /// make mail, if any of them shows it, else of all.
    Optional<String> home(String selector) {
        return homes.computeIfAbsent(selector, this::worked);
    }

    private Optional<String> worked(String selector) {
        Map<String, Long> volumes = new HashMap<>(groups.getOrDefault(selector, Map.of()));
        if (volumes.keySet().stream().anyMatch(makers::contains)) {
            volumes.keySet().retainAll(makers);
        }
        long all = Traits.sum(volumes);
        return Traits.main(volumes).filter(group -> volumes.getOrDefault(group, 0L) * 2 > all);
    }

    /// Whether any source shows the selector with a signature that verifies.
    boolean known(String selector) {
        return groups.containsKey(selector);
    }
}
