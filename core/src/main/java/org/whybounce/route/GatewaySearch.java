package org.whybounce.route;

import java.util.List;
import java.util.Optional;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.field.HeaderField;
import org.whybounce.message.results.AuthenticationResults;
import org.whybounce.message.results.AuthenticationResults.Kind;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Claim;
import org.whybounce.vendor.Vendor;

/// Finds the gateway that filters for the receiver in front of its entry: then the gateway's entry is where
/// the message came in.
///
/// A gateway works for the receiver if the receiver evaluated the client before it, or if it judged the sender. A
/// client that only calls itself a gateway can write both below; so its name has to be proven, the DNS has to
/// lead the mail of the recipient, whom the receiver names, to its system. A proven name alone is any customer's of
/// that system, who may write below what a verdict of it looks like.
final class GatewaySearch {
    private static final String ORGANIZATION = "X-MS-Exchange-Organization-";
    private static final String AUTH_SOURCE = "X-MS-Exchange-Organization-AuthSource";

    private static final List<String> RECIPIENT = List.of("Delivered-To", "X-Original-To", "Envelope-To");

    private final MessageEvidence message;
    private final Chain chain;
    private final List<Statement> statements;

    GatewaySearch(MessageEvidence message, Chain chain, List<Statement> statements) {
        this.message = message;
        this.chain = chain;
        this.statements = statements;
    }

    /// The gateway from which a hop took the message, where that is proven.
    ///
    /// @param from statements of the receiver count from this place in the paste on
    Optional<BoundarySearch.Gateway> proven(int entry, int from) {
        // The receiver's own list of gateways: it looked through one and evaluated the client before.
        List<OwnFields.Own> below = chain.own(entry, message);
        Optional<Statement> through = statements.stream()
                .filter(said -> said.at() > from && said.at() < chain.start(entry)
                        || below.stream()
                                .anyMatch(own -> own.at() == said.at() && own.standing() == OwnFields.Standing.PROVEN))
                .filter(said ->
                        chain.ip(entry).filter(said.ip().value()::equals).isEmpty())
                .filter(said -> olderIndex(entry, said.ip().value()) > 0)
                .findFirst();
        if (through.isPresent()) {
            IpAddress ip = through.get().ip().value();
            return Optional.of(new BoundarySearch.Gateway(
                    olderIndex(entry, ip),
                    through.get().what() + " names " + ip + " as evaluated: " + chain.client(entry)
                            + " is a gateway of the receiver's",
                    "the receiver's own " + through.get().what() + " would have to be wrong"));
        }
        int taken = takenIn(entry);
        if (taken < 0 || !chain.fromOutside(taken) || passes(entry)) {
            return Optional.empty();
        }
        String client = chain.client(entry);
        Optional<String> name = chain.provenName(entry);
        Optional<Vendor> vendor = name.flatMap(chain.systems()::vendor).filter(MailRoles::gateway);
        boolean inDns = !chain.clientSystem(entry).equals(chain.bySystem(entry))
                && recipientDomain(entry)
                        .filter(domain -> takesIn(domain, entry))
                        .isPresent();
        if (inDns) {
            return Optional.of(new BoundarySearch.Gateway(
                    taken,
                    "the DNS leads the recipient's mail to " + client + ": a gateway of the receiver's",
                    "the DNS of the recipient's domain, or " + client + ", would have to lie"));
        }
        boolean oneOrganisation = name.flatMap(chain.systems()::system).isPresent()
                && !chain.bySystem(entry).equals(chain.clientSystem(entry))
                && ExchangeSource.below(message, chain, entry);
        if (oneOrganisation) {
            return Optional.of(new BoundarySearch.Gateway(
                    taken,
                    "Exchange kept the word of " + client + " on which server took it in, as it does inside one"
                            + " organisation: a gateway of the receiver's",
                    chain.by(entry) + " would have to keep what it takes out of strangers' mail"));
        }
        return vendor.isPresent() && judged(taken) && bypassed(entry)
                ? Optional.of(new BoundarySearch.Gateway(
                        taken,
                        client + " belongs to " + vendor.get().shortName()
                                + ", which judged the sender, and the receiver lets its mail past: a gateway of the"
                                + " receiver's",
                        client + ", whose name the DNS confirms, would have to lie"))
                : Optional.empty();
    }

