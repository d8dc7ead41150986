package org.whybounce.route;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.whybounce.dns.DomainName;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.field.Srs;
import org.whybounce.message.received.ReceivedHop;
import org.whybounce.message.results.AuthenticationResults;
import org.whybounce.message.results.AuthenticationResults.Kind;
import org.whybounce.message.results.AuthenticationResults.MethodResult;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Claim;

/// What the headers still tell of the message before it was sent on: its first envelope sender, the results that an
/// earlier server found, the organisation that it came from.
final class Originals {
    private final MessageEvidence message;
    private final Chain chain;

    Originals(MessageEvidence message, Chain chain) {
        this.message = message;
        this.chain = chain;
    }

    /// The systems that are the sender's own: of the From domain, and of the envelope sender unless a forwarder put
    /// itself
    /// there.
    Set<String> senderSystems() {
        Set<String> systems = new LinkedHashSet<>();
        message.fromDomain().map(Claim::value).ifPresent(name -> add(systems, name));
        message.returnPath().map(Claim::value).ifPresent(path -> {
            Optional<Srs> srs = Srs.read(path);
            boolean rewritten = srs.isPresent() || path.local().contains("+caf_=");
            ForwardingJudge.original(path).ifPresent(name -> add(systems, name));
            if (!rewritten && !message.looksForwarded()) {
                path.domainName().ifPresent(name -> add(systems, name));
            }
        });
        systems.remove("");
        return systems;
    }

    private void add(Set<String> systems, DomainName name) {
        systems.add(chain.identity(name.toString()));
    }

    /// The tenant that Exchange Online sent the message for, where a hop of these was written there.
    Optional<String> originator(int newest, int oldest) {
        boolean microsoft = false;
        for (int i = newest; i <= oldest; i++) {
            microsoft |= chain.bySystem(i).equals("Microsoft 365");
        }
        if (!microsoft) {
            return Optional.empty();
        }
        return message.reports().stream()
                .filter(report -> report.field().is("X-OriginatorOrg"))
                .map(report -> report.field().value())
                .filter(name -> !name.endsWith("onmicrosoft.com") && !name.equalsIgnoreCase("outlook.com"))
                .map(chain::identity)
                .filter(name -> !name.isEmpty() && !name.equals("Microsoft 365"))
                .findFirst();
    }

    /// The SPF result about a client that a server of these hops wrote, in a field of its own or in an ARC set.
    Optional<String> judgement(int newest, int oldest, Optional<IpAddress> client) {
        String system = chain.bySystem(oldest);
        int from = newest == 0 ? 0 : chain.start(newest - 1);
        int end = oldest + 1 < chain.size() ? chain.start(oldest + 1) : Integer.MAX_VALUE;
        for (AuthenticationResults field : message.results()) {
            Optional<MethodResult> spf =
                    field.first("spf").filter(result -> !result.result().value().equals("none"));
            if (spf.isEmpty() || field.first("auth").isPresent()) {
                continue;
            }
            int at = field.field().span().start();
            boolean own = field.authservId()
                    .map(Claim::value)
                    .map(chain::identity)
                    .filter(system::equals)
                    .isPresent();
            boolean here = field.kind() == Kind.OWN && at > from && at < end;
            Optional<IpAddress> named = spf.get().ip().map(Claim::value);
            boolean aboutClient = named.isPresent() && named.equals(client);
            boolean aboutAnother = named.isPresent() && !aboutClient;
            // Some services seal what their own users hand in, and call it passed.
            boolean sealed = field.kind() == Kind.ARC && (aboutClient || own && !chain.mailProgram(oldest));
            if (!aboutAnother && (here && (own || aboutClient) || sealed)) {
                return Optional.of(client.map(IpAddress::toString).orElse("its client"));
            }
        }
        return message.receivedSpf().stream()
                .filter(field -> {
                    int at = field.field().span().start();
                    return at > from
                            && at < end
                            && field.clientIp().map(Claim::value).equals(client);
                })
                .findFirst()
                .map(field -> client.map(IpAddress::toString).orElse("its client"));
    }

