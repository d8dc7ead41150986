package org.whybounce.route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.received.ReceivedHop;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Claim;

/// The way of a message by its headers.
///
/// @param hops       the oldest first
/// @param boundary   where the receiver's own words begin
/// @param client     the client that the receiver must have evaluated SPF for
/// @param inside     clients that the receiver evaluated further inside, its own gateway for instance
/// @param departure  the hop at which the message left the sender's hands
/// @param forwarding whether somebody sent it on, and who
/// @param clocks     servers whose clocks disagree with the others
/// @param trust      of every header field, in the order in which they stand
/// @param limits     each limit that bit, in words
public record Route(
        List<Hop> hops,
        Boundary boundary,
        Optional<EvaluatedClient> client,
        List<EvaluatedClient> inside,
        Optional<Integer> departure,
        Forwarding forwarding,
        List<ClockOffset> clocks,
        List<FieldTrust> trust,
        List<String> limits) {
    /// More hops than servers let through: they take 30 to 100 for a loop (RFC 5321, section 6.3).
    public static final int MOST_HOPS = 200;

    public Route {
        hops = List.copyOf(hops);
        inside = List.copyOf(inside);
        clocks = List.copyOf(clocks);
        trust = List.copyOf(trust);
        limits = List.copyOf(limits);
    }

    /// Reads the way, with the boundary where reasoning puts it, and asks no DNS.
    public static Route of(MessageEvidence message) {
        return of(message, Optional.empty());
    }

    /// As [#of(MessageEvidence, Optional, HostNames)], without a look at the DNS.
    public static Route of(MessageEvidence message, Optional<Integer> told) {
        return of(message, told, HostNames.UNASKED);
    }

    /// Reads the way.
    ///
    /// @param told  the number of the hop at which the message came in, where the reader knows better
    /// @param names what proves a name that only the client gave
    public static Route of(MessageEvidence message, Optional<Integer> told, HostNames names) {
        return of(message, told, names, /* returned= */ false);
    }

    private static Route of(MessageEvidence message, Optional<Integer> told, HostNames names, boolean returned) {
        Chain chain = chain(message, names);
        BoundarySearch search = new BoundarySearch(message, chain, Statement.all(message));
        Optional<Integer> moved =
                told.filter(number -> number >= 1 && number <= chain.size()).map(chain::index);
        BoundarySearch.Found found = moved.map(
                        index -> BoundarySearch.Found.at(index, "you put it at hop " + chain.number(index)))
                .orElseGet(search::find);
        return build(message, chain, search, found, moved.isPresent(), /* unseen= */ false, returned);
    }

    /// Reads the way of a message that a bounce returned: the receiver that refused it wrote none of these
    /// headers, the newest hop is of a server that handed the message to it.
    public static Route ofReturned(MessageEvidence message) {
        Chain chain = chain(message, HostNames.UNASKED);
        BoundarySearch search = new BoundarySearch(message, chain, Statement.all(message));
        return build(
                message,
                chain,
                search,
                BoundarySearch.Found.at(
                        -1, "these headers came back in a bounce; the receiver that refused it wrote none of them"),
                /* told= */ false,
                /* unseen= */ true,
                /* returned= */ true);
    }

    /// Reads the way of a message that came back with a refusal. Where the server that refused is of the
    /// system that wrote the newest hop, it took the message first and refused it later, and these are the
    /// receiver's own headers; where the bounce does not name it, that is taken for so too.
    ///
    /// @param refusedBy the server that refused, where the bounce names it
    public static Route ofReturned(MessageEvidence message, Optional<String> refusedBy) {
        Chain chain = chain(message, HostNames.UNASKED);
        Optional<String> refuser = refusedBy
                .map(name -> name.split("[\\s(\\[;]", 2)[0])
                .filter(name -> name.indexOf('.') > 0)
                .map(chain::identity)
                .filter(system -> !system.isEmpty());
        boolean another =
                refuser.isPresent() && chain.size() > 0 && !chain.bySystem(0).equals(refuser.get());
        return another ? ofReturned(message) : of(message, Optional.empty(), HostNames.UNASKED, /* returned= */ true);
    }

    private static Chain chain(MessageEvidence message, HostNames names) {
        List<ReceivedHop> hops = message.received().hops();
        return new Chain(hops.size() > MOST_HOPS ? hops.subList(0, MOST_HOPS) : hops, MailSystems.standard(), names);
    }

    private static Route build(
            MessageEvidence message,
            Chain chain,
            BoundarySearch search,
            BoundarySearch.Found found,
            boolean told,
            boolean unseen,
            boolean returned) {
        int entry = found.entry();
        Forwarding forwarding = new ForwardingJudge(
                        message, chain, new GatewaySearch(message, chain, List.of()), entry, returned)
                .judge();
        Optional<Integer> departure = departure(chain, entry, forwarding);
        List<EvaluatedClient> inside = new ArrayList<>();
        int above = 0;
        for (int inner : found.inner()) {
            search.evaluated(inner, above)
                    .filter(each ->
                            chain.ip(inner).filter(each.ip().value()::equals).isPresent())
                    .filter(each -> newer(inside, each))
                    .or(() -> search.reasoned(inner))
                    .ifPresent(inside::add);
            above = chain.start(inner);
        }
        int from = above;
        Optional<EvaluatedClient> client = found.inner().isEmpty()
                ? unseen ? Optional.empty() : search.evaluated(entry)
                : search.evaluated(entry, from)
                        .filter(each -> newer(inside, each))
                        .or(() -> search.reasoned(entry));
        inside.removeIf(each ->
                client.filter(c -> c.ip().value().equals(each.ip().value())).isPresent());
        Boundary boundary = new Boundary(
                entry < 0 ? Optional.empty() : Optional.of(chain.number(entry)),
                found.why(),
                told ? Boundary.By.TOLD : entry < 0 ? Boundary.By.NONE : Boundary.By.REASONED,
                found.steps(),
                found.falseIf(),
                search.restsOn(found),
                found.other()
                        .flatMap(gateway -> search.evaluated(gateway.entry(), chain.start(entry) + 1)
                                .filter(each -> newer(inside, each))
                                .or(() -> search.reasoned(gateway.entry()))
                                .map(each -> new Boundary.OtherReading(
                                        chain.number(gateway.entry()), each, gateway.why(), gateway.inDns()))),
                entry < 0 ? Optional.empty() : chain.sawItself(entry));
        Clocks clocks = new Clocks(chain);
        List<FieldTrust> trust =
                new TrustSearch(message, chain, entry, found.likely().map(step -> chain.index(step.hop()))).all();
        List<String> limits = new ArrayList<>();
        int beyond = message.received().hops().size() - chain.size();
        if (beyond > 0) {
            limits.add("only the newest " + MOST_HOPS + " hops are shown; " + beyond + " older ones are left out");
        }
        return new Route(
                hops(chain, found, forwarding, departure, clocks, trust),
                boundary,
                client,
                inside,
                departure,
                forwarding,
                clocks.offsets(),
                trust,
                limits);
    }

    /// Whether none of these is the same client.
    private static boolean newer(List<EvaluatedClient> inside, EvaluatedClient client) {
        return inside.stream()
                .noneMatch(each -> each.ip().value().equals(client.ip().value()));
    }

    /// The first hop whose server is neither the sender's nor works for the sender.
    private static Optional<Integer> departure(Chain chain, int entry, Forwarding forwarding) {
        Optional<Integer> taken = forwarding.relays().stream()
                .filter(_ -> forwarding.status() != Forwarding.Status.NOT)
                .flatMap(relay -> relay.takenAt().stream())
                .findFirst();
        return taken.isPresent() ? taken : entry < 0 ? Optional.empty() : Optional.of(chain.number(entry));
    }

    private static List<Hop> hops(
            Chain chain,
            BoundarySearch.Found found,
            Forwarding forwarding,
            Optional<Integer> departure,
            Clocks clocks,
            List<FieldTrust> trust) {
        Map<Integer, Trust> byPlace = new HashMap<>();
        trust.forEach(each -> byPlace.put(each.field().span().start(), each.trust()));
        List<Hop> hops = new ArrayList<>();
        for (int i = chain.size() - 1; i >= 0; i--) {
            int number = chain.number(i);
            String system = chain.bySystem(i);
            hops.add(new Hop(
                    number,
                    chain.hop(i),
                    place(chain, i, found, forwarding, departure),
                    byPlace.getOrDefault(chain.start(i), Trust.FORGEABLE),
                    system.isEmpty() ? Optional.empty() : Optional.of(system),
                    chain.systems().vendor(chain.client(i)),
                    chain.internal(i),
                    clocks.delay(number)));
        }
        return hops;
    }

    private static Place place(
            Chain chain, int index, BoundarySearch.Found found, Forwarding forwarding, Optional<Integer> departure) {
        int number = chain.number(index);
        if (index == found.entry()) {
            return chain.hop(index).authenticated() ? Place.SUBMISSION : Place.ENTRY;
        }
        if (index < found.entry()) {
            return !found.inner().isEmpty() && index >= found.inner().getFirst()
                    ? Place.BEHIND_GATEWAY
                    : Place.RECEIVER_INSIDE;
        }
        if (forwarding.relays().stream()
                .anyMatch(relay -> relay.takenAt().filter(at -> at == number).isPresent())) {
            return Place.TAKEN_BY_FORWARDER;
        }
        boolean afterDeparture = departure.filter(at -> number > at).isPresent()
                && !forwarding.relays().isEmpty();
        return afterDeparture ? Place.FORWARDER_INSIDE : Place.SENDER_INSIDE;
    }

    /// The number of the hop at which a server of this name took the message over: of the newest fields that
    /// it wrote, the first one with a client that is not inside.
    public Optional<Integer> numbered(String host) {
        Optional<Integer> found = Optional.empty();
        for (Hop hop : hops.reversed()) {
            if (writtenBy(hop, host)) {
                found = Optional.of(hop.number());
                if (!hop.internal()) {
                    return found;
                }
            } else if (found.isPresent()) {
                return found;
            }
        }
        return found;
    }

    private static boolean writtenBy(Hop hop, String host) {
        String wanted = host.toLowerCase(Locale.ROOT);
        return hop.received()
                .by()
                .map(claim -> claim.value().toLowerCase(Locale.ROOT))
                .filter(by -> by.equals(wanted) || by.endsWith("." + wanted))
                .isPresent();
    }

    /// The whole time that the hops took, as far as their clocks tell.
    public Duration total() {
        return hops.stream().flatMap(hop -> hop.delay().stream()).reduce(Duration.ZERO, Duration::plus);
    }

    /// The same way with another verdict on forwarding.
    public Route with(Forwarding other) {
        return new Route(hops, boundary, client, inside, departure, other, clocks, trust, limits);
    }

    /// The same route with fields believed that something else than their place proves.
    public Route withTrust(List<FieldTrust> other) {
        return new Route(hops, boundary, client, inside, departure, forwarding, clocks, other, limits);
    }

    /// Whether the receiver saw an address of its own in place of the client that was evaluated.
    public boolean sawItself(Optional<EvaluatedClient> evaluated) {
        Optional<IpAddress> there = boundary.hop()
                .flatMap(this::hop)
                .flatMap(hop -> hop.received().client())
                .map(Claim::value);
        return boundary.sawItself().isPresent()
                && (evaluated.isEmpty()
                        || there.equals(evaluated.map(each -> each.ip().value())));
    }

    public Optional<Hop> hop(int number) {
        return number >= 1 && number <= hops.size() ? Optional.of(hops.get(number - 1)) : Optional.empty();
    }

    /// The trust of the field that stands at a place.
    public Trust trustAt(int start) {
        return trust.stream()
                .filter(each -> each.field().span().start() == start)
                .findFirst()
                .map(FieldTrust::trust)
                .orElse(Trust.FORGEABLE);
    }

    /// The client before the message was first sent on, where that can be seen.
    public Optional<EvaluatedClient> beforeForwarding() {
        return forwarding.relays().stream()
                .flatMap(relay -> relay.before().stream())
                .findFirst();
    }
}
