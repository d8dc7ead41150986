package org.whybounce.cause;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.SpfResult;

/// Whether the mail was forwarded: authorised where it left the sender's hands, refused where it was sent on.
///
/// What speaks for it: the first hop's address passes for the domain that was checked, and another address connected to
/// the receiver; a trace of forwarding in the headers; a recipient that is not the one the mail was first for.
/// What speaks against it: the connecting address belongs to a sending service or to the sender's own name.
/// What decides: the first hop passing now. A trace alone, without it, stays a candidate.
final class Forwarding {
    private Forwarding() {}

    static Optional<Diagnosis> decide(
            CaseFile file,
            Shown now,
            Evaluation checked,
            DomainName domain,
            List<Evidence> evidence,
            List<Candidate> ruledOut) {
        List<String> traces = traces(file);
        boolean firstHopPasses = now.firstHop()
                .filter(hop -> hop.evaluation().result() == SpfResult.PASS)
                .isPresent();
        boolean ownHost = now.hostName()
                .flatMap(DomainName::parse)
                .filter(host -> host.isAtOrBelow(domain) || domain.isAtOrBelow(host))
                .isPresent();
        if (firstHopPasses && !ownHost && now.service().isEmpty()) {
            Shown.FirstHop hop = now.firstHop().orElseThrow();
            List<Evidence> all = new ArrayList<>(evidence);
            all.add(Evidence.step("the mail left " + hop.host() + " (" + hop.ip() + "), which " + domain
                    + " authorises; it was sent on from " + checked.ip()));
            traces.forEach(trace -> all.add(new Evidence(Evidence.From.PASTE, Optional.empty(), trace)));
            List<Candidate> rivals = new ArrayList<>(ruledOut);
            rivals.add(new Candidate(
                    "spf.sender-not-listed",
                    List.of(checked.ip() + " is not listed"),
                    List.of("it is a forwarder's address, which belongs in nobody's record but its own")));
            rivals.add(new Candidate(
                    "spf.record-broken", List.of(), List.of("the record evaluates, and passes for the first hop")));
            String forwarder = now.hostName().orElse(checked.ip().toString());
            return Optional.of(new Diagnosis.Established(
                    new Cause.Forwarded(domain, Optional.of(checked.ip()), forwarder),
                    "The mail was forwarded: " + domain + " authorises " + hop.ip() + ", where it set out, but "
                            + forwarder + " sent it on from its own address " + checked.ip() + ".",
                    all,
                    rivals));
        }
        List<String> against = new ArrayList<>();
        now.service()
                .ifPresent(match -> against.add(checked.ip() + " belongs to " + match.name() + ", a sending service"));
        if (ownHost) {
            against.add(checked.ip() + " is " + now.hostName().orElseThrow() + ", a host of the sender's own");
        }
        if (traces.isEmpty()) {
            against.add("no SRS, no list or forwarding headers");
        }
        now.firstHop()
                .filter(hop -> hop.evaluation().result() != SpfResult.PASS)
                .ifPresent(hop -> against.add("the first hop " + hop.ip() + " is not authorised either"));
        if (!traces.isEmpty() && against.isEmpty()) {
            return Optional.of(new Diagnosis.Open(
                    "SPF refused " + checked.ip() + " for " + domain
                            + "; the mail looks forwarded, but the hop where it left the sender is not known.",
                    List.of(
                            new Candidate("spf.forwarded", traces, List.of("the first hop is not known")),
                            new Candidate(
                                    "spf.sender-not-listed",
                                    List.of(checked.ip() + " is not listed"),
                                    List.of("the headers show forwarding"))),
                    List.of(new Missing(
                            "headers",
                            "Is " + checked.ip()
                                    + " yours or a forwarder's? Paste the full headers of the returned mail"
                                    + " (all Received lines).",
                            List.of("spf.forwarded", "spf.sender-not-listed")))));
        }
        ruledOut.add(new Candidate("spf.forwarded", traces, against));
        return Optional.empty();
    }

    private static List<String> traces(CaseFile file) {
        return file.message()
                .map(message -> message.forwarding().stream()
                        .filter(sign -> sign.kind().conclusive())
                        .map(sign -> sign.kind().words())
                        .toList())
                .orElse(List.of());
    }
}
