package org.whybounce.cause.rule;

import static org.whybounce.cause.CheckResult.Id.BOUNCE_SAYS;
import static org.whybounce.cause.CheckResult.Id.DOMAIN_CHECKED;
import static org.whybounce.cause.CheckResult.Id.FORWARDED;
import static org.whybounce.cause.CheckResult.Id.IP_AUTHORISED;
import static org.whybounce.cause.CheckResult.Id.RECORD_EVALUATES;
import static org.whybounce.cause.CheckResult.Outcome.FAILS;
import static org.whybounce.cause.CheckResult.Outcome.HOLDS;
import static org.whybounce.cause.CheckResult.Outcome.UNKNOWN;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Reading;
import org.whybounce.cause.BrokenKind;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.CheckResult;
import org.whybounce.cause.Evidence;
import org.whybounce.cause.Fact;
import org.whybounce.cause.look.DnsEvidence;
import org.whybounce.cause.look.WrittenTo;
import org.whybounce.dns.DomainName;
import org.whybounce.message.ForwardingSign;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.text.Visible;

/// The five checks that a person makes by hand, each with its evidence.
public final class FiveChecks {
    private FiveChecks() {}

    public static List<CheckResult> of(CaseFile file, DnsEvidence now) {
        return List.of(
                bounceSays(file),
                domainChecked(file),
                ipAuthorised(file, now),
                recordEvaluates(now),
                forwarded(file, now));
    }

    /// 1. Does the receiver name SPF? The evidence begins with the words that decide.
    private static CheckResult bounceSays(CaseFile file) {
        if (file.refusal().isEmpty()) {
            return new CheckResult(BOUNCE_SAYS, UNKNOWN, "no refusal stands in the text", List.of());
        }
        List<Evidence> evidence = new ArrayList<>();
        for (Reading reading : file.wording().readings()) {
            if (reading.strength() != Reading.Strength.HINT) {
                evidence.add(new Evidence(Evidence.From.PASTE, reading.span(), reading.reason()));
            }
        }
        file.refusal().get().diagnosticText().ifPresent(claim -> evidence.add(Evidence.paste(claim, claim.value())));
        for (Reading reading : file.wording().readings()) {
            if (reading.strength() == Reading.Strength.HINT) {
                evidence.add(new Evidence(Evidence.From.PASTE, reading.span(), reading.reason()));
            }
        }
        Optional<Reading> strongest = file.strongest().filter(reading -> reading.strength() != Reading.Strength.HINT);
        if (file.namesSpf()) {
            return new CheckResult(BOUNCE_SAYS, HOLDS, "the bounce names SPF", evidence);
        }
        return strongest
                .filter(reading -> reading.meaning() != Meaning.POLICY_UNSPECIFIED)
                .map(reading ->
                        new CheckResult(BOUNCE_SAYS, FAILS, "the bounce " + blames(reading.meaning()), evidence))
                .orElseGet(() ->
                        new CheckResult(BOUNCE_SAYS, UNKNOWN, "the bounce gives no reason that names SPF", evidence));
    }

    private static String blames(Meaning meaning) {
        return switch (meaning) {
            case DMARC_POLICY, DMARC_TEMPERROR -> "names DMARC, not SPF";
            case DKIM_BROKEN -> "names DKIM, not SPF";
            case AUTH_NONE -> "says that neither SPF nor DKIM passed";
            case AUTH_REQUIREMENTS -> "names rules for senders, not SPF alone";
            default -> "does not name SPF; it names " + CauseWords.of(meaning.code());
        };
    }

