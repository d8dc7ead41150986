package org.whybounce.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.field.Mailbox;
import org.whybounce.message.field.TagList;
import org.whybounce.message.results.AuthenticationResults;
import org.whybounce.message.results.AuthenticationResults.Kind;
import org.whybounce.message.results.AuthenticationResults.MethodResult;
import org.whybounce.text.Claim;

/// Weighs what speaks for forwarding by whether the sender could have written it himself. The marks of
/// forwarders (an SRS envelope, Resent, X-Forwarded, List-Id), every hop before the entry, a signature of
/// any other domain and an ARC set of the client's own are anybody's to write: they make it likely. What
/// establishes it:
///
/// - the entry's client is proven to be of a large mail system, whose own hops lead down to where it took
///   the message in from somebody else;
/// - the envelope is the client's own, its server took the message for another recipient, and SPF passes
///   for that envelope: then it answers for the mail by its own name (decided where SPF is evaluated).
///
/// An SPF that passes at the receiver for the From domain's own envelope speaks against it: the sender's
/// own server handed the message over.
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
        List<String> reasons = new ArrayList<>(seen.reasons());
        signer.ifPresent(name -> reasons.add("the receiver found a signature of " + name
                + " on it, which is neither the client's nor the envelope's"));
        Optional<Integer> taken = takenByProvider(seen);
        if (taken.isPresent()) {
            return new Forwarding(Forwarding.Status.FORWARDED, seen.relays(), reasons, List.of())
                    .backedBy(vouches(taken.get()) ? Forwarding.Backing.PROVIDER_VOUCHES : Forwarding.Backing.PROVIDER);
        }
        List<String> against = new ArrayList<>(seen.against());
        against.add("every trace of it is one that the sender could have written too");
        boolean answers = !ownEnvelope && ofRelay(envelope, seen) && forAnother(seen, recipient);
        return new Forwarding(
                Forwarding.Status.LIKELY,
                seen.relays(),
                reasons,
                against,
                answers ? Forwarding.Backing.OWN_ENVELOPE : Forwarding.Backing.NONE);
    }

    /// Whether the client calls itself a host of a large system or service, whose names the DNS confirms, and
    /// it does not.
    private boolean onlyCalled() {
        String client = chain.client(entry);
        return chain.provenName(entry).isEmpty()
                && (chain.systems().system(client).isPresent()
                        || chain.systems().vendor(client).isPresent());
    }

    /// The hop at which a large system took the message in that then handed it to the receiver. Its
    /// customers write below its fields: so only hops that are proven to be inside it lead down to that
    /// hop, and the first that is not is where it took it, from a client that had not logged in.
    private Optional<Integer> takenByProvider(Forwarding seen) {
        Optional<String> system = chain.provenName(entry).filter(this::large).map(chain::identity);
        if (system.isEmpty()) {
            return Optional.empty();
        }
        for (int i = entry + 1; i < chain.size(); i++) {
            boolean step = chain.inside(i).filter(Inside::proves).isPresent();
            // A step between its programs may bear an address for a name.
            if (!chain.bySystem(i).equals(system.get())
                    && !(step && chain.bySystem(i).isEmpty())) {
                return Optional.empty();
            }
            if (!step) {
                int number = chain.number(i);
                boolean relays = seen.relays().stream()
                        .anyMatch(relay ->
                                relay.takenAt().filter(at -> at == number).isPresent());
                return relays && chain.fromOutside(i) ? Optional.of(i) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private boolean large(String name) {
        return chain.systems().system(name).isPresent();
    }

    /// Whether the provider sealed that DMARC passed for the From domain and for the very client it took
    /// the message from, and the receiver found the seals whole (RFC 8617, section 7.2.1). Of what its own
    /// users hand in some providers seal that it passed, and name no client.
    private boolean vouches(int taken) {
        String system = chain.clientSystem(entry);
        String from = fromSystem();
        boolean holds = receivers.stream()
                .flatMap(field -> field.results().stream())
                .anyMatch(result ->
                        result.method().equals("arc") && result.result().value().equals("pass"));
        return holds
                && message.results().stream()
                        .filter(field -> field.kind() == Kind.ARC)
                        .filter(field -> sealedBy(system, field.instance()))
                        .anyMatch(field -> field.first("dmarc")
                                        .filter(dmarc -> dmarc.result().value().equals("pass"))
                                        .flatMap(dmarc -> dmarc.property("header.from"))
                                        .filter(name ->
                                                chain.identity(name.value()).equals(from))
                                        .isPresent()
                                && field.first("spf")
                                        .flatMap(MethodResult::ip)
                                        .map(Claim::value)
                                        .equals(chain.ip(taken)));
    }

    /// Whether an ARC set is a system's by the domain of its seal; the name that its results bear is anybody's to
    /// write.
    private boolean sealedBy(String system, int instance) {
        return message.headers().all("ARC-Seal").stream()
                .map(field -> TagList.read(field.body().text()))
                .filter(tags -> tags.value("i")
                        .filter(i -> i.equals(String.valueOf(instance)))
                        .isPresent())
                .anyMatch(tags -> tags.value("d")
                        .filter(domain -> chain.systems().seals(system, domain))
                        .isPresent());
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
