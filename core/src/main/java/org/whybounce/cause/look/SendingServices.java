package org.whybounce.cause.look;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.whybounce.cause.CaseFile;
import org.whybounce.dns.DomainName;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.SignatureClaim;
import org.whybounce.message.field.HeaderField;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.text.Claim;
import org.whybounce.vendor.Recognised;
import org.whybounce.vendor.Scope;
import org.whybounce.vendor.Traces;
import org.whybounce.vendor.Vendor;
import org.whybounce.vendor.VendorDirectory;

/// Names the sending service behind an address: by traces in the mail and the host's name first, and then by asking
/// whether the service's own record covers the address. A trace that does not tell who connected (a signature, a
/// header)
/// counts only if the record confirms it.
final class SendingServices {
    /// Services whose records are asked; each costs some DNS questions.
    private static final int MOST_ASKED = 4;

    private final VendorDirectory directory;
    private final SpfEvaluator evaluator;

    SendingServices(VendorDirectory directory, SpfEvaluator evaluator) {
        this.directory = directory;
        this.evaluator = evaluator;
    }

    Optional<SendingService> of(IpAddress ip, CaseFile file, Optional<DomainName> hostName) {
        List<Recognised> found = directory.recognise(traces(ip, file, hostName));
        List<Vendor> asked = new ArrayList<>();
        for (Recognised recognised : found) {
            Vendor vendor = recognised.vendor();
            if (recognised.by() == Recognised.By.RELAY_POOL) {
                return Optional.of(service(vendor, true, recognised.words()));
            }
            if (vendor.scope() == Scope.FORWARDER || asked.contains(vendor)) {
                continue;
            }
            Optional<DomainName> include = vendor.include();
            if (include.isPresent() && asked.size() < MOST_ASKED) {
                asked.add(vendor);
                if (covers(include.get(), ip)) {
                    return Optional.of(
                            service(vendor, false, include.get() + " of " + vendor.shortName() + " lists " + ip));
                }
            }
        }
        return found.stream()
                .filter(recognised ->
                        recognised.by().aboutTheHost() && recognised.vendor().scope() != Scope.FORWARDER)
                .findFirst()
                .map(recognised -> service(
                        recognised.vendor(), false, recognised.vendor().shortName() + ": " + recognised.words()));
    }

    private boolean covers(DomainName include, IpAddress ip) {
        return evaluator
                        .evaluate(SpfQuestion.mailFrom(ip, "postmaster@" + include, ""))
                        .result()
                == SpfResult.PASS;
    }

    private static SendingService service(Vendor vendor, boolean pool, String why) {
        return new SendingService(vendor, pool, why);
    }

    private static Traces traces(IpAddress ip, CaseFile file, Optional<DomainName> hostName) {
        Optional<MessageEvidence> message = file.message();
        Traces traces = Traces.NONE.withIp(ip);
        if (hostName.isPresent()) {
            traces = traces.withPtrNames(List.of(hostName.get()));
        }
        Optional<DomainName> returnPath = file.mailFrom().flatMap(fact -> CaseFile.domainOf(fact.value()));
        if (returnPath.isPresent()) {
            traces = traces.withReturnPath(returnPath.get());
        }
        if (file.helo().isPresent()) {
            traces = traces.withHelo(file.helo().get().value());
        }
        List<SignatureClaim> signatures =
                message.map(MessageEvidence::signatures).orElse(List.of());
        traces = traces.withSignatures(
                signatures.stream().flatMap(SendingServices::signature).toList());
        return traces.withHeaderNames(message.stream()
                .flatMap(m -> m.headers().fields().stream())
                .map(HeaderField::name)
                .distinct()
                .toList());
    }

    private static Stream<Traces.Signature> signature(SignatureClaim claim) {
        Optional<DomainName> domain = claim.domain().map(Claim::value).flatMap(DomainName::parse);
        Optional<String> selector = claim.selector().map(Claim::value);
        return domain.isPresent() && selector.isPresent()
                ? Stream.of(new Traces.Signature(domain.get(), selector.get()))
                : Stream.empty();
    }
}
