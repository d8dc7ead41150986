package org.whybounce.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whybounce.message.ForwardingSign;
import org.whybounce.message.received.ReceivedHop;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Claim;

/// The hops before the entry, grouped by the system that wrote them, and who of these sent the message on,
/// of those that the judge found to have done it.
final class Relays {
    /// Hops of one system, by index; `oldest` is where it took the message over.
    record Group(String system, int newest, int oldest) {}

    private final Chain chain;
    private final int entry;
    private final Originals originals;
    private final Set<String> senders;

    /// @param senders the systems that are the sender's own
    Relays(Chain chain, int entry, Originals originals, Set<String> senders) {
        this.chain = chain;
        this.entry = entry;
        this.originals = originals;
        this.senders = senders;
    }

    /// The relays, the oldest first. One that took the message for the same recipient as the next is that
    /// one's gateway: it did not forward, but it is where SPF was evaluated for the next.
    List<Relay> withoutGateways(List<Group> relays, List<ForwardingSign> signs) {
        List<Relay> found = new ArrayList<>();
        Optional<EvaluatedClient> seenBefore = Optional.empty();
        for (int i = relays.size() - 1; i >= 0; i--) {
            Group group = relays.get(i);
            Relay relay = relay(group, signs);
            Optional<String> recipient = recipient(group);
            boolean gateway = i > 0
                    && recipient.isPresent()
                    && recipient(relays.get(i - 1))
                            .filter(recipient.get()::equalsIgnoreCase)
                            .isPresent();
            if (gateway) {
                seenBefore = seenBefore.isPresent() ? seenBefore : relay.before();
                continue;
            }
            found.add(seenBefore.isPresent() ? relay.withBefore(seenBefore.get()) : relay);
            seenBefore = Optional.empty();
        }
        return found;
    }

    Relay relay(Group group, List<ForwardingSign> signs) {
        int taken = taken(group);
        String host = sentFrom(group);
        return new Relay(
                host.isEmpty() ? chain.by(group.newest()) : host,
                taken < 0 ? Optional.empty() : Optional.of(chain.number(taken)),
                group.newest() > 0 ? Optional.of(chain.number(group.newest() - 1)) : Optional.empty(),
                taken < 0 || chain.ip(taken).isEmpty() ? originals.client() : Optional.of(before(group, taken, signs)));
    }

    /// Whether who sent it on put itself into the envelope.
    private static boolean rewrote(ForwardingSign sign) {
        return switch (sign.kind()) {
            case SRS, GMAIL_FORWARD, MAILING_LIST -> true;
            case FORWARDED_FOR, AUTO_FORWARD, RESENT, SEVERAL_DELIVERIES, REDIRECTED_RECIPIENT, ARC -> false;
        };
    }

    private EvaluatedClient before(Group group, int taken, List<ForwardingSign> signs) {
        ReceivedHop hop = chain.hop(taken);
        boolean rewritten = signs.stream().anyMatch(Relays::rewrote);
        Claim<IpAddress> ip = hop.client().orElseThrow();
        return new EvaluatedClient(
                ip,
                hop.helo(),
                originals.mailFrom(group.newest(), group.oldest(), hop, rewritten),
                hop.by().map(Claim::value),
                "it is the address that connected to " + chain.by(taken) + ", before the message was sent on",
                false);
    }

    /// No hop shows where the forwarder took the message over: it is the one that handed it to the receiver.
    Optional<Relay> lastServer(List<ForwardingSign> signs, List<Group> all) {
        if (entry < 0) {
            return all.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Relay(
                            chain.by(all.getFirst().newest()), Optional.empty(), Optional.empty(), originals.client()));
        }
        String named =
                signs.stream().flatMap(sign -> sign.by().stream()).findFirst().orElse("");
        String host = chain.client(entry);
        // The sender's own server did not send on what it was the first to send.
        if (all.isEmpty()
                && senders.contains(chain.clientSystem(entry))
                && signs.stream().noneMatch(Relays::rewrote)) {
            return Optional.empty();
        }
        return Optional.of(new Relay(
                host.isEmpty() ? named : host, Optional.empty(), Optional.of(chain.number(entry)), originals.client()));
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
