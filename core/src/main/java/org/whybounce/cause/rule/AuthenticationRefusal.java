package org.whybounce.cause.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Reading;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Cause;
import org.whybounce.cause.Diagnosis;
import org.whybounce.cause.Evidence;
import org.whybounce.cause.Side;
import org.whybounce.cause.look.DnsEvidence;
import org.whybounce.dns.DomainName;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.text.Claim;

/// `auth.none` and `auth.requirements`: the receiver wants SPF or DKIM (Gmail), or SPF, DKIM and DMARC together (the
/// rules for bulk senders), and got less.
///
/// - For it: the words, with the results that they list. All but one may be pass (Microsoft's 5.7.515).
/// - Against it: SPF passes now for the address named; then the record was mended since.
/// - What decides: the words. What the DNS shows now says which half can be mended there.
/// - What mends it: SPF for the envelope's domain, DKIM as the From domain; either is enough where the receiver says
/// so.
final class AuthenticationRefusal {
    private AuthenticationRefusal() {}

    static Diagnosis decide(CaseFile file, DnsEvidence now, Reading reading) {
        if (reading.meaning() == Meaning.AUTH_REQUIREMENTS && dmarcFailed(file)) {
            return DmarcRefusal.decide(file, now, reading);
        }
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(Evidence.From.PASTE, reading.span(), reading.reason()));
        now.checked()
                .ifPresent(e -> evidence.add(Evidence.step("SPF for " + e.domain() + " and " + e.ip() + " evaluates to "
                        + e.result().word() + " now")));
        Optional<Evaluation> checked = now.checked();
        boolean passes = checked.filter(e -> e.result() == SpfResult.PASS).isPresent();
        if (passes && reading.meaning() == Meaning.AUTH_NONE) {
            Evaluation e = checked.get();
            return new Diagnosis.Established(
                    new Cause.LocalPolicy(DomainName.of(e.domain()), e.ip()),
                    "The receiver said that neither SPF nor DKIM passed, but the record of " + e.domain()
                            + " authorises " + e.ip() + " now. Most likely it was mended since"
                            + Ttl.ofRecord(e)
                                    .map(seconds -> " (resolvers may keep the old one for " + Ttl.words(seconds) + ")")
                                    .orElse("")
                            + ".",
                    evidence,
                    Causes.weakerReadings(file, reading));
        }
        String summary =
                reading.meaning() == Meaning.AUTH_NONE ? nothing(file, now, checked) : requirements(file, checked);
        return new Diagnosis.Established(
                new Cause.AsStated(reading.meaning(), Side.SENDER_DNS),
                summary,
                evidence,
                Causes.weakerReadings(file, reading));
    }

    /// "Spf= Pass , Dkim= Pass , DMARC= Fail": of the three that are demanded, DMARC is the one to explain.
    private static boolean dmarcFailed(CaseFile file) {
        return Optional.ofNullable(file.wording().results().get("dmarc"))
                .filter(claim -> claim.value().equals("fail"))
                .isPresent();
    }

    private static String nothing(CaseFile file, DnsEvidence now, Optional<Evaluation> checked) {
        if (checked.isEmpty()) {
            return "The mail passed neither SPF nor DKIM, and this receiver takes no mail without one of them.";
        }
        Evaluation e = checked.get();
        String signature = file.message()
                .map(message -> message.signatures().isEmpty()
                        ? "it bears no DKIM signature"
                        : "its DKIM signature did not hold at the receiver")
                .orElse("DKIM did not pass either");
        return "Nothing authenticates this mail: SPF for " + e.domain() + " from " + e.ip() + " comes to "
                + e.result().word() + ", and " + signature + ". "
                + now.firstHop()
                        .filter(hop -> hop.evaluation().result() == SpfResult.PASS
                                && now.service().isEmpty())
                        .map(hop -> "It was forwarded: it left " + hop.ip()
                                + ", which is authorised, and a forwarder sent it on. Only DKIM survives that.")
                        .or(() -> file.expandedFrom()
                                .map(original -> "It was forwarded: it was for " + original
                                        + ", whose server sent it on. Only DKIM survives that."))
                        .or(() -> now.intermediary()
                                .map(between -> "Perhaps it was forwarded: " + between.why() + ", and nothing ties "
                                        + e.domain() + " to it. Only DKIM survives that."))
                        .orElse("One of the two must pass.");
    }

    private static String requirements(CaseFile file, Optional<Evaluation> checked) {
        Map<String, String> stated = new LinkedHashMap<>();
        for (String method : List.of("spf", "dkim", "dmarc")) {
            Optional.ofNullable(file.wording().results().get(method))
                    .map(Claim::value)
                    .ifPresent(result -> stated.put(method.toUpperCase(Locale.ROOT), result));
        }
        List<String> passed = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        stated.forEach((method, result) -> (result.startsWith("pass") ? passed : failed).add(method));
        String demand = "This receiver demands that senders pass SPF, DKIM and DMARC together";
        if (failed.equals(List.of("DMARC")) && "none".equals(stated.get("DMARC"))) {
            // Microsoft, "Anti-spam message headers": dmarc=none is a sending domain without a record.
            return demand + "; by its own words "
                    + (passed.isEmpty() ? "" : String.join(" and ", passed) + " passed, and ")
                    + "it found no DMARC record for "
                    + file.wording().fromDomain().map(Claim::value).orElse("the domain in From") + ".";
        }
        if (!failed.isEmpty()) {
            return demand + "; by its own words " + String.join(" and ", failed) + " did not pass"
                    + (passed.isEmpty() ? "" : ", " + String.join(" and ", passed) + " did")
                    + (failed.equals(List.of("DMARC"))
                            ? ". Then what passed did not pass for the domain in From (alignment)."
                            : ".");
        }
        return demand
                + checked.map(e -> ". SPF for " + e.domain() + " from " + e.ip() + " comes to "
                                + e.result().word() + " now.")
                        .orElse(", and this mail did not.");
    }
}