    /// Whether Exchange Online says that it judged by other rules, as it does for what comes through a service in
    /// front of it (`compauth`, reasons 4xx,
    /// https://learn.microsoft.com/en-us/defender-office-365/message-headers-eop-mdo).
    private boolean bypassed(int entry) {
        return message.results().stream()
                .filter(field ->
                        field.kind() == Kind.OWN && field.field().span().start() < chain.start(entry))
                .flatMap(field -> field.first("compauth").stream())
                .anyMatch(result -> result.result().value().equals("none")
                        && result.reason()
                                .filter(reason -> reason.value().startsWith("4"))
                                .isPresent());
    }

    /// Whether a domain's mail goes to a host of this client's system, or to its address.
    private boolean takesIn(String domain, int entry) {
        String proven = chain.provenName(entry).orElse("");
        String system = chain.identity(proven);
        Optional<Vendor> vendor = chain.systems().vendor(proven);
        return chain.names().exchangers(domain).stream()
                .anyMatch(host -> !system.isEmpty() && chain.identity(host).equals(system)
                        || vendor.isPresent() && chain.systems().vendor(host).equals(vendor)
                        || chain.ip(entry)
                                .filter(ip -> chain.names().lead(host, ip) == HostNames.Lead.THERE)
                                .isPresent());
    }

    private Optional<String> addressee() {
        return message.headers()
                .first("To")
                .map(HeaderField::value)
                .filter(to -> to.indexOf(',') < 0 && to.indexOf('@') > 0)
                .map(String::strip);
    }

    /// Of the recipient, by the receiver's own word.
    private Optional<String> recipientDomain(int entry) {
        for (int i = entry; i >= 0; i--) {
            Optional<String> found = recipient(i);
            if (found.isPresent()) {
                return found.map(GatewaySearch::domain);
            }
        }
        return message.headers().fields().stream()
                .filter(field -> field.span().start() < chain.start(entry))
                .filter(field -> RECIPIENT.stream().anyMatch(field::is))
                .map(field -> field.value().strip())
                .filter(address -> address.indexOf('@') > 0)
                .map(GatewaySearch::domain)
                .findFirst();
    }

    private static String domain(String address) {
        String bare = address.endsWith(">") ? address.substring(0, address.length() - 1) : address;
        return bare.substring(bare.lastIndexOf('@') + 1);
    }

    /// A gateway that the headers speak of and nothing proves.
    Optional<BoundarySearch.Gateway> possible(int entry) {
        int taken = takenIn(entry);
        if (taken < 0 || !chain.fromOutside(taken) || passes(entry)) {
            return Optional.empty();
        }
        String client = chain.client(entry);
        Optional<String> addressed = recipient(taken).or(this::addressee);
        boolean inDns = recipientDomain(entry).isEmpty()
                && addressed.filter(to -> takesIn(domain(to), entry)).isPresent();
        boolean gateway =
                chain.systems().vendor(client).filter(MailRoles::gateway).isPresent();
        boolean provider = chain.systems().system(client).isPresent() && handsOver(taken, entry) && !sentOut();
        return inDns || judged(taken) && (gateway || provider)
                ? Optional.of(new BoundarySearch.Gateway(
                        taken,
                        "if " + client
                                + chain.ip(entry).map(ip -> " [" + ip + "]").orElse("")
                                + " is a gateway that filters for the receiver, hop " + chain.number(taken)
                                + " is where the message came in; "
                                + (inDns
                                        ? "the DNS sends mail for " + domain(addressed.get())
                                                + " there, but no field of the receiver's tells whom it took this for"
                                        : chain.provenName(entry).isPresent()
                                                ? "no field shows it that somebody else could not write"
                                                : "the name is only what the client called itself"),
                        "",
                        inDns))
                : Optional.empty();
    }

