package org.whybounce.route;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.received.ReceivedHop;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;
import org.whybounce.net.IpScope;
import org.whybounce.text.Claim;

/// The hops as they stand, index 0 being the newest, with the questions that every part of the reasoning asks
/// of them.
final class Chain {
    /// More servers than a message passes inside a receiver that has one public address.
    private static final int MOST_OWN_HOSTS = 3;

    private static final IpPrefix SIX_TO_FOUR = IpPrefix.parse("2002::/16").orElseThrow();

    private final List<ReceivedHop> hops;
    private final MailSystems systems;
    private final HostNames names;
    private final Map<String, String> identities = new HashMap<>();
    private final Map<Integer, Optional<String>> itself = new HashMap<>();
    private final Map<Integer, Optional<String>> proven = new HashMap<>();
    private final Map<Integer, List<OwnFields.Own>> own = new HashMap<>();

    Chain(List<ReceivedHop> hops, MailSystems systems, HostNames names) {
        this.hops = hops;
        this.systems = systems;
        this.names = names;
    }

    int size() {
        return hops.size();
    }

    ReceivedHop hop(int index) {
        return hops.get(index);
    }

    /// Results in the name of a hop's writer directly below its field; the message is always this chain's.
    List<OwnFields.Own> own(int index, MessageEvidence message) {
        List<OwnFields.Own> known = own.get(index);
        if (known == null) {
            known = OwnFields.below(message, this, index);
            own.put(index, known);
        }
        return known;
    }

