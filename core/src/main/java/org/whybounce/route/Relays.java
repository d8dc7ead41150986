package org.whybounce.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whybounce.message.ForwardingSign;
import org.whybounce.message.received.ReceivedHop;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Claim;

/// Who sent a message on, of the systems that the judge found to have done it.
final class Relays {
    private final Chain chain;
    private final int entry;
    private final HopGroups groups;
    private final Originals originals;
    private final Set<String> senders;

    /// @param senders the systems that are the sender's own
    Relays(Chain chain, int entry, HopGroups groups, Originals originals, Set<String> senders) {
        this.chain = chain;
        this.entry = entry;
        this.groups = groups;
        this.originals = originals;
        this.senders = senders;
    }

    /// The relays, the oldest first. One that took the message for the same recipient as the next is that
    /// one's gateway: it did not forward, but it is where SPF was evaluated for the next.
    List<Relay> withoutGateways(List<HopGroups.Group> relays, List<ForwardingSign> signs) {
        List<Relay> found = new ArrayList<>();
        Optional<EvaluatedClient> seenBefore = Optional.empty();
        for (int i = relays.size() - 1; i >= 0; i--) {
            HopGroups.Group group = relays.get(i);
            Relay relay = relay(group, signs);
            Optional<String> recipient = groups.recipient(group);
            boolean gateway = i > 0
                    && recipient.isPresent()
                    && groups.recipient(relays.get(i - 1))
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

    Relay relay(HopGroups.Group group, List<ForwardingSign> signs) {
        int taken = groups.taken(group);
        String host = groups.sentFrom(group);
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

    private EvaluatedClient before(HopGroups.Group group, int taken, List<ForwardingSign> signs) {
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
    Optional<Relay> lastServer(List<ForwardingSign> signs, List<HopGroups.Group> all) {
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
}
