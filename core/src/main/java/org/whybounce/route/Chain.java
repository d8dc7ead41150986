package org.whybounce.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whybounce.message.received.ReceivedHop;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;
import org.whybounce.text.Claim;

/// The hops as they stand, index 0 being the newest, with the questions that every part of the reasoning asks of them.
final class Chain {
    private static final IpPrefix SIX_TO_FOUR = IpPrefix.parse("2002::/16").orElseThrow();

    private final List<ReceivedHop> hops;
    private final MailSystems systems;
    private final Map<String, String> identities = new HashMap<>();

    Chain(List<ReceivedHop> hops, MailSystems systems) {
        this.hops = hops;
        this.systems = systems;
    }

    int size() {
        return hops.size();
    }

    ReceivedHop hop(int index) {
        return hops.get(index);
    }

    MailSystems systems() {
        return systems;
    }

    /// Where the field of a hop begins in the paste.
    int start(int index) {
        return hops.get(index).field().span().start();
    }

    /// How the newest hop's number is found from its index: 1 is the oldest.
    int number(int index) {
        return hops.size() - index;
    }

    int index(int number) {
        return hops.size() - number;
    }

    String identity(String host) {
        return identities.computeIfAbsent(host, systems::identity);
    }

    /// The server that wrote a hop. A bare name is filled in from what the next server calls its client.
    String by(int index) {
        String by = hops.get(index).by().map(Claim::value).orElse("");
        if (by.indexOf('.') > 0 && IpAddress.parse(by).isEmpty() || index == 0) {
            return by;
        }
        String above = client(index - 1);
        return above.indexOf('.') > 0 ? above : by.isEmpty() ? above : by;
    }

    String bySystem(int index) {
        String system = identity(by(index));
        // A name of the local network tells nothing; what the next server calls the same host may.
        return system.isEmpty() && index > 0 ? identity(client(index - 1)) : system;
    }

    /// The client of a hop by the best name there is, else by its address.
    String client(int index) {
        ReceivedHop hop = hops.get(index);
        return hop.reverseName()
                .or(hop::helo)
                .or(hop::from)
                .map(Claim::value)
                .orElseGet(() ->
                        hop.client().map(claim -> claim.value().toString()).orElse(""));
    }

    String clientSystem(int index) {
        ReceivedHop hop = hops.get(index);
        // A name that the server looked for and did not find is the client's own word, which proves nothing.
        return hop.nameless() ? "" : identity(client(index));
    }

    Optional<IpAddress> ip(int index) {
        return hops.get(index).client().map(Claim::value);
    }

    /// Whether an address is one that a receiver on the Internet can have seen; 6to4 of a private address is none.
    static boolean seen(IpAddress ip) {
        if (SIX_TO_FOUR.contains(ip)) {
            return IpAddress.v4(ip.high() >>> 16).scope().publiclySeen();
        }
        return ip.scope().publiclySeen();
    }

    /// Whether a client with a public address connected that had not logged in.
    boolean fromOutside(int index) {
        return ip(index).filter(Chain::seen).isPresent() && !hops.get(index).authenticated();
    }

    boolean internal(int index) {
        ReceivedHop hop = hops.get(index);
        if (hop.client().isPresent()) {
            return !seen(hop.client().get().value());
        }
        // A server that faces the Internet writes the address that connected; one with a bare name of its own that does
        // not took the mail from a neighbour.
        return hop.helo().isEmpty()
                || hop.helo().get().value().indexOf('.') < 0
                || identity(hop.by().map(Claim::value).orElse("")).isEmpty();
    }

    /// Whether the client of the oldest hop is a mail program and no server: it gives itself no host name.
    boolean mailProgram(int index) {
        ReceivedHop hop = hops.get(index);
        String helo = hop.helo().or(hop::from).map(Claim::value).orElse("");
        return index == hops.size() - 1
                && (hop.client().isEmpty()
                        || hop.reverseName().isEmpty()
                                && (helo.indexOf('.') < 0
                                        || IpAddress.parse(helo).isPresent()));
    }

    /// Whether an older hop has a client from outside.
    boolean olderFromOutside(int index) {
        for (int i = index + 1; i < hops.size(); i++) {
            if (fromOutside(i)) {
                return true;
            }
        }
        return false;
    }

    /// Whether a host that sends out for its customers handed the message to one that takes in for them.
    boolean betweenCustomers(int index) {
        String by = hops.get(index).by().map(Claim::value).orElse("");
        return systems.system(by)
                .filter(system -> system.takesIn(by) && system.sendsOut(client(index)))
                .isPresent();
    }

    /// Whether a hop is a hand-over inside one system: by the name that the server found, by the system's own
    /// addresses, or by the client's word where nothing contradicts it and the hop before was written there too.
    boolean inside(int index) {
        if (betweenCustomers(index)) {
            return false;
        }
        ReceivedHop hop = hops.get(index);
        String by = bySystem(index);
        if (by.isEmpty() || hop.nameless()) {
            return false;
        }
        if (hop.reverseName().isPresent()) {
            return identity(hop.reverseName().get().value()).equals(by);
        }
        if (!identity(client(index)).equals(by)) {
            return false;
        }
        boolean ownAddress = systems.system(by(index))
                .filter(system -> ip(index).filter(system::inside).isPresent())
                .isPresent();
        return ownAddress || index + 1 < hops.size() && bySystem(index + 1).equals(by);
    }
}
