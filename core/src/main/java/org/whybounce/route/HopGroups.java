package org.whybounce.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.text.Claim;

/// The hops before the entry, grouped by the system that wrote them.
final class HopGroups {
    /// Hops of one system, by index; `oldest` is where it took the message over.
    record Group(String system, int newest, int oldest) {}

    private final Chain chain;
    private final int entry;

    HopGroups(Chain chain, int entry) {
        this.chain = chain;
        this.entry = entry;
    }

    /// @param against takes what speaks against forwarding
    List<Group> all(List<String> against) {
        List<Group> groups = new ArrayList<>();
        int newest = -1;
        int last = entry;
        String system = "";
        for (int i = entry + 1; i < chain.size(); i++) {
            if (chain.ofAnotherMail(entry, i)) {
                against.add("hop " + chain.number(i) + " and older ones are days older than this mail: another mail's");
                break;
            }
            last = i;
            String by = chain.bySystem(i);
            boolean other = !by.isEmpty() && !system.isEmpty() && !by.equals(system);
            boolean customers = i > entry + 1 && chain.betweenCustomers(i - 1);
            if (newest >= 0 && (other || customers)) {
                groups.add(new Group(system, newest, i - 1));
                newest = -1;
                system = "";
            }
            if (newest < 0) {
                newest = i;
            }
            if (system.isEmpty()) {
                system = by;
            }
        }
        if (newest >= 0) {
            groups.add(new Group(system, newest, last));
        }
        return groups;
    }

    /// The hop at which a system took the message from somebody else.
    int taken(Group group) {
        for (int i = group.oldest(); i >= group.newest(); i--) {
            if (chain.hop(i).overNetwork() && !chain.internal(i) && !chain.sameSystem(i)) {
                return i;
            }
        }
        return -1;
    }

    Optional<String> recipient(Group group) {
        for (int i = group.oldest(); i >= group.newest(); i--) {
            Optional<String> found =
                    chain.hop(i).recipient().map(Claim::value).filter(address -> address.indexOf('@') > 0);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /// What the next server calls this system's server.
    String sentFrom(Group group) {
        return group.newest() > 0 ? chain.client(group.newest() - 1) : chain.by(group.newest());
    }
}