    /// 2. Which domain did SPF look at, and is it the one in From?
    private static CheckResult domainChecked(CaseFile file) {
        if (file.checkedDomain().isEmpty()) {
            return new CheckResult(
                    DOMAIN_CHECKED, UNKNOWN, "the text does not tell which domain was checked", List.of());
        }
        Fact<DomainName> checked = file.checkedDomain().get();
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(checked.evidence("domain checked:"));
        file.fromDomain().ifPresent(from -> evidence.add(from.evidence("From domain:")));
        String says = "domain checked: " + checked.value() + ", " + checked.where();
        if (file.fromDomain().isEmpty()) {
            return new CheckResult(DOMAIN_CHECKED, HOLDS, says + "; the visible From is not known", evidence);
        }
        DomainName from = file.fromDomain().get().value();
        return from.equals(checked.value())
                ? new CheckResult(DOMAIN_CHECKED, HOLDS, says + "; it is also the visible From", evidence)
                : new CheckResult(DOMAIN_CHECKED, FAILS, says + "; the visible From is " + from, evidence);
    }

    /// 3. Does that domain's record authorise the address that connected?
    private static CheckResult ipAuthorised(CaseFile file, DnsEvidence now) {
        if (file.ip().isEmpty()) {
            return new CheckResult(
                    IP_AUTHORISED,
                    UNKNOWN,
                    file.maskedIp()
                            .map(text -> "the address " + Visible.line(text, 40) + " is masked or impossible")
                            .orElse("the text does not tell which address sent"),
                    List.of());
        }
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(file.ip().get().evidence("address:"));
        if (!file.ip().get().value().scope().publiclySeen()) {
            return new CheckResult(
                    IP_AUTHORISED,
                    FAILS,
                    file.ip().get().value() + " is "
                            + file.ip().get().value().scope().words() + ": no receiver outside can have seen it",
                    evidence);
        }
        if (now.checked().isEmpty()) {
            String why = now.noDns() ? "DNS could not be asked" : "the domain to evaluate is not known";
            return new CheckResult(
                    IP_AUTHORISED,
                    UNKNOWN,
                    file.ip().get().value() + " sent; whether it may is not known: " + why,
                    evidence);
        }
        Evaluation checked = now.checked().get();
        now.service().ifPresent(service -> evidence.add(Evidence.dns(service.why())));
        String because = checked.matched()
                .map(match -> match.text() + " in the record of " + match.domain() + " decides")
                .orElse(checked.result() == SpfResult.NONE ? "there is no record" : "no term matches");
        evidence.add(Evidence.step(because + ": " + checked.result().word()));
        return switch (checked.result()) {
            case PASS ->
                new CheckResult(IP_AUTHORISED, HOLDS, checked.ip() + " is authorised now; " + because, evidence);
            case FAIL, SOFTFAIL, NEUTRAL, NONE ->
                new CheckResult(
                        IP_AUTHORISED,
                        FAILS,
                        checked.ip() + " is not authorised: " + checked.result().word() + "; " + because,
                        evidence);
            case TEMPERROR, PERMERROR ->
                new CheckResult(
                        IP_AUTHORISED,
                        UNKNOWN,
                        "cannot be told for " + checked.ip() + ": "
                                + checked.result().word(),
                        evidence);
        };
    }

    /// 4. Does the record evaluate at all?
    private static CheckResult recordEvaluates(DnsEvidence now) {
        Optional<Evaluation> evaluation = now.checked().or(now::anyAddress);
        if (evaluation.isEmpty()) {
            return new CheckResult(
                    RECORD_EVALUATES,
                    UNKNOWN,
                    now.noDns() ? "DNS could not be asked" : "no domain to look up is known",
                    List.of());
        }
        Evaluation e = evaluation.get();
        String counted = e.counters().lookups() + " of 10 lookups on this way, "
                + now.tree().map(tree -> tree.worst() + " at worst; ").orElse("")
                + e.counters().voidTerms() + " of 2 void";
        return switch (e.result()) {
            case PASS, FAIL, SOFTFAIL, NEUTRAL ->
                new CheckResult(
                        RECORD_EVALUATES, HOLDS, "the record evaluates; " + counted, List.of(Evidence.step(counted)));
            case NONE ->
                new CheckResult(
                        RECORD_EVALUATES,
                        FAILS,
                        "there is no SPF record at " + e.domain(),
                        List.of(Evidence.dns("no TXT record of " + e.domain() + " begins with v=spf1")));
            case PERMERROR ->
                new CheckResult(
                        RECORD_EVALUATES,
                        FAILS,
                        "permerror: "
                                + e.permanent()
                                        .map(error -> BrokenKind.words(error.kind()))
                                        .orElse("unknown"),
                        List.of(Evidence.step(counted)));
            case TEMPERROR ->
                new CheckResult(
                        RECORD_EVALUATES,
                        e.serversFailed().isPresent() ? FAILS : UNKNOWN,
                        e.serversFailed().isPresent()
                                ? "temperror: a name server does not answer properly"
                                : "not read to its end: a limit of this check or of this machine, nobody's fault",
                        List.of(Evidence.step(counted)));
        };
    }

