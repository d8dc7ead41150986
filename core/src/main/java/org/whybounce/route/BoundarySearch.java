package org.whybounce.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.received.ReceivedHop;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Claim;

/// Proves at which hop the message came into the receiver's hands.
///
/// The newest field is the receiver's, since servers write at the top. Each hop that is proven to be a
/// hand-over inside ([Inside]) makes the next one the receiver's too; the first that is not is the entry, and
/// so is one whose client the receiver names as evaluated. What stands below is anybody's word and never
/// moves the entry. A step that is only likely ([Inside#proves]) is taken, and said.
///
/// One thing moves it further: a gateway of the receiver's ([GatewaySearch]). The receiver names an earlier
/// client as evaluated, or the entry's client has a proven name of a service that filters for others and
/// judged the sender above its own field. Where only the HELO speaks for it, that is another reading, which
/// is offered and not taken.
final class BoundarySearch {
    /// More gateways behind each other than anybody has.
    private static final int MOST_GATEWAYS = 5;

    private final MessageEvidence message;
    private final Chain chain;
    private final List<Statement> statements;

    BoundarySearch(MessageEvidence message, Chain chain, List<Statement> statements) {
        this.message = message;
        this.chain = chain;
        this.statements = statements;
    }

    /// @param entry   index of the hop, -1 for none
    /// @param inner   indexes of the hops behind a gateway, the newest first
    /// @param steps   why the hops above are inside
    /// @param falseIf what would have to be forged for it to be false
    /// @param other   a gateway that nothing proves
    record Found(
            int entry,
            List<Integer> inner,
            String why,
            List<Boundary.Step> steps,
            String falseIf,
            Optional<Gateway> other) {
        /// The newest step that proves nothing.
        Optional<Boundary.Step> likely() {
            return steps.stream().filter(step -> !step.because().proves()).findFirst();
        }

        Found {
            inner = List.copyOf(inner);
            steps = List.copyOf(steps);
        }

        static Found at(int entry, String why) {
            return new Found(entry, List.of(), why, List.of(), "", Optional.empty());
        }
    }

    /// A gateway of the receiver's in front of an entry.
    ///
    /// @param entry index of the hop at which the gateway took the message in
    /// @param inDns whether the DNS leads the mail of whom it is addressed to that way
    record Gateway(int entry, String why, String falseIf, boolean inDns) {
        Gateway(int entry, String why, String falseIf) {
            this(entry, why, falseIf, /* inDns= */ false);
        }
    }

    Found find() {
        Found found = first();
        GatewaySearch gateways = new GatewaySearch(message, chain, statements);
        while (found.entry() >= 0 && found.inner().size() < MOST_GATEWAYS) {
            int entry = found.entry();
            int from = found.inner().isEmpty() ? -1 : chain.start(found.inner().getLast());
            Optional<Gateway> proven = gateways.proven(entry, from);
            if (proven.isEmpty()) {
                return new Found(
                        entry, found.inner(), found.why(), found.steps(), found.falseIf(), gateways.possible(entry));
            }
            List<Integer> inner = new ArrayList<>(found.inner());
            inner.add(entry);
            found = new Found(
                    proven.get().entry(),
                    inner,
                    proven.get().why(),
                    found.steps(),
                    proven.get().falseIf(),
                    Optional.empty());
        }
        return found;
    }

    private Found first() {
        List<Boundary.Step> steps = new ArrayList<>();
        for (int i = 0; i < chain.size(); i++) {
            ReceivedHop hop = chain.hop(i);
            Optional<Inside> inside = chain.inside(i);
            if (hop.overNetwork()) {
                Optional<Statement> said = statedFor(i);
                if (said.isPresent() && chain.ip(i).filter(Chain::seen).isPresent()) {
                    return entry(
                            i,
                            said.get().what() + " beside it names its client "
                                    + chain.ip(i).get() + " as evaluated",
                            steps);
                }
                // Servers of one network log in to each other too; only what then came from outside came in there.
                if (hop.authenticated() && !(chain.internal(i) && chain.olderFromOutside(i))) {
                    return entry(i, chain.by(i) + " took it from a client that had logged in", steps);
                }
            }
            if (inside.isEmpty()) {
                return entry(i, why(i, steps), steps);
            }
            steps.add(
                    new Boundary.Step(chain.number(i), inside.get().proves() ? inside.get() : shown(i, inside.get())));
        }
        return new Found(
                -1,
                List.of(),
                chain.size() == 0
                        ? "there is no Received field"
                        : "every hop is a hand-over inside one system; the one that came from outside left no field",
                List.of(),
                "",
                Optional.empty());
    }

    /// What else shows that a hop is inside: the receiver's word above it about an earlier client, or Exchange's
    /// about the server that took it in.
    private Inside shown(int index, Inside otherwise) {
        boolean earlier = statements.stream()
                .filter(said -> said.at() < chain.start(index))
                .anyMatch(said -> seenBelow(index, said.ip().value()));
        if (earlier) {
            return Inside.NAMES_EARLIER;
        }
        return ExchangeSource.below(message, chain, index) ? Inside.EXCHANGE_SOURCE : otherwise;
    }

