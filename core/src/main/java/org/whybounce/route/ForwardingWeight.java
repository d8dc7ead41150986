package org.whybounce.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.message.ForwardingSign;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.field.Mailbox;
import org.whybounce.message.results.AuthenticationResults;
import org.whybounce.message.results.AuthenticationResults.Kind;
import org.whybounce.message.results.AuthenticationResults.MethodResult;
import org.whybounce.text.Claim;

/// Weighs what speaks for forwarding by whether the sender could have written it himself. The marks of
/// forwarders, and every hop before the entry, are anybody's to write: they make it likely. What establishes
/// it:
///
/// - the entry's client is proven to be of a large mail system, one of whose servers took the message in for
/// somebody;
/// - the receiver found a signature that is neither the client's nor the envelope's, so another had the
/// message before;
/// - the receiver found the ARC chain of the client whole;
/// - the envelope is the client's own, and its server took the message for another recipient.
///
/// An SPF that passes at the receiver for the From domain's own envelope speaks against it: the sender's own
/// server handed the message over.
final class ForwardingWeight {
    private final MessageEvidence message;
    private final Chain chain;
    private final int entry;
    private final List<AuthenticationResults> receivers;

    ForwardingWeight(MessageEvidence message, Chain chain, int entry) {
        this.message = message;
        this.chain = chain;
        this.entry = entry;
        List<OwnFields.Own> below = chain.own(entry, message);
        this.receivers = message.results().stream()
                .filter(field -> field.kind() == Kind.OWN)
                .filter(field -> field.field().span().start() < chain.start(entry)
                        || below.stream()
                                .anyMatch(
                                        own -> own.at() == field.field().span().start()
                                                && own.standing() != OwnFields.Standing.AGAIN))
                .toList();
    }

    /// @param recipient whom the receiver took the message for
    Forwarding weigh(Forwarding seen, Optional<String> recipient) {
        if (seen.status() != Forwarding.Status.FORWARDED && seen.status() != Forwarding.Status.LIKELY) {
            return seen;
        }
        if (onlyCalled()) {
            List<String> against = new ArrayList<>(seen.against());
            against.addFirst(chain.client(entry) + " is what the client called itself, and nothing confirms it: what"
                    + " stands below is its own word");
            return new Forwarding(Forwarding.Status.NOT, List.of(), seen.reasons(), against);
        }
        Optional<String> signer = signer();
        String envelope = envelope();
        boolean ownEnvelope = !envelope.isEmpty() && envelope.equals(fromSystem());
        if (signer.isEmpty() && ownEnvelope && spfPasses()) {
            List<String> against = new ArrayList<>(seen.against());
            against.addFirst("the receiver found that SPF passes for an envelope of " + envelope
                    + ", the From domain's own: the sender's own server handed it over");
            return new Forwarding(Forwarding.Status.NOT, List.of(), seen.reasons(), against);
        }
        if (seen.status() == Forwarding.Status.LIKELY) {
            return seen;
        }
        boolean established = provider(seen)
                || signer.isPresent()
                || chainHolds()
                || !ownEnvelope && ofRelay(envelope, seen) && forAnother(seen, recipient);
        if (established) {
            List<String> reasons = new ArrayList<>(seen.reasons());
            signer.ifPresent(name -> reasons.add("the receiver found a signature of " + name
                    + " on it, which is neither the client's nor the envelope's"));
            return new Forwarding(Forwarding.Status.FORWARDED, seen.relays(), reasons, List.of());
        }
        List<String> against = new ArrayList<>(seen.against());
        against.add("every trace of it is one that the sender could have written too");
        return new Forwarding(Forwarding.Status.LIKELY, seen.relays(), seen.reasons(), against);
    }

    /// Whether the client calls itself a host of a large system or service, whose names the DNS confirms, and
    /// it does not.
    private boolean onlyCalled() {
        String client = chain.client(entry);
        return chain.provenName(entry).isEmpty()
                && (chain.systems().system(client).isPresent()
                        || chain.systems().vendor(client).isPresent());
    }

    private boolean provider(Forwarding seen) {
        boolean large = chain.provenName(entry).flatMap(chain.systems()::system).isPresent();
        return large
                && seen.relays().stream()
                        .flatMap(relay -> relay.takenAt().stream())
                        .map(chain::index)
                        .anyMatch(index -> chain.bySystem(index).equals(chain.clientSystem(entry)));
    }

