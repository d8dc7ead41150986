package org.whybounce.headers;

import java.util.List;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.finding.Finding;
import org.whybounce.finding.Severity;
import org.whybounce.message.MessageEvidence;
import org.whybounce.route.Relay;
import org.whybounce.route.Route;
import org.whybounce.text.Claim;

/// What a person who sees this analysis should do next: one sentence for the gravest finding that anybody can act on.
public final class NextStep {
    private NextStep() {}

    /// Empty where nothing is wrong, or nothing is to be done about it.
    ///
    /// @param findings the gravest first
    public static Optional<String> of(
            MessageEvidence message, Route way, List<SpfThenAndNow> spf, List<Finding> findings) {
        String from =
                message.fromDomain().map(Claim::value).map(DomainName::toString).orElse("the From domain");
        return findings.stream()
                .filter(finding -> finding.level() == Severity.ERROR || finding.level() == Severity.WARNING)
                .flatMap(finding -> HeaderCode.of(finding.code()).stream()
                        .flatMap(code -> step(code, finding, from, way, spf).stream()))
                .findFirst();
    }

    private static Optional<String> step(
            HeaderCode code, Finding finding, String from, Route way, List<SpfThenAndNow> spf) {
        return switch (code) {
            case SPF_FAIL, SPF_SOFT ->
                spf.stream()
                        .filter(check -> check.at() == SpfThenAndNow.At.EVALUATED)
                        .findFirst()
                        .map(check -> check.client().ip().value())
                        .map(ip -> "If " + ip + " sends for you, add it to the record: whybounce spf fix "
                                + finding.subject() + " --add " + ip
                                + " shows a change that is proven. If it does not, somebody else used the name, and there"
                                + " is nothing to publish.");
            case SPF_BROKEN ->
                Optional.of("Mend the record of " + finding.subject() + ": whybounce spf fix " + finding.subject()
                        + " shows a change that is proven.");
            case FORWARDING_BROKE_SPF -> {
                String who = way.forwarding().relays().stream()
                        .map(Relay::by)
                        .findFirst()
                        .orElse("whoever sent it on");
                yield Optional.of("No record of " + from + " mends this. Sign with DKIM as " + from
                        + ", which survives forwarding, or have " + who
                        + " send under a name of its own (SRS) whose record lists it.");
            }
            case DMARC_FAIL, DMARC_FAIL_NONE ->
                Optional.of(
                        way.forwarding().certain()
                                ? "After forwarding only a DKIM signature as " + from
                                        + " can pass, if nothing that it signs was changed; a list that changes mails"
                                        + " has to put an address of its own into From."
                                : "Let one of the two pass for " + from + ": sign with DKIM as " + from
                                        + ", or send with a MAIL FROM of it from a server that its SPF record lists.");
            case GATEWAY_JUDGED, CHECKED_ITSELF ->
                Optional.of("This is for the receiver's postmaster to mend; no record of the sender's can.");
            case SEVERAL_FROM -> Optional.of("Send with one From address only.");
            case SPF_HARMLESS,
                    SPF_STATED_FAIL,
                    SPF_DIFFERS,
                    DMARC_STATED_FAIL,
                    DKIM_FAIL,
                    DKIM_UNPROVEN,
                    DKIM_SINCE,
                    DKIM_STATED_FAIL,
                    FORWARDED,
                    LOOKS_FORWARDED,
                    FORGED_RESULT,
                    AMBIGUOUS,
                    COMPOSITE_FAIL,
                    COMPOSITE,
                    SPAM,
                    CLOCK,
                    SLOW,
                    NO_TLS,
                    DAMAGED -> Optional.empty();
        };
    }
}
