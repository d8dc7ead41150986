package org.whybounce.message;

import java.util.List;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.message.field.Mailbox;
import org.whybounce.message.results.AuthenticationResults;
import org.whybounce.message.results.ReceivedSpf;
import org.whybounce.text.Claim;

/// All that the headers of one message assert. Spans count in the text that was read.
///
/// @param headers     the fields themselves
/// @param returnPath  the envelope sender, from the topmost Return-Path or a field that stands for it
/// @param from        the addresses of the From field(s)
/// @param received    the way it took, the newest hop first
/// @param receivedSpf every Received-SPF, from the top
/// @param results     every Authentication-Results of any kind, from the top
/// @param reports     what filters wrote: scores, verdicts, the address that they saw
/// @param signatures  every DKIM-Signature, from the top
/// @param forwarding  every trace of forwarding
/// @param ambiguities what can be read in two ways
/// @param limits      each limit that bit while reading, in words
public record MessageEvidence(
        HeaderBlock headers,
        Optional<Claim<Mailbox>> returnPath,
        List<Claim<Mailbox>> from,
        ReceivedChain received,
        List<ReceivedSpf> receivedSpf,
        List<AuthenticationResults> results,
        List<FilterReport> reports,
        List<SignatureClaim> signatures,
        List<ForwardingSign> forwarding,
        List<Ambiguity> ambiguities,
        List<String> limits) {
    public MessageEvidence {
        from = List.copyOf(from);
        receivedSpf = List.copyOf(receivedSpf);
        results = List.copyOf(results);
        reports = List.copyOf(reports);
        signatures = List.copyOf(signatures);
        forwarding = List.copyOf(forwarding);
        ambiguities = List.copyOf(ambiguities);
        limits = List.copyOf(limits);
    }

    /// The visible sender's domain, if exactly one is told.
    public Optional<Claim<DomainName>> fromDomain() {
        List<DomainName> domains = from.stream()
                .flatMap(claim -> claim.value().domainName().stream())
                .distinct()
                .toList();
        return domains.size() != 1
                ? Optional.empty()
                : from.stream()
                        .filter(claim -> claim.value().domainName().isPresent())
                        .findFirst()
                        .map(claim -> new Claim<>(domains.getFirst(), claim.span()));
    }

    /// Whether the traces show that the message was sent on, without a look at who owns which address.
    public boolean looksForwarded() {
        return forwarding.stream().anyMatch(sign -> sign.kind().conclusive());
    }

    /// The topmost result of a method in Authentication-Results proper: the last receiver's own, if any wrote one.
    public Optional<AuthenticationResults.MethodResult> stated(String method) {
        return results.stream()
                .filter(field -> field.kind() == AuthenticationResults.Kind.OWN)
                .flatMap(field -> field.first(method).stream())
                .findFirst();
    }

    /// The SPF result that the topmost header states, from Received-SPF or Authentication-Results.
    public Optional<Claim<String>> statedSpf() {
        return stated("spf")
                .map(AuthenticationResults.MethodResult::result)
                .or(() -> receivedSpf.stream()
                        .flatMap(field -> field.result().stream())
                        .findFirst());
    }
}
