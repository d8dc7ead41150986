package org.whybounce.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.received.ReceivedHop;
import org.whybounce.message.results.AuthenticationResults;
import org.whybounce.message.results.AuthenticationResults.Kind;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Claim;
import org.whybounce.vendor.Vendor;

/// Finds the hop at which the message came into the receiver's hands.
///
/// From the top, each hop is either a hand-over inside the receiver's systems or the entry. Inside are hops without a
/// public client, and those whose client the server itself found to be of its own system. A name that only the client
/// gave proves nothing, unless the writer keeps no other and the hop before was written there too. A hop whose address
/// the receiver names as the evaluated one is the entry whatever its names say. Where the entry's client is a gateway
/// that filters for others, the entry proper is the gateway's own, if a header shows that the gateway judged the
/// sender:
/// then it works for the receiver, not for the sender.
final class BoundarySearch {
    private final MessageEvidence message;
    private final Chain chain;
    private final List<Statement> statements;

    BoundarySearch(MessageEvidence message, Chain chain, List<Statement> statements) {
        this.message = message;
        this.chain = chain;
        this.statements = statements;
    }

    /// More gateways behind each other than anybody has.
    private static final int MOST_GATEWAYS = 5;

    private static final String ORGANIZATION = "X-MS-Exchange-Organization-";

    /// @param entry index of the hop, -1 for none
    /// @param inner indexes of the hops behind a gateway, the newest first
    record Found(int entry, List<Integer> inner, String why) {
        Found {
            inner = List.copyOf(inner);
        }
    }

    Found find() {
        Found found = from(0);
        while (found.entry() >= 0 && found.inner().size() < MOST_GATEWAYS) {
            Optional<Found> outer = gateway(found);
            if (outer.isEmpty()) {
                break;
            }
            found = outer.get();
        }
        return found;
    }

    private Found from(int start) {
        for (int i = start; i < chain.size(); i++) {
            ReceivedHop hop = chain.hop(i);
            if (!hop.overNetwork()) {
                continue;
            }
            Optional<Statement> said = statedFor(i);
            if (said.isPresent() && chain.ip(i).filter(Chain::seen).isPresent()) {
                return new Found(
                        i,
                        List.of(),
                        said.get().what() + " beside it names its client "
                                + chain.ip(i).get() + " as evaluated");
            }
            // Servers of one network log in to each other too; only what then came from outside came in there.
            if (hop.authenticated() && !(chain.internal(i) && chain.olderFromOutside(i))) {
                return new Found(i, List.of(), chain.by(i) + " took it from a client that had logged in");
            }
            if (chain.internal(i) || chain.inside(i)) {
                continue;
            }
            return new Found(i, List.of(), why(i, start));
        }
        return new Found(
                -1,
                List.of(),
                chain.size() == 0
                        ? "there is no Received field"
                        : "no Received field shows a client from outside; every hop lies inside one system");
    }

    private String why(int index, int start) {
        String by = chain.by(index);
        String who = chain.client(index);
        String client = "its client " + (who.isEmpty() ? "(no name)" : who)
                + chain.ip(index)
                        .map(ip -> who.equals(ip.toString()) ? "" : " (" + ip + ")")
                        .orElse("");
        if (chain.betweenCustomers(index)) {
            return client + " sends out for that system's customers, and " + by + " takes in for them";
        }
        String above = index == start ? "" : ", and every hop after it is a hand-over inside";
        return client
                + (chain.hop(index).nameless() ? " has no confirmed name" : " is not of the same system as " + by)
                + above;
    }

    /// A statement of the receiver about the client of a hop: it stands above the next older Received field.
    private Optional<Statement> statedFor(int index) {
        int end = index + 1 < chain.size() ? chain.start(index + 1) : Integer.MAX_VALUE;
        int from = index == 0 ? 0 : chain.start(index - 1);
        Optional<IpAddress> ip = chain.ip(index);
        return statements.stream()
                .filter(said -> said.at() > from && said.at() < end || index == 0 && said.at() < end)
                .filter(said -> ip.filter(said.ip().value()::equals).isPresent())
                .findFirst();
    }

    /// The entry of the gateway that the entry found so far took the message from, if it took it from one.
    private Optional<Found> gateway(Found first) {
        int entry = first.entry();
        List<Integer> inner = new ArrayList<>(first.inner());
        inner.add(entry);
        // The receiver's own list of gateways: it looked through one and evaluated the client before.
        Optional<Statement> through = statements.stream()
                .filter(said -> said.at() < chain.start(entry)
                        && (first.inner().isEmpty()
                                || said.at() > chain.start(first.inner().getLast())))
                .filter(said ->
                        chain.ip(entry).filter(said.ip().value()::equals).isEmpty())
                .filter(said -> olderIndex(entry, said.ip().value()) > 0)
                .findFirst();
        if (through.isPresent()) {
            return Optional.of(new Found(
                    olderIndex(entry, through.get().ip().value()),
                    inner,
                    through.get().what() + " names " + through.get().ip().value() + " as evaluated: "
                            + chain.client(entry) + " is a gateway of the receiver's"));
        }
        int taken = takenIn(entry);
        if (taken < 0 || !chain.fromOutside(taken)) {
            return Optional.empty();
        }
        Optional<Vendor> vendor = chain.systems().vendor(chain.client(entry)).filter(MailRoles::gateway);
        if (vendor.isPresent() && judged(taken)) {
            return Optional.of(new Found(
                    taken,
                    inner,
                    chain.client(entry) + " belongs to " + vendor.get().shortName()
                            + ", which judged the sender at this hop: a gateway of the receiver's"));
        }
        if (chain.systems().system(chain.client(entry)).isPresent() && judged(taken) && handsOver(taken, entry)) {
            return Optional.of(new Found(
                    taken,
                    inner,
                    chain.client(entry) + ", which judged the sender at this hop, handed it on for the same recipient:"
                            + " it takes in for the receiver"));
        }
        return Optional.empty();
    }