    Optional<Boundary.Likely> restsOn(Found found) {
        return found.likely().map(step -> {
            int index = chain.index(step.hop());
            String client = chain.ip(index).map(IpAddress::toString).orElse(chain.client(index));
            String by = chain.hop(index).by().map(Claim::value).orElse("the receiver");
            return new Boundary.Likely(
                    step.hop(),
                    step.because() == Inside.LOCAL_PROGRAM
                            ? "the program on " + by + " that handed it in, perhaps a filter,"
                            : client + ", which handed it to " + by + ",",
                    step.because().otherwise());
        });
    }

    private boolean seenBelow(int index, IpAddress ip) {
        for (int i = index + 1; i < chain.size(); i++) {
            if (chain.ip(i).filter(ip::equals).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private Found entry(int index, String why, List<Boundary.Step> steps) {
        String by = chain.by(index);
        String writer = by.isEmpty() ? "the server that wrote hop " + chain.number(index) : by;
        boolean named = steps.stream()
                .anyMatch(step -> step.because() == Inside.FOUND_NAME || step.because() == Inside.NAME_IN_DNS);
        String falseIf = writer + " would have to lie about who connected to it"
                + (named ? ", or the DNS of the receiver's own hosts would have to be forged" : "")
                + steps.stream()
                        .filter(step -> !step.because().proves())
                        .findFirst()
                        .map(step -> ", or the client of hop " + step.hop() + " would have to be a stranger's")
                        .orElse("")
                + "; what stands below hop " + chain.number(index) + " cannot change it";
        return new Found(index, List.of(), why, steps, falseIf, Optional.empty());
    }

    private String why(int index, List<Boundary.Step> steps) {
        String by = chain.by(index);
        ReceivedHop hop = chain.hop(index);
        String client = chain.client(index).isEmpty() ? "its client" : chain.client(index);
        boolean likely = steps.stream().anyMatch(step -> !step.because().proves());
        String above = index == 0
                ? ""
                : likely
                        ? ", and every hop after it looks like a hand-over inside"
                        : ", and every hop after it is proven to be a hand-over inside";
        if (chain.sawItself(index).isPresent()) {
            return chain.sawItself(index).get() + above;
        }
        if (!chain.bySystem(index).isEmpty()
                && chain.clientSystem(index).equals(chain.bySystem(index))
                && !chain.betweenCustomers(index)
                && hop.reverseName().isEmpty()) {
            return client + " only calls itself a host of " + chain.bySystem(index) + ", and nothing confirms it"
                    + above;
        }
        if (hop.client().filter(ip -> !Chain.seen(ip.value())).isPresent()) {
            return client + " is a stranger's name at an address of the receiver's own network" + above;
        }
        return client + (hop.nameless() ? " has no confirmed name" : " is not of the same system as " + by) + above;
    }

    /// A statement of the receiver about the client of a hop: it stands above the next older Received field.
    private Optional<Statement> statedFor(int index) {
        int end = index + 1 < chain.size() ? chain.start(index + 1) : Integer.MAX_VALUE;
        int from = index == 0 ? -1 : chain.start(index - 1);
        Optional<IpAddress> ip = chain.ip(index);
        return statements.stream()
                .filter(said -> said.at() > from && said.at() < end)
                .filter(said -> ip.filter(said.ip().value()::equals).isPresent())
                .findFirst();
    }

    /// What the receiver says, or what follows from the entry.
    Optional<EvaluatedClient> evaluated(int entry) {
        return evaluated(entry, 0);
    }

    /// As [#evaluated(int)], of statements from a place in the paste on. A statement from below the entry
    /// counts only for what it adds about the very client that the entry shows.
    Optional<EvaluatedClient> evaluated(int entry, int from) {
        if (entry < 0) {
            return statements.stream()
                    .filter(said -> said.at() >= from)
                    .findFirst()
                    .map(said -> said.client(chain, /* believed= */ true));
        }
        Optional<IpAddress> ip = chain.ip(entry);
        List<OwnFields.Own> below = chain.own(entry, message);
        List<Statement> above = statements.stream()
                .filter(said -> said.at() >= from && said.at() < chain.start(entry) || proven(below, said.at()))
                .toList();
        Optional<Statement> believed = above.stream()
                .filter(said -> ip.filter(said.ip().value()::equals).isPresent())
                .findFirst()
                .or(() -> above.stream().findFirst());
        if (believed.isPresent()) {
            return Optional.of(believed.get().client(chain, /* believed= */ true));
        }
        Optional<Statement> named = statements.stream()
                .filter(said -> said.at() > chain.start(entry)
                        && (entry + 1 >= chain.size() || said.at() < chain.start(entry + 1)))
                .filter(said -> ip.filter(said.ip().value()::equals).isPresent())
                .findFirst();
        return named.isPresent() ? Optional.of(named.get().client(chain, /* believed= */ false)) : reasoned(entry);
    }

    private static boolean proven(List<OwnFields.Own> below, int at) {
        return below.stream().anyMatch(own -> own.at() == at && own.standing() == OwnFields.Standing.PROVEN);
    }

    Optional<EvaluatedClient> reasoned(int index) {
        ReceivedHop hop = chain.hop(index);
        if (hop.authenticated()) {
            return Optional.empty();
        }
        String by = chain.by(index);
        return hop.client()
                .map(ip -> new EvaluatedClient(
                        ip,
                        hop.helo(),
                        hop.envelopeFrom(),
                        hop.by().map(Claim::value),
                        "it is the address that connected to " + (by.isEmpty() ? "the receiver" : by)
                                + ", where the message came in",
                        false));
    }
}
