package org.whybounce.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whybounce.dns.DomainName;
import org.whybounce.message.ForwardingSign;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.field.Mailbox;
import org.whybounce.message.field.Srs;
import org.whybounce.text.Claim;
import org.whybounce.vendor.Vendor;

/// Judges whether somebody sent the message on, and who.
///
/// The hops before the entry are grouped by the system that wrote them. A system between the sender and the
/// receiver is the sender's own (its domain, a service that only sends, a server at which the client logged
/// in), or it took the message from outside: then it is a relay of the sender's or a forwarder. What tells a
/// forwarder: a header that only forwarding leaves, a recipient that is another one than the last, an SPF
/// result of its own about the sender's server, or that it does nothing but forward.
final class ForwardingJudge {
    private final MessageEvidence message;
    private final Chain chain;
    private final GatewaySearch gateways;
    private final Originals originals;
    private final int entry;
    private final Relays sentOn;
    private final boolean returned;
    private final Set<String> senders;
    private final Optional<String> lastRecipient;
    private final List<String> reasons = new ArrayList<>();
    private final List<String> against = new ArrayList<>();

    /// @param entry index of the hop at which the receiver took the message over, -1 if it left no field
    ForwardingJudge(MessageEvidence message, Chain chain, GatewaySearch gateways, int entry, boolean returned) {
        this.message = message;
        this.chain = chain;
        this.gateways = gateways;
        this.originals = new Originals(message, chain);
        this.entry = entry;
        this.returned = returned;
        this.senders = originals.senderSystems();
        this.sentOn = new Relays(chain, entry, originals, senders);
        this.lastRecipient = lastRecipient();
    }

    Forwarding judge() {
        Forwarding seen = seen();
        if (!returned && entry < 0 && seen.certain()) {
            return new Forwarding(
                    Forwarding.Status.LIKELY,
                    seen.relays(),
                    seen.reasons(),
                    List.of("no hop shows the message coming in, so every trace of it may be the sender's"));
        }
        return returned || entry < 0 ? seen : new ForwardingWeight(message, chain, entry).weigh(seen, lastRecipient);
    }

    private Forwarding seen() {
        List<ForwardingSign> signs =
                message.forwarding().stream().filter(this::counts).toList();
        List<Relays.Group> groups = sentOn.all(against);
        signs.forEach(sign -> reasons.add(sign.kind().words()
                + sign.by().map(by -> ": " + by).orElse("")
                + sign.original().map(from -> ", for what came from " + from).orElse("")));
        List<Relays.Group> relays = new ArrayList<>();
        List<Relays.Group> possible = new ArrayList<>();
        for (Relays.Group group : groups) {
            // Who runs a list may post to it: the list's own system sent the mail on all the same.
            if (!listOf(group, signs) && ofSender(group)) {
                continue;
            }
            int before = reasons.size();
            boolean shown = proven(group);
            if (shown || named(group, signs)) {
                relays.add(group);
            } else if (!signs.isEmpty() || reasons.size() > before || unexplained(group)) {
                possible.add(group);
            }
        }
        if (!signs.isEmpty() && relays.isEmpty()) {
            // A header proves that somebody forwarded; of those on the way, all who took it from outside may have.
            relays.addAll(possible);
        }
        if (!signs.isEmpty() || !relays.isEmpty()) {
            List<Relay> found = new ArrayList<>(sentOn.withoutGateways(relays, signs));
            if (found.isEmpty()) {
                sentOn.lastServer(signs, groups).ifPresent(found::add);
            }
            return new Forwarding(Forwarding.Status.FORWARDED, found, reasons, List.of());
        }
        if (!possible.isEmpty()) {
            return new Forwarding(
                    Forwarding.Status.LIKELY,
                    possible.reversed().stream()
                            .map(group -> sentOn.relay(group, signs))
                            .toList(),
                    reasons,
                    against);
        }
        against.addFirst("no header that only forwarding leaves (SRS, list, Resent, X-Forwarded)");
        if (chain.size() == 0) {
            return new Forwarding(Forwarding.Status.UNKNOWN, List.of(), reasons, List.of("there is no Received field"));
        }
        if (groups.isEmpty() && entry >= 0) {
            against.add(chain.client(entry) + " handed it straight to the receiver");
        }
        return new Forwarding(Forwarding.Status.NOT, List.of(), reasons, against);
    }

    /// A trace that shows forwarding by itself. What stands above the entry was sent on inside the receiver only.
    private boolean counts(ForwardingSign sign) {
        if (!sign.kind().conclusive()) {
            return false;
        }
        if (entry < 0) {
            return true;
        }
        return switch (sign.kind()) {
            case SEVERAL_DELIVERIES ->
                sign.says().span() == null || sign.says().span().start() > chain.start(entry);
            case MAILING_LIST -> !ofReceiver(sign);
            case SRS, GMAIL_FORWARD, FORWARDED_FOR, AUTO_FORWARD, RESENT, REDIRECTED_RECIPIENT, ARC -> true;
        };
    }

    /// Whether the list is the receiver's own: it took the message in for the list, and handed it out behind
    /// the entry.
    private boolean ofReceiver(ForwardingSign list) {
        String address = list.by().filter(by -> by.indexOf('@') > 0).orElse("");
        if (address.isEmpty()) {
            return false;
        }
        for (int i = entry; i >= 0; i--) {
            boolean forList = chain.hop(i)
                    .recipient()
                    .map(Claim::value)
                    .filter(address::equalsIgnoreCase)
                    .isPresent();
            if (forList
                    || !domain(address).isEmpty()
                            && chain.identity(domain(address)).equals(chain.bySystem(i))) {
                against.add("the list " + address + " is on the receiver's own side");
                return true;
            }
        }
        return false;
    }