    /// The domain of a signature that held at the receiver, or of whose text only the body was changed, and
    /// that is neither of the client's system nor of the envelope's.
    private Optional<String> signer() {
        for (AuthenticationResults field : receivers) {
            for (MethodResult result : field.results()) {
                if (!result.method().equals("dkim") || !held(result)) {
                    continue;
                }
                Optional<String> domain = result.property("header.d", "header.i")
                        .map(Claim::value)
                        .map(ForwardingWeight::domain);
                String system = domain.map(chain::identity).orElse("");
                if (!system.isEmpty() && !system.equals(chain.clientSystem(entry)) && !system.equals(envelope())) {
                    return domain;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean held(MethodResult result) {
        return result.result().value().equals("pass")
                || result.comments().stream()
                        .anyMatch(comment ->
                                comment.value().toLowerCase(Locale.ROOT).contains("body hash"))
                || result.reason()
                        .filter(reason ->
                                reason.value().toLowerCase(Locale.ROOT).contains("body hash"))
                        .isPresent();
    }

    private boolean chainHolds() {
        String client = chain.clientSystem(entry);
        boolean sealed = message.forwarding().stream()
                .filter(sign -> sign.kind() == ForwardingSign.Kind.ARC)
                .flatMap(sign -> sign.by().stream())
                .anyMatch(by -> chain.identity(by).equals(client));
        return !client.isEmpty()
                && receivers.stream()
                        .flatMap(field -> field.results().stream())
                        .filter(result -> result.method().equals("arc")
                                && result.result().value().equals("pass"))
                        .anyMatch(result -> sealed
                                || result.property("arc.chain")
                                        .filter(names -> names(names.value(), client))
                                        .isPresent());
    }

    private boolean names(String chained, String client) {
        for (String name : chained.split("[:, ]", 50)) {
            if (chain.identity(name).equals(client)) {
                return true;
            }
        }
        return false;
    }

    private boolean spfPasses() {
        return receivers.stream()
                        .flatMap(field -> field.first("spf").stream())
                        .findFirst()
                        .filter(spf -> spf.result().value().equals("pass"))
                        .isPresent()
                || message.receivedSpf().stream()
                        .filter(field -> field.field().span().start() < chain.start(entry))
                        .findFirst()
                        .flatMap(field -> field.result())
                        .filter(word -> word.value().equals("pass"))
                        .isPresent();
    }

    private boolean ofRelay(String envelope, Forwarding seen) {
        return !envelope.isEmpty()
                && envelope.equals(chain.clientSystem(entry))
                && seen.relays().stream()
                        .flatMap(relay -> relay.takenAt().stream())
                        .map(chain::index)
                        .anyMatch(index -> chain.bySystem(index).equals(envelope));
    }

    private boolean forAnother(Forwarding seen, Optional<String> recipient) {
        return recipient.isPresent()
                && seen.relays().stream()
                        .flatMap(relay -> relay.takenAt().stream())
                        .flatMap(number -> chain.hop(chain.index(number)).recipient().stream())
                        .map(Claim::value)
                        .filter(address -> address.indexOf('@') > 0)
                        .anyMatch(address -> !domain(address).equalsIgnoreCase(domain(recipient.get())));
    }

    /// The system of MAIL FROM, by the receiver's word first.
    private String envelope() {
        return receivers.stream()
                .flatMap(field -> field.first("spf").stream())
                .flatMap(spf -> spf.property("smtp.mailfrom", "smtp.mail", "smtp.mfrom").stream())
                .map(Claim::value)
                .findFirst()
                .or(() -> message.returnPath().map(Claim::value).map(Mailbox::toString))
                .map(ForwardingWeight::domain)
                .map(chain::identity)
                .orElse("");
    }

    private String fromSystem() {
        return message.fromDomain()
                .map(name -> chain.identity(name.value().toString()))
                .orElse("");
    }

    private static String domain(String address) {
        String bare = address.endsWith(">") ? address.substring(0, address.length() - 1) : address;
        return bare.substring(bare.lastIndexOf('@') + 1);
    }
}