    /// 5. Was it forwarded?
    private static CheckResult forwarded(CaseFile file, DnsEvidence now) {
        List<Evidence> evidence = new ArrayList<>();
        List<ForwardingSign> signs =
                file.message().map(message -> message.forwarding()).orElse(List.of());
        for (ForwardingSign sign : signs) {
            evidence.add(Evidence.paste(
                    sign.says(), sign.kind().words() + ": " + sign.says().value()));
        }
        Optional<org.whybounce.route.Forwarding> forwarding = file.forwarding();
        boolean refusedNow = now.checked()
                .filter(checked -> checked.result() != SpfResult.PASS)
                .isPresent();
        if (refusedNow && ForwardedRule.setOutAuthorised(file, now)) {
            DnsEvidence.FirstHop hop = now.firstHop().orElseThrow();
            evidence.add(Evidence.step(hop.ip() + " (" + hop.host() + ") is authorised"));
            return new CheckResult(
                    FORWARDED, HOLDS, "sent on: it set out from " + hop.ip() + ", which is authorised", evidence);
        }
        if (forwarding.filter(org.whybounce.route.Forwarding::certain).isPresent()) {
            return new CheckResult(
                    FORWARDED,
                    HOLDS,
                    "the headers show that it was sent on: "
                            + forwarding.get().reasons().getFirst(),
                    evidence);
        }
        Optional<String> expanded = file.expandedFrom().map(address -> Visible.line(address, 80));
        if (expanded.isPresent()) {
            return new CheckResult(
                    FORWARDED, HOLDS, "sent on: the recipient's address was made from " + expanded.get(), evidence);
        }
        if (WrittenTo.elsewhere(file) && now.service().isPresent()) {
            return new CheckResult(
                    FORWARDED,
                    UNKNOWN,
                    "it may have been sent on: the mail itself is for others than the address that refused it",
                    evidence);
        }
        // Who refused the client of a stranger's server saw that client itself: the server works for the receiver.
        boolean seenItself = forwarding.stream()
                .flatMap(each -> each.relays().stream())
                .flatMap(relay -> relay.before().stream())
                .anyMatch(before -> file.ip()
                        .filter(ip -> ip.value().equals(before.ip().value()))
                        .isPresent());
        if (!seenItself
                && forwarding
                        .filter(each -> each.status() == org.whybounce.route.Forwarding.Status.LIKELY)
                        .isPresent()) {
            return new CheckResult(
                    FORWARDED,
                    UNKNOWN,
                    "it may have been sent on: " + forwarding.get().reasons().getFirst(),
                    evidence);
        }
        int hops =
                file.message().map(message -> message.received().hops().size()).orElse(0);
        if (hops == 0) {
            return new CheckResult(
                    FORWARDED,
                    UNKNOWN,
                    file.message().isEmpty()
                            ? "the headers of the mail are not in the text, so the way it took is not known"
                            : "the Received lines are not in the text, so the way it took is not known",
                    evidence);
        }
        return new CheckResult(
                FORWARDED,
                FAILS,
                "not forwarded as far as can be seen: " + hops + (hops == 1 ? " hop" : " hops")
                        + ", no SRS, no list or forwarding headers",
                evidence);
    }
}
