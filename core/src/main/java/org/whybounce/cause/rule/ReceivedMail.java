package org.whybounce.cause.rule;

import java.util.Locale;
import java.util.Optional;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Reading;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Cause;
import org.whybounce.cause.Diagnosis;
import org.whybounce.cause.look.DnsEvidence;

/// A mail that arrived, or a filter's report of one, whose results did not pass: nothing was refused, and yet there is
/// a cause, and the same change mends it. DMARC goes first, as it decides what becomes of a mail; SPF that failed
/// beside
/// a DMARC that passed does no harm.
final class ReceivedMail {
    private ReceivedMail() {}

    /// Empty where nothing is stated that did not pass.
    static Optional<Diagnosis> decide(CaseFile file, DnsEvidence now) {
        Optional<String> dmarc = stated(file, "dmarc");
        Optional<String> spf = stated(file, "spf");
        boolean failed = spf.filter(result -> !result.equals("pass")).isPresent() || helo(file);
        if (dmarc.filter("pass"::equals).isPresent()) {
            return failed ? Optional.of(harmless(file, now, spf.orElse("fail"))) : Optional.empty();
        }
        if (dmarc.filter(result -> result.equals("fail") || result.equals("permerror"))
                .isPresent()) {
            return Optional.of(softened(DmarcRefusal.decide(
                    file, now, reading(Meaning.DMARC_POLICY, "the receiver's header states dmarc=" + dmarc.get()))));
        }
        if (!failed) {
            return Optional.empty();
        }
        Optional<Meaning> meaning = helo(file) ? Optional.of(Meaning.SPF_FAIL) : spf.flatMap(ReceivedMail::meaning);
        return meaning.map(says -> softened(
                SpfRefusal.decide(file, now, reading(says, "what was received states SPF " + spf.orElse("fail")))));
    }

    private static boolean helo(CaseFile file) {
        return file.identity().isPresent() && file.report().results().containsKey("spf-helo");
    }

    /// The result, where one of the known words; `hardfail` and the like are their writers' own.
    private static Optional<String> stated(CaseFile file, String method) {
        return StatedResults.of(file, method)
                .map(result -> result.toLowerCase(Locale.ROOT).strip())
                .map(result -> switch (result) {
                    case "hardfail" -> "fail";
                    case "tempfail", "temperr" -> "temperror";
                    case "permfail", "permerr", "error", "unknown" -> "permerror";
                    case "bestguesspass" -> "pass";
                    default -> result;
                });
    }

    private static Optional<Meaning> meaning(String result) {
        return switch (result) {
            case "fail" -> Optional.of(Meaning.SPF_FAIL);
            case "softfail" -> Optional.of(Meaning.SPF_SOFTFAIL);
            case "neutral" -> Optional.of(Meaning.SPF_NEUTRAL);
            case "none" -> Optional.of(Meaning.SPF_NONE);
            case "permerror" -> Optional.of(Meaning.SPF_PERMERROR);
            case "temperror" -> Optional.of(Meaning.SPF_TEMPERROR);
            default -> Optional.empty();
        };
    }

    private static Reading reading(Meaning meaning, String reason) {
        return new Reading(meaning, Reading.Strength.SAID, reason, Optional.empty(), Optional.empty());
    }

    private static Diagnosis harmless(CaseFile file, DnsEvidence now, String spf) {
        String who = file.checkedDomain().map(fact -> " for " + fact.value()).orElse("");
        String why = file.sentOn()
                ? ", since the mail was sent on from "
                        + file.ip().map(fact -> fact.value().toString()).orElse("another address")
                : "";
        return new Diagnosis.NoRefusal("Nothing was refused here, and nothing has to be done: SPF" + who + " ends in "
                + spf + why + ", but DMARC passes" + (now.noDns() ? "." : ", which is what counts."));
    }

    /// Of a mail that arrived "authorised now" is no cause; it is good news.
    private static Diagnosis softened(Diagnosis diagnosis) {
        return diagnosis instanceof Diagnosis.Established(Cause.LocalPolicy policy, var summary, var e, var r)
                ? new Diagnosis.NoRefusal(
                        "Nothing was refused here. The receiver's result was another then, but SPF for "
                                + policy.domain() + " and " + policy.ip() + " passes by the DNS of today.")
                : diagnosis;
    }
}