    /// Exchange Online marks what it sends out for a tenant: then the tenant is the sender's, whoever it is.
    private boolean sentOut() {
        return message.reports().stream()
                .flatMap(report -> report.pairs().stream())
                .anyMatch(pair -> pair.key().equalsIgnoreCase("DIR")
                        && pair.value().value().equalsIgnoreCase("OUT"));
    }

    /// Whether the receiver says that SPF passes for the entry's client: then it sends for the sender.
    private boolean passes(int entry) {
        Optional<IpAddress> ip = chain.ip(entry);
        int end = chain.start(entry);
        List<OwnFields.Own> below = chain.own(entry, message);
        boolean results = message.results().stream()
                .filter(field -> field.kind() == Kind.OWN)
                .filter(field -> believed(field.field().span().start(), end, below))
                .flatMap(field -> field.first("spf").stream())
                .anyMatch(spf -> spf.result().value().equals("pass")
                        && spf.ip()
                                .map(Claim::value)
                                .filter(named -> ip.filter(named::equals).isEmpty())
                                .isEmpty());
        return results
                || message.receivedSpf().stream()
                        .filter(field -> believed(field.field().span().start(), end, below))
                        .anyMatch(field -> field.result()
                                        .filter(word -> word.value().equals("pass"))
                                        .isPresent()
                                && field.clientIp().map(Claim::value).equals(ip));
    }

    private static boolean believed(int at, int end, List<OwnFields.Own> below) {
        return at < end || below.stream().anyMatch(own -> own.at() == at);
    }

    /// Whether a provider that judged the message handed it on to a server of the same recipient: both hops name
    /// that recipient, or Exchange Online left fields in it that it takes out of what it sends to strangers,
    /// and they name the very host that took it in. A mail that a mailbox there forwards goes to another
    /// recipient.
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
        String host = label(chain.by(taken));
        return exchange
                && chain.bySystem(taken).equals("Microsoft 365")
                && !chain.bySystem(entry).equals("Microsoft 365")
                && message.headers().fields().stream()
                        .anyMatch(field -> field.name().regionMatches(true, 0, ORGANIZATION, 0, ORGANIZATION.length())
                                && field.span().start() > chain.start(entry))
                && message.headers().all(AUTH_SOURCE).stream()
                        .allMatch(field -> label(field.value()).equals(host));
    }

    private static String label(String host) {
        int dot = host.indexOf('.');
        return (dot < 0 ? host : host.substring(0, dot)).strip();
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

    /// The hop at which the system of the entry's client took the message in, or -1: the first with a client
    /// that is not proven to be inside.
    int takenIn(int entry) {
        String system = chain.clientSystem(entry);
        if (system.isEmpty()) {
            return -1;
        }
        for (int i = entry + 1; i < chain.size(); i++) {
            if (!chain.bySystem(i).equals(system) && !chain.bySystem(i).isEmpty()) {
                return -1;
            }
            if (chain.inside(i).isEmpty()) {
                return i;
            }
        }
        return -1;
    }

    /// Whether a system wrote an SPF result about the client of the hop at which it took the message in, as
    /// far as names and places tell.
    boolean judged(int taken) {
        int from = taken == 0 ? 0 : chain.start(taken - 1);
        int end = taken + 1 < chain.size() ? chain.start(taken + 1) : Integer.MAX_VALUE;
        return results(from, end, true, chain.bySystem(taken));
    }

    private boolean results(int from, int end, boolean wherever, String system) {
        for (AuthenticationResults field : message.results()) {
            int at = field.field().span().start();
            boolean own = wherever
                    && field.authservId()
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
}
