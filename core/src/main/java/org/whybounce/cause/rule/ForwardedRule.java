package org.whybounce.cause.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.bounce.Refusal;
import org.whybounce.cause.Candidate;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Cause;
import org.whybounce.cause.Diagnosis;
import org.whybounce.cause.Evidence;
import org.whybounce.cause.Missing;
import org.whybounce.cause.look.DnsEvidence;
import org.whybounce.cause.look.Intermediary;
import org.whybounce.cause.look.SendingService;
import org.whybounce.cause.look.WrittenTo;
import org.whybounce.dns.DomainName;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.text.Claim;
import org.whybounce.text.Visible;

/// `spf.forwarded`: authorised where the mail left the sender's hands, refused where it was sent on.
///
/// - For it: the first hop's address passes for the domain that was checked, and another address connected to the
///   receiver; a trace of forwarding in the headers; a recipient that is not the one the mail was first for.
/// - Against it: the connecting address belongs to a sending service or to the sender's own name.
/// - What decides: the first hop passing now. A trace alone, without it, stays a candidate, and the headers are asked
///   for.
/// - What mends it: the forwarder (SRS), or DKIM, which survives; never the forwarder's addresses in the record.
final class ForwardedRule {
    private static final String CODE = "spf.forwarded";

    private ForwardedRule() {}

    static Weighed weigh(SpfCase c) {
        if (!c.notAuthorised() || c.ip().isEmpty() || c.domain().isEmpty()) {
            return Weighed.SILENT;
        }
        List<String> traces = traces(c.file());
        Optional<DnsEvidence.FirstHop> passing =
                c.now().firstHop().filter(hop -> hop.evaluation().result() == SpfResult.PASS);
        boolean ownHost = ownHost(c);
        if (passing.isPresent() && !ownHost && setOutAuthorised(c.file(), c.now())) {
            return forwarded(c, passing.get(), traces);
        }
        Optional<String> expanded = c.file().expandedFrom();
        if (expanded.isPresent() && !ownHost) {
            return expanded(c, expanded.get());
        }
        Optional<Intermediary> between = c.now().intermediary();
        if (between.isPresent()
                && traces.isEmpty()
                && !ownHost
                && (!certainlyNot(c.file()) || WrittenTo.elsewhere(c.file()))) {
            return mayBe(c, between.get(), traces);
        }
        List<String> against = new ArrayList<>();
        c.now()
                .service()
                .filter(match -> !match.forwards())
                .ifPresent(match -> against.add(
                        c.ip().get() + " belongs to " + match.name() + ", a sending service, not a forwarder"));
        if (ownHost) {
            against.add(c.ip().get() + " is " + c.now().hostName().orElseThrow() + ", a host of the sender's own");
        }
        if (traces.isEmpty()) {
            against.add(
                    c.file().message().isPresent()
                            ? "nothing in the headers shows it"
                            : "nothing in the text shows it; the mail's headers would tell for sure");
        }
        c.now()
                .firstHop()
                .filter(hop -> hop.evaluation().result() != SpfResult.PASS)
                .ifPresent(hop -> against.add("the hop before, " + hop.ip() + ", is not authorised either"));
        return !traces.isEmpty() && against.isEmpty()
                ? looksForwarded(c, traces)
                : Weighed.against(CODE, traces, against);
    }

    private static Weighed forwarded(SpfCase c, DnsEvidence.FirstHop hop, List<String> traces) {
        List<Evidence> because = new ArrayList<>();
        because.add(Evidence.step("the mail left " + hop.host() + " (" + hop.ip() + "), which " + c.domainName()
                + " authorises; it was sent on from " + c.ip().orElseThrow()));
        traces.forEach(trace -> because.add(new Evidence(Evidence.From.PASTE, Optional.empty(), trace)));
        String address = c.ip().orElseThrow().toString();
        String forwarder = c.now().hostName().orElse(address);
        return new Weighed.Decides(
                new Cause.Forwarded(c.domain().orElseThrow(), c.ip(), forwarder),
                "The mail was forwarded: it left " + hop.ip() + ", which " + c.domainName() + " authorises, but "
                        + (forwarder.equals(address)
                                ? "was sent on from " + address
                                : forwarder + " sent it on from its own address " + address)
                        + ", which it does not.",
                because,
                List.of(new Candidate(
                        "spf.sender-not-listed",
                        List.of(address + " is not listed"),
                        List.of("it is a forwarder's address, which belongs in nobody's record but its own"))));
    }