    /// Whether a trace names this system as the one that sent the message on, and it took it from outside.
    private boolean named(Relays.Group group, List<ForwardingSign> signs) {
        return !group.system().isEmpty()
                && sentOn.taken(group) >= 0
                && signs.stream()
                        .flatMap(sign -> sign.by().stream())
                        .map(by -> chain.identity(domain(by)))
                        .anyMatch(group.system()::equals);
    }

    private boolean listOf(Relays.Group group, List<ForwardingSign> signs) {
        return named(
                group,
                signs.stream()
                        .filter(sign -> sign.kind() == ForwardingSign.Kind.MAILING_LIST)
                        .toList());
    }

    private boolean ofSender(Relays.Group group) {
        int taken = sentOn.taken(group);
        String name = chain.by(group.oldest());
        if (taken < 0) {
            return true;
        }
        if (chain.hop(taken).authenticated()) {
            against.add(name + " took it from a client that had logged in");
            return true;
        }
        if (senders.contains(group.system())) {
            against.add(name + " is of the sender's own system");
            return true;
        }
        Optional<Vendor> vendor = chain.systems().vendor(name);
        if (vendor.filter(MailRoles::onlySends).isPresent()) {
            against.add(name + " belongs to " + vendor.get().shortName() + ", which sends for its customers");
            return true;
        }
        boolean fromSender = senders.contains(chain.clientSystem(taken));
        if (vendor.filter(MailRoles::gateway).isPresent() && fromSender && !gateways.judged(taken)) {
            against.add(name + " belongs to " + vendor.get().shortName() + " and took it from the sender's own server:"
                    + " the sender's gateway");
            return true;
        }
        if (originals
                .originator(group.newest(), group.oldest())
                .filter(senders::contains)
                .isPresent()) {
            against.add("X-OriginatorOrg names the sender's own organisation: " + name + " sends for it");
            return true;
        }
        return false;
    }

    /// Whether a header shows that this system received the message for somebody and sent it on.
    private boolean proven(Relays.Group group) {
        int taken = sentOn.taken(group);
        String name = chain.by(group.oldest());
        int before = reasons.size();
        Optional<Vendor> vendor =
                chain.systems().vendor(name).or(() -> chain.systems().vendor(sentOn.sentFrom(group)));
        vendor.filter(MailRoles::forwarder)
                .ifPresent(known -> reasons.add(name + " belongs to " + known.shortName() + ", which only forwards"));
        otherRecipient(group)
                .ifPresent(recipient -> reasons.add(name + " took it for " + recipient + ", and it went on to "
                        + lastRecipient.orElse("another address")));
        originals
                .originator(group.newest(), group.oldest())
                .ifPresent(tenant -> reasons.add("X-OriginatorOrg names " + tenant + ", which is not the sender"));
        boolean sameRecipient = sameRecipient(group);
        if (!sameRecipient) {
            originals
                    .judgement(group.newest(), group.oldest(), chain.ip(taken))
                    .ifPresent(said -> reasons.add(name + " evaluated SPF for " + said + " itself ("
                            + chain.client(taken) + "): it received the mail, and sent it on"));
        }
        if (sameRecipient && reasons.size() == before) {
            against.add(name + " took it for the same recipient as the next server");
        }
        return reasons.size() > before;
    }

    /// The sender's own server handed the message to a stranger, for a recipient that cannot be seen.
    private boolean unexplained(Relays.Group group) {
        int taken = sentOn.taken(group);
        boolean likely = !sameRecipient(group)
                && chain.fromOutside(taken)
                && senders.contains(chain.clientSystem(taken))
                && chain.systems().vendor(chain.by(group.oldest())).isEmpty();
        if (likely) {
            reasons.add(chain.client(taken) + ", the sender's own server, handed it to " + chain.by(group.oldest())
                    + ", which is neither the sender's nor the receiver's as far as names tell");
        }
        return likely;
    }

    private Optional<String> otherRecipient(Relays.Group group) {
        return sentOn.recipient(group)
                .filter(address -> lastRecipient
                        .filter(last -> !domain(last).isEmpty()
                                && !domain(address).isEmpty()
                                && !chain.identity(domain(last)).equals(chain.identity(domain(address))))
                        .isPresent());
    }

    private boolean sameRecipient(Relays.Group group) {
        return sentOn.recipient(group)
                .filter(address ->
                        lastRecipient.filter(address::equalsIgnoreCase).isPresent())
                .isPresent();
    }

    /// Whom the receiver took the message for: at the entry or after it.
    private Optional<String> lastRecipient() {
        for (int i = entry; i >= 0; i--) {
            Optional<String> found =
                    chain.hop(i).recipient().map(Claim::value).filter(address -> address.indexOf('@') > 0);
            if (found.isPresent()) {
                return found;
            }
        }
        int end = entry < 0 ? -1 : chain.start(entry);
        for (String name : List.of("X-Original-To", "Envelope-To", "Delivered-To")) {
            Optional<String> found = message.headers().all(name).stream()
                    .filter(field -> field.span().start() < end)
                    .findFirst()
                    .flatMap(field -> Mailbox.parse(field.value()))
                    .map(Mailbox::toString)
                    .filter(address -> address.indexOf('@') > 0);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /// The sender before SRS, as a domain.
    static Optional<DomainName> original(Mailbox returnPath) {
        return Srs.read(returnPath)
                .flatMap(Srs::original)
                .flatMap(Mailbox::parse)
                .flatMap(Mailbox::domainName);
    }
}