    /// MAIL FROM at a hop before forwarding, by the surest trace there is.
    Optional<Claim<String>> mailFrom(int newest, int oldest, ReceivedHop hop, boolean rewritten) {
        int from = newest == 0 ? 0 : chain.start(newest - 1);
        int end = oldest + 1 < chain.size() ? chain.start(oldest + 1) : Integer.MAX_VALUE;
        Optional<Claim<String>> written = message.receivedSpf().stream()
                .filter(field -> field.field().span().start() > from
                        && field.field().span().start() < end)
                .filter(field ->
                        field.clientIp().map(Claim::value).equals(hop.client().map(Claim::value)))
                .flatMap(field -> field.envelopeFrom().stream())
                .findFirst();
        Optional<IpAddress> client = hop.client().map(Claim::value);
        Optional<Claim<String>> judged = message.results().stream()
                .filter(field -> {
                    int at = field.field().span().start();
                    boolean same = field.first("spf")
                            .flatMap(MethodResult::ip)
                            .map(Claim::value)
                            .filter(ip -> client.filter(ip::equals).isPresent())
                            .isPresent();
                    return field.kind() == Kind.OWN && at > from && at < end && !ofNext(field, newest)
                            || field.kind() != Kind.OWN && same;
                })
                .flatMap(field -> field.first("spf").stream())
                .flatMap(spf -> spf.property("smtp.mailfrom", "smtp.mail", "smtp.mfrom").stream())
                .findFirst();
        return hop.envelopeFrom()
                .filter(claim -> claim.value().indexOf('@') > 0)
                .or(() -> judged)
                .or(() -> written)
                .or(this::beforeRewriting)
                .or(() -> rewritten ? Optional.empty() : returnPath())
                .or(this::from);
    }

    /// Whether a result is the next server's: those that write below their own Received stand before this system's.
    private boolean ofNext(AuthenticationResults field, int newest) {
        return newest > 0
                && field.authservId()
                        .map(Claim::value)
                        .map(chain::identity)
                        .filter(chain.bySystem(newest - 1)::equals)
                        .isPresent();
    }

    private Optional<Claim<String>> beforeRewriting() {
        return message.returnPath()
                .flatMap(path -> Srs.read(path.value())
                        .flatMap(Srs::original)
                        .map(original -> new Claim<>(original, path.span())));
    }

    private Optional<Claim<String>> returnPath() {
        return message.returnPath()
                .filter(path -> !path.value().isNull())
                .map(path -> new Claim<>(path.value().toString(), path.span()));
    }

    private Optional<Claim<String>> from() {
        return message.from().stream()
                .findFirst()
                .map(claim -> new Claim<>(claim.value().toString(), claim.span()));
    }

    /// The client that an earlier server names, where no Received field shows it: of the oldest ARC set, or of a copy
    /// that
    /// a list or gateway kept.
    Optional<EvaluatedClient> client() {
        Optional<AuthenticationResults> oldest = message.results().stream()
                .filter(field -> field.kind() != Kind.OWN)
                .filter(field -> field.first("spf").flatMap(MethodResult::ip).isPresent())
                .reduce((one, other) ->
                        other.kind() == Kind.ARC && one.kind() == Kind.ARC && other.instance() > one.instance()
                                ? one
                                : other);
        return oldest.map(field -> {
            MethodResult spf = field.first("spf").orElseThrow();
            return new EvaluatedClient(
                    spf.ip().orElseThrow(),
                    spf.property("smtp.helo"),
                    spf.property("smtp.mailfrom", "smtp.mail", "smtp.mfrom").or(this::beforeRewriting),
                    field.authservId().map(Claim::value),
                    field.field().name() + " names it as evaluated before the message was sent on",
                    true);
        });
    }
}
