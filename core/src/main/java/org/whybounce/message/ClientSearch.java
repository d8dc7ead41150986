package org.whybounce.message;

import java.util.List;
import java.util.Optional;
import org.whybounce.message.AuthenticationResults.Kind;
import org.whybounce.message.AuthenticationResults.MethodResult;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Claim;

/// Finds the client that the receiver evaluated: a header that says so, else the first hop from the top at which the
/// message came in from outside.
final class ClientSearch {
    private ClientSearch() {}

    static Optional<EvaluatedClient> find(
            ReceivedChain received, List<ReceivedSpf> receivedSpf, List<AuthenticationResults> results) {
        Optional<EvaluatedClient> stated = receivedSpf.stream()
                .limit(1)
                .flatMap(field -> fromReceivedSpf(field).stream())
                .findFirst()
                .or(() -> results.stream()
                        .filter(field -> field.kind() == Kind.OWN)
                        .flatMap(field -> field.first("spf").stream().flatMap(spf -> fromResult(field, spf).stream()))
                        .findFirst());
        Optional<EvaluatedClient> reasoned = fromReceived(received);
        // A hop that saw the same address tells its HELO, which the stated result may not.
        return stated.map(client -> reasoned.filter(
                                hop -> hop.ip().value().equals(client.ip().value()))
                        .map(hop -> new EvaluatedClient(
                                client.ip(),
                                client.helo().isPresent() ? client.helo() : hop.helo(),
                                client.mailFrom(),
                                client.receiver().isPresent() ? client.receiver() : hop.receiver(),
                                client.why(),
                                true))
                        .orElse(client))
                .or(() -> reasoned);
    }

    private static Optional<EvaluatedClient> fromReceivedSpf(ReceivedSpf field) {
        return field.clientIp()
                .map(ip -> new EvaluatedClient(
                        ip,
                        field.helo(),
                        field.envelopeFrom(),
                        field.receiver().map(Claim::value),
                        "the topmost Received-SPF names this address",
                        true));
    }

    private static Optional<EvaluatedClient> fromResult(AuthenticationResults field, MethodResult spf) {
        return spf.ip()
                .map(ip -> new EvaluatedClient(
                        ip,
                        spf.property("smtp.helo"),
                        spf.property("smtp.mailfrom", "smtp.mail", "smtp.mfrom"),
                        field.authservId().map(Claim::value),
                        "the SPF result in Authentication-Results names this address",
                        true));
    }

    private static Optional<EvaluatedClient> fromReceived(ReceivedChain received) {
        for (ReceivedHop hop : received.hops()) {
            if (hop.client().isEmpty() || hop.authenticated()) {
                continue;
            }
            IpAddress ip = hop.client().get().value();
            if (!ip.scope().publiclySeen() || Hosts.sameOrganisation(hop)) {
                continue;
            }
            String by = hop.by().map(Claim::value).orElse("a server that the field does not name");
            return Optional.of(new EvaluatedClient(
                    hop.client().get(),
                    hop.helo(),
                    hop.envelopeFrom(),
                    hop.by().map(Claim::value),
                    "from the top, this is the first public address that handed the message to another's server, " + by,
                    false));
        }
        return Optional.empty();
    }
}
