package org.whybounce.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.whybounce.bounce.Refusal;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.look.DnsEvidence;
import org.whybounce.cause.look.SendingService;
import org.whybounce.dns.DomainName;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.SignatureClaim;
import org.whybounce.message.field.HeaderField;
import org.whybounce.message.field.Mailbox;
import org.whybounce.text.Claim;
import org.whybounce.vendor.Recognised;
import org.whybounce.vendor.Scope;
import org.whybounce.vendor.Traces;
import org.whybounce.vendor.VendorDirectory;

/// Names the service that made a mail, in every kind of case: what connected is looked at first, as it was asked of the
/// DNS, and then what the mail shows of its making.
///
/// A forwarder's host says nothing of who made the mail, so an address that belongs to a forwarder is passed over. A
/// selector alone names nobody: anybody may call theirs `k1`.
public final class WhoSent {
    private WhoSent() {}

    public static Optional<SentThrough> of(CaseFile file, DnsEvidence shown, VendorDirectory vendors) {
        List<Recognised> found = vendors.recognise(traces(file, shown)).stream()
                .filter(each -> each.vendor().scope() != Scope.FORWARDER)
                .filter(each -> telling(each))
                .toList();
        Optional<SendingService> asked = shown.service();
        if (asked.isPresent()) {
            List<String> because = new ArrayList<>();
            because.add(asked.get().why());
            return Optional.of(new SentThrough(asked.get().vendor(), because));
        }
        return best(found);
    }

    /// By the traces of a mail alone.
    public static Optional<SentThrough> of(Traces traces, VendorDirectory vendors) {
        return best(vendors.recognise(traces).stream()
                .filter(each -> each.vendor().scope() != Scope.FORWARDER)
                .filter(WhoSent::telling)
                .toList());
    }

    private static boolean telling(Recognised trace) {
        return switch (trace.by()) {
            case RELAY_POOL, INCLUDE, PTR, RETURN_PATH, HELO, DKIM_DOMAIN, HEADER -> true;
            case SELECTOR -> false;
        };
    }

    /// What the mail's maker left (its return-path, its signature, its fields) before what only names a host; of equal
    /// traces the one of the vendor with the most.
    private static Optional<SentThrough> best(List<Recognised> found) {
        return Stream.of(false, true)
                .flatMap(host -> found.stream().filter(each -> each.by().aboutTheHost() == host))
                .findFirst()
                .map(first -> new SentThrough(
                        first.vendor(),
                        found.stream()
                                .filter(each -> each.vendor().equals(first.vendor()))
                                .map(Recognised::words)
                                .distinct()
                                .toList()));
    }

    private static Traces traces(CaseFile file, DnsEvidence shown) {
        Traces traces = Traces.NONE;
        if (file.ip().isPresent()) {
            traces = traces.withIp(file.ip().get().value());
        }
        List<DomainName> hosts = Stream.concat(shown.hostName().stream(), reporting(file).stream())
                .flatMap(name -> DomainName.parse(name).stream())
                .toList();
        traces = traces.withPtrNames(hosts);
        Optional<DomainName> returnPath = file.mailFrom()
                .map(fact -> fact.value())
                .or(() -> file.message()
                        .flatMap(MessageEvidence::returnPath)
                        .map(claim -> claim.value().toString()))
                .flatMap(WhoSent::domainOf);
        if (returnPath.isPresent()) {
            traces = traces.withReturnPath(returnPath.get());
        }
        if (file.helo().isPresent()) {
            traces = traces.withHelo(file.helo().get().value());
        }
        return traces.withSignatures(file.message().stream()
                        .flatMap(m -> m.signatures().stream())
                        .flatMap(WhoSent::signature)
                        .toList())
                .withHeaderNames(file.message().stream()
                        .flatMap(m -> m.headers().fields().stream())
                        .map(HeaderField::name)
                        .distinct()
                        .toList());
    }

    /// The server that wrote the report, where it is another than the one that refused: then it is the sender's.
    private static Optional<String> reporting(CaseFile file) {
        Optional<String> refusing = file.refusal().flatMap(Refusal::remoteMta).map(Claim::value);
        return file.refusal()
                .flatMap(Refusal::reportingMta)
                .map(Claim::value)
                .filter(host -> refusing.isPresent() && !host.equalsIgnoreCase(refusing.get()));
    }

    private static Optional<DomainName> domainOf(String address) {
        return address.indexOf('@') < 0
                ? DomainName.parse(address.strip())
                : Mailbox.parse(address).flatMap(Mailbox::domainName);
    }

    private static Stream<Traces.Signature> signature(SignatureClaim claim) {
        Optional<DomainName> domain = claim.domain().map(Claim::value).flatMap(DomainName::parse);
        return domain
                .map(name -> new Traces.Signature(
                        name, claim.selector().map(Claim::value).orElse("")))
                .stream();
    }
}