    /// The report itself says that the mail was for another address first, at somebody else's domain, whose server sent
    /// it on.
    private static Weighed expanded(SpfCase c, String original) {
        String address = c.ip().orElseThrow().toString();
        String forwarder = c.now().hostName().orElse(original.substring(original.lastIndexOf('@') + 1));
        return new Weighed.Decides(
                new Cause.Forwarded(c.domain().orElseThrow(), c.ip(), forwarder),
                "The mail was forwarded: it was for " + original + ", and " + forwarder
                        + " sent it on from its own address " + address + ", which " + c.domainName()
                        + " does not list and need not list.",
                List.of(new Evidence(
                        Evidence.From.PASTE,
                        c.file()
                                .refusal()
                                .flatMap(Refusal::originalRecipient)
                                .flatMap(claim -> Optional.ofNullable(claim.span())),
                        "the recipient's address was made from " + original)),
                List.of(new Candidate(
                        "spf.sender-not-listed",
                        List.of(address + " is not listed"),
                        List.of("it is a forwarder's address, which belongs in nobody's record but its own"))));
    }

    private static Weighed looksForwarded(SpfCase c, List<String> traces) {
        String address = c.ip().orElseThrow().toString();
        return new Weighed.Asks(new Diagnosis.Open(
                (c.file().refusal().isPresent() ? "SPF refused " + address : "SPF does not let " + address + " send")
                        + " for " + c.domainName()
                        + ". The mail looks forwarded, but the address where it left the sender is not in the text.",
                List.of(
                        new Candidate(CODE, traces, List.of("the first hop is not known")),
                        new Candidate(
                                "spf.sender-not-listed",
                                List.of(address + " is not listed"),
                                List.of("the headers show forwarding"))),
                List.of(new Missing(
                        Missing.Fact.HEADERS,
                        "the full headers of the returned mail, all Received lines. They tell whether " + address
                                + " is yours or a forwarder's.",
                        List.of(CODE, "spf.sender-not-listed")))));
    }

    private static boolean certainlyNot(CaseFile file) {
        return file.forwarding()
                .filter(seen -> seen.status() == org.whybounce.route.Forwarding.Status.NOT)
                .isPresent();
    }

    /// Who reports or connected is known to send on what others sent, and nothing ties it to the domain: whether the
    /// domain's own mail goes out there, only its sender knows.
    private static Weighed mayBe(SpfCase c, Intermediary between, List<String> traces) {
        String address = c.ip().orElseThrow().toString();
        List<String> speaks = new ArrayList<>(traces);
        speaks.add(between.why());
        String recipient = c.file()
                .refusal()
                .flatMap(Refusal::recipient)
                .map(Claim::value)
                .map(each -> Visible.line(each, 80))
                .orElse("the address in the bounce");
        return new Weighed.Asks(new Diagnosis.Open(
                "SPF refused " + address + " for " + c.domainName() + ". Either " + between.name()
                        + " forwarded the mail, or " + c.domainName() + " sends through it and does not list it: "
                        + between.why() + ", and nothing in the DNS ties " + c.domainName() + " to it.",
                List.of(
                        new Candidate(CODE, speaks, List.of("the first hop is not known")),
                        new Candidate(
                                "spf.sender-not-listed",
                                List.of(address + " is not listed"),
                                List.of("no record of " + c.domainName() + " names " + between.name()))),
                List.of(new Missing(
                        Missing.Fact.HEADERS,
                        "the full headers of the returned mail, all Received lines; or see whether you wrote to "
                                + recipient + " yourself. If you wrote to another address, it was forwarded.",
                        List.of(CODE, "spf.sender-not-listed")))));
    }

    private static boolean ownHost(SpfCase c) {
        DomainName domain = c.domain().orElseThrow();
        return c.now()
                .hostName()
                .flatMap(DomainName::parse)
                .filter(host -> host.isAtOrBelow(domain) || domain.isAtOrBelow(host))
                .isPresent();
    }

    /// Whether the mail left a host that is authorised and was then sent on. A mail service sends on what came for
    /// its users, and takes out what a customer's own server hands to it: the address that the mail was for tells
    /// the two apart. Of a service that only sends, the second is meant.
    static boolean setOutAuthorised(CaseFile file, DnsEvidence now) {
        boolean passes = now.firstHop()
                .filter(hop -> hop.evaluation().result() == SpfResult.PASS)
                .isPresent();
        boolean sentOn = now.service().isEmpty()
                || now.service().filter(SendingService::forwards).isPresent()
                        && (!traces(file).isEmpty() || WrittenTo.elsewhere(file));
        return passes && sentOn;
    }

    private static List<String> traces(CaseFile file) {
        return file.forwarding()
                .filter(org.whybounce.route.Forwarding::certain)
                .map(org.whybounce.route.Forwarding::reasons)
                .orElse(List.of());
    }
}