    HostNames names() {
        return names;
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

    /// Whether an address is one that a receiver on the Internet can have seen; 6to4 of a private address is
    /// none.
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

    /// Longer than a queue keeps a mail (RFC 5321, section 4.5.4.1: four to five days).
    private static final Duration QUEUED_AT_MOST = Duration.ofDays(6);

    /// Whether a hop before the entry is of another mail that was pasted below: it lies days before the entry.
    boolean ofAnotherMail(int entry, int index) {
        if (entry < 0) {
            return false;
        }
        Optional<Instant> came = time(entry);
        Optional<Instant> there = time(index);
        return came.isPresent()
                && there.isPresent()
                && Duration.between(there.get(), came.get()).compareTo(QUEUED_AT_MOST) > 0;
    }

    private Optional<Instant> time(int index) {
        return hops.get(index).date().map(date -> date.value().toInstant());
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

    /// Whether a hop looks like a hand-over inside one system, by the names alone: enough to tell whose
    /// servers worked together, never enough to believe one.
    boolean sameSystem(int index) {
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
        return identity(client(index)).equals(by)
                && (ownAddress(index)
                        || index + 1 < hops.size() && bySystem(index + 1).equals(by));
    }

    /// What proves that a hop is a hand-over inside the system of its writer; empty where nothing does. What
    /// the client called itself proves nothing. A hop of the same system has to follow, since servers leave a
    /// field each.
    Optional<Inside> inside(int index) {
        ReceivedHop hop = hops.get(index);
        if (hop.byProgram()) {
            return Optional.of(Inside.LOCAL_PROGRAM);
        }
        if (hop.twoWriters()) {
            return Optional.empty();
        }
        if (!hop.overNetwork()) {
            return Optional.of(Inside.NO_CLIENT);
        }
        String with = hop.with().map(Claim::value).orElse("");
        if (with.regionMatches(true, 0, "POP3", 0, 4) || with.regionMatches(true, 0, "IMAP", 0, 4)) {
            return Optional.of(Inside.FETCHED);
        }
        // LMTP (RFC 2033, section 1) is for the last step, inside one network.
        boolean near = hop.client().filter(ip -> seen(ip.value())).isEmpty();
        if (near && (with.regionMatches(true, 0, "LMTP", 0, 4) || hop.lastStep())) {
            return Optional.of(Inside.LOCAL_DELIVERY);
        }
        if (hop.client().isEmpty()) {
            return internal(index) ? Optional.of(named(index, Inside.NO_ADDRESS)) : Optional.empty();
        }
        IpAddress ip = hop.client().get().value();
        if (!seen(ip)) {
            return ip.scope() == IpScope.LOOPBACK
                    ? Optional.of(Inside.LOOPBACK)
                    : strangerInside(index) ? Optional.empty() : Optional.of(named(index, Inside.PRIVATE_ADDRESS));
        }
        if (betweenCustomers(index) || index + 1 >= hops.size()) {
            return Optional.empty();
        }
        String by = bySystem(index);
        if (by.isEmpty() || !bySystem(index + 1).equals(by)) {
            return Optional.empty();
        }
        if (ownAddress(index)) {
            return Optional.of(Inside.OWN_ADDRESS);
        }
        if (sawItself(index).isPresent()) {
            return Optional.of(Inside.ITSELF);
        }
        return provenName(index)
                .filter(name -> identity(name).equals(by) && !CustomerHosts.named(name, ip))
                .map(name -> !continues(index, name)
                        ? Inside.OTHER_NAME
                        : hop.reverseName().isPresent() ? Inside.FOUND_NAME : Inside.NAME_IN_DNS);
    }

    /// Whether the host that handed the message over wrote the next field: else who used that host may have. The
    /// hosts of a large system have several names each.
    private boolean continues(int index, String name) {
        String writer = hops.get(index + 1).by().map(Claim::value).orElse("");
        String helo = hops.get(index).helo().map(Claim::value).orElse("");
        return systems.system(name).isPresent()
                || label(writer).equalsIgnoreCase(label(name))
                || label(writer).equalsIgnoreCase(label(helo))
                        && !writer.equalsIgnoreCase(
                                hops.get(index).by().map(Claim::value).orElse(""));
    }

    /// What shows that a client without a public address is of the receiver's own: that the writer is a large
    /// system, which has no address translation in front; or that the name which the writer found for the address
    /// is the next writer's. A client cannot choose what that network's own DNS says of an address in it.
    private Inside named(int index, Inside otherwise) {
        if (systems.system(by(index)).isPresent()) {
            return Inside.OWN_ADDRESS;
        }
        String found = hops.get(index).reverseName().map(Claim::value).orElse("");
        boolean nexts = !found.isEmpty()
                && !hops.get(index).nameless()
                && index + 1 < hops.size()
                && label(found)
                        .equalsIgnoreCase(
                                label(hops.get(index + 1).by().map(Claim::value).orElse("")));
        return nexts && !label(found).equalsIgnoreCase("localhost") ? Inside.FOUND_NAME : otherwise;
    }

    private static String label(String host) {
        int dot = host.indexOf('.');
        return dot < 0 ? host : host.substring(0, dot);
    }

    /// Why the client of a hop may be anybody: it has the public address, or the proven name, of the server
    /// that wrote the hop or of one after it. Routers that turn a connection around (RFC 4787, section 6)
    /// and some that share one address put their own in place of the client's. What the client called
    /// itself does not count.
    Optional<String> sawItself(int index) {
        return itself.computeIfAbsent(index, this::lookAtItself);
    }

    private Optional<String> lookAtItself(int index) {
        ReceivedHop hop = hops.get(index);
        Optional<IpAddress> ip = ip(index).filter(Chain::seen);
        if (ip.isEmpty() || systems.system(by(index)).isPresent()) {
            return Optional.empty();
        }
        String found = hop.nameless() ? "" : hop.reverseName().map(Claim::value).orElse("");
        Set<String> asked = new HashSet<>();
        for (int i = index; i >= 0 && asked.size() < MOST_OWN_HOSTS; i--) {
            String by = by(i).toLowerCase(Locale.ROOT);
            boolean address = hops.get(i).byAddress().map(Claim::value).equals(ip);
            boolean named = !by.isEmpty()
                    && provenName(index).filter(by::equalsIgnoreCase).isPresent();
            // A name of another system, found for the address, needs no look at where the server's own leads.
            boolean near = found.isEmpty() || identity(found).equals(bySystem(index));
            boolean leads =
                    near && by.indexOf('.') > 0 && asked.add(by) && names.lead(by, ip.get()) == HostNames.Lead.THERE;
            if (address || named || leads) {
                return Optional.of(ip.get() + " is the address of " + (by.isEmpty() ? "the receiver" : by)
                        + " itself, which took the message in");
            }
        }
        return Optional.empty();
    }

    private boolean ownAddress(int index) {
        return systems.system(by(index))
                .filter(system -> ip(index).filter(system::inside).isPresent())
                .isPresent();
    }

    /// Whether a client with a private address calls itself a host of another system, which then wrote no
    /// field: behind address translation every client has such an address.
    private boolean strangerInside(int index) {
        String called = identity(hops.get(index).helo().map(Claim::value).orElse(""));
        return !called.isEmpty()
                && !called.equals(bySystem(index))
                && hops.get(index)
                        .reverseName()
                        .filter(name -> identity(name.value()).equals(called))
                        .isEmpty()
                && (index + 1 >= hops.size() || !bySystem(index + 1).equals(called));
    }

    /// The name of a hop's client where it is proven: the server found it for the address, or the DNS leads
    /// from what the client called itself to its address. Only names that could matter are asked for: of the
    /// writer's own system, of a large one, of a service.
    Optional<String> provenName(int index) {
        return proven.computeIfAbsent(index, this::prove);
    }

    private Optional<String> prove(int index) {
        ReceivedHop hop = hops.get(index);
        String found = hop.nameless() ? "" : hop.reverseName().map(Claim::value).orElse("");
        boolean confirmed = !found.isEmpty()
                && (hop.confirmed() || systems.system(by(index)).isPresent());
        String name = found.isEmpty() ? hop.helo().map(Claim::value).orElse("") : found;
        boolean matters = !identity(name).isEmpty()
                && (identity(name).equals(bySystem(index))
                        || systems.system(name).isPresent()
                        || systems.vendor(name).isPresent());
        if (!matters) {
            return confirmed ? Optional.of(name) : Optional.empty();
        }
        HostNames.Lead lead = ip(index).map(ip -> names.lead(name, ip)).orElse(HostNames.Lead.UNKNOWN);
        boolean proven = switch (lead) {
            case THERE -> true;
            case ELSEWHERE -> false;
            case UNKNOWN -> confirmed;
        };
        return proven ? Optional.of(name) : Optional.empty();
    }
}
