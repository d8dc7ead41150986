package org.whybounce.cause.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.bounce.Reading;
import org.whybounce.bounce.Refusal;
import org.whybounce.cause.Candidate;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Diagnosis;
import org.whybounce.cause.Missing;
import org.whybounce.cause.look.DnsEvidence;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.text.Visible;

/// The words give no reason that can be known. What the DNS shows may point somewhere, but a refusal that does not name
/// SPF is not made one by a record that happens to fail: the answer stays open.
final class Unexplained {
    private Unexplained() {}

    static Diagnosis decide(CaseFile file, DnsEvidence now) {
        List<Candidate> candidates = new ArrayList<>();
        // What the words say comes before what the DNS happens to show: they do not name SPF.
        boolean passes = now.checked()
                .filter(checked -> checked.result() == SpfResult.PASS)
                .isPresent();
        if (passes) {
            now.checked().flatMap(Unexplained::spf).ifPresent(candidates::add);
        }
        for (Reading reading : file.wording().readings()) {
            candidates.add(new Candidate(
                    reading.meaning().code(), List.of(reading.reason()), List.of("the words do not say so plainly")));
        }
        if (candidates.stream().noneMatch(candidate -> candidate.cause().equals("policy.unspecified"))) {
            candidates.add(new Candidate("policy.unspecified", List.of("the refusal gives no reason"), List.of()));
        }
        if (!passes) {
            now.checked().flatMap(Unexplained::spf).ifPresent(candidates::add);
        }
        List<Missing> missing = new ArrayList<>();
        if (file.message().isEmpty()) {
            missing.add(new Missing(
                    Missing.Fact.BOUNCE,
                    "the whole bounce, with the lines around this one and the headers of the returned mail.",
                    List.of("spf.sender-not-listed", "dmarc.policy", "reputation.ip", "content.spam")));
        } else {
            missing.add(new Missing(
                    Missing.Fact.RECEIVER,
                    "ask the receiver's postmaster; only they know the reason. Give the date and the server's words.",
                    List.of("policy.unspecified")));
        }
        String beside = now.checked()
                .filter(checked -> checked.result() != SpfResult.PASS)
                .map(checked -> " What can be seen: SPF for " + checked.domain() + " from " + checked.ip()
                        + " comes to " + checked.result().word() + " now; that may or may not be why.")
                .orElse("");
        boolean mentioned = file.wording().readings().stream()
                .anyMatch(reading -> reading.meaning().namesSpf());
        return new Diagnosis.Open(
                "The receiver refused this mail and does not say why: "
                        + (mentioned ? "SPF is mentioned, but not as the reason." : unnamed(file))
                        + stated(file)
                        + (file.refusedBeforeMailFrom()
                                ? " It refused the sending server itself, before any sender or recipient was named."
                                : "")
                        + beside,
                candidates,
                missing);
    }

    /// The words may hold a name without giving it as the reason; then that is said, and nothing is denied.
    private static String unnamed(CaseFile file) {
        String words = file.refusal().map(Refusal::flattened).orElse("").toLowerCase(Locale.ROOT);
        for (String name : List.of("SPF", "DMARC", "DKIM")) {
            if (words.contains(name.toLowerCase(Locale.ROOT))) {
                return name + " stands in its words, but not plainly as the reason.";
            }
        }
        return "nothing in its words names SPF, DMARC or a block list.";
    }

    /// What the receiver's own header states, which is the best there is where its words say nothing.
    private static String stated(CaseFile file) {
        List<String> results = new ArrayList<>();
        for (String method : List.of("spf", "dkim", "dmarc")) {
            file.message()
                    .flatMap(message -> message.stated(method))
                    .ifPresent(result -> results.add(method.toUpperCase(Locale.ROOT) + " "
                            + Visible.line(result.result().value(), 20)));
        }
        return results.isEmpty() ? "" : " A header of the mail states " + String.join(", ", results) + ".";
    }

    private static Optional<Candidate> spf(Evaluation checked) {
        String fact = "SPF for " + checked.domain() + " and " + checked.ip() + " evaluates to "
                + checked.result().word() + " now";
        Optional<String> cause = switch (checked.result()) {
            case PASS -> Optional.of("receiver.local-policy");
            case PERMERROR -> Optional.of("spf.record-broken");
            case NONE -> Optional.of("spf.no-record");
            case TEMPERROR -> checked.serversFailed().map(_ -> "spf.dns-trouble");
            case FAIL, SOFTFAIL, NEUTRAL -> Optional.of("spf.sender-not-listed");
        };
        List<String> against = checked.result() == SpfResult.PASS ? List.of() : List.of("the words do not name SPF");
        return cause.map(code -> new Candidate(code, List.of(fact), against));
    }
}