    /// Whether a provider that judged the message handed it on to a server of the same recipient: both hops name
    /// that recipient, or Exchange Online left fields in it that it takes out of what it sends to strangers. A mail
    /// that a mailbox there forwards goes to another recipient.
    private boolean handsOver(int taken, int entry) {
        boolean sentOn = message.forwarding().stream().anyMatch(sign -> switch (sign.kind()) {
            case SRS, GMAIL_FORWARD, FORWARDED_FOR, AUTO_FORWARD, MAILING_LIST, RESENT -> true;
            case SEVERAL_DELIVERIES, REDIRECTED_RECIPIENT, ARC -> false;
        });
        if (sentOn) {
            return false;
        }
        Optional<String> there = recipient(taken);
        Optional<String> here = recipient(entry);
        if (there.isPresent() && here.isPresent()) {
            return there.get().equalsIgnoreCase(here.get());
        }
        // An Exchange server of the receiver's own, in one organisation with the tenant.
        boolean exchange = chain.hop(entry)
                .with()
                .filter(with -> with.value().startsWith("Microsoft"))
                .isPresent();
        return exchange
                && chain.bySystem(taken).equals("Microsoft 365")
                && message.headers().fields().stream()
                        .anyMatch(field -> field.name().regionMatches(true, 0, ORGANIZATION, 0, ORGANIZATION.length())
                                && field.span().start() > chain.start(entry));
    }

    private Optional<String> recipient(int index) {
        return chain.hop(index).recipient().map(Claim::value).filter(address -> address.indexOf('@') > 0);
    }

    /// The hop older than the entry whose client has this address.
    private int olderIndex(int entry, IpAddress ip) {
        for (int i = entry + 1; i < chain.size(); i++) {
            if (chain.ip(i).filter(ip::equals).isPresent()) {
                return i;
            }
        }
        return -1;
    }

    /// The hop at which the system of the entry's client took the message in, or -1.
    int takenIn(int entry) {
        String system = chain.clientSystem(entry);
        int taken = -1;
        for (int i = entry + 1; i < chain.size(); i++) {
            if (!chain.bySystem(i).equals(system) && !chain.bySystem(i).isEmpty()) {
                break;
            }
            if (chain.hop(i).overNetwork()) {
                taken = i;
            }
            if (chain.fromOutside(i) && !chain.inside(i)) {
                break;
            }
        }
        return system.isEmpty() ? -1 : taken;
    }

    /// Whether a system wrote an SPF result about the client of the hop at which it took the message in.
    boolean judged(int taken) {
        int from = taken == 0 ? 0 : chain.start(taken - 1);
        int end = taken + 1 < chain.size() ? chain.start(taken + 1) : Integer.MAX_VALUE;
        String system = chain.bySystem(taken);
        for (AuthenticationResults field : message.results()) {
            int at = field.field().span().start();
            boolean own = field.authservId()
                    .map(Claim::value)
                    .map(chain::identity)
                    .filter(system::equals)
                    .isPresent();
            if (field.kind() == Kind.OWN
                    && field.first("spf").isPresent()
                    && field.first("auth").isEmpty()
                    && (at > from && at < end || own && at > from)) {
                return true;
            }
        }
        return message.receivedSpf().stream()
                .map(field -> field.field().span().start())
                .anyMatch(at -> at > from && at < end);
    }

    /// What the receiver says, or what follows from the entry.
    Optional<EvaluatedClient> evaluated(int entry) {
        return evaluated(entry, 0);
    }

    /// As [#evaluated(int)], of statements from a place in the paste on.
    Optional<EvaluatedClient> evaluated(int entry, int from) {
        List<Statement> usable = new ArrayList<>();
        for (Statement said : statements) {
            boolean same = entry >= 0
                    && chain.ip(entry).filter(said.ip().value()::equals).isPresent();
            boolean above = entry < 0 || said.at() < chain.start(entry);
            int end = entry >= 0 && entry + 1 < chain.size() ? chain.start(entry + 1) : Integer.MAX_VALUE;
            if (said.at() >= from && (above || same && said.at() < end)) {
                usable.add(said);
            }
        }
        Optional<EvaluatedClient> stated = usable.stream()
                .filter(said -> entry >= 0
                        && chain.ip(entry).filter(said.ip().value()::equals).isPresent())
                .findFirst()
                .or(() -> usable.stream().findFirst())
                .map(said -> said.client(chain));
        return stated.or(() -> entry < 0 ? Optional.empty() : reasoned(entry));
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
