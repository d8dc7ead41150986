package org.whybounce.cause.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.bounce.Hint;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Reading;
import org.whybounce.cause.Candidate;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Diagnosis;
import org.whybounce.cause.Missing;
import org.whybounce.cause.look.DnsEvidence;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.Evaluation;

/// A person tells of a refusal in words of their own. Those are hints: the answer names the candidates, what the DNS
/// shows of the domain that the words are about, and asks for the server's reply. One thing is certain without it: a
/// server that sees all clients at an address of its own network evaluates SPF for that.
final class OwnWordsRule {
    private OwnWordsRule() {}

    static Optional<Diagnosis> decide(CaseFile file, DnsEvidence now) {
        List<Hint> hints = file.hints();
        if (hints.isEmpty()) {
            return Optional.empty();
        }
        boolean spf = hints.stream().anyMatch(hint -> hint.cause().startsWith("spf."));
        Optional<IpAddress> inside =
                file.ip().map(fact -> fact.value()).filter(ip -> !ip.scope().publiclySeen());
        if (spf && inside.isPresent()) {
            return Optional.of(SpfRefusal.decide(
                    file,
                    now,
                    new Reading(
                            Meaning.SPF_UNSPECIFIED,
                            Reading.Strength.LIKELY,
                            hints.getFirst().because() + ", and the log shows the client at " + inside.get(),
                            Optional.empty(),
                            Optional.empty())));
        }
        List<Candidate> candidates = new ArrayList<>();
        Optional<Evaluation> evaluated = now.checked().or(now::anyAddress);
        Optional<String> shown = spf ? evaluated.flatMap(OwnWordsRule::shown) : Optional.empty();
        shown.ifPresent(cause -> candidates.add(new Candidate(
                cause,
                List.of("SPF for " + evaluated.orElseThrow().domain() + " evaluates to "
                        + evaluated.orElseThrow().result().word() + " now"),
                List.of("no server's reply stands in the text"))));
        for (Hint hint : hints) {
            if (candidates.stream().noneMatch(known -> known.cause().equals(hint.cause()))) {
                candidates.add(new Candidate(
                        hint.cause(), List.of(hint.because()), List.of("no server's reply stands in the text")));
            }
        }
        String what = shown.map(cause -> " What can be seen: " + words(cause, evaluated.orElseThrow()) + ".")
                .orElse("");
        return Optional.of(new Diagnosis.Open(
                "The text tells of a refusal in somebody's own words; the server's reply does not stand in it, so the cause"
                        + " is open." + what,
                candidates,
                List.of(new Missing(
                        Missing.Fact.BOUNCE,
                        "the bounce itself, or the server's reply with its code, as it came.",
                        candidates.stream().map(Candidate::cause).toList()))));
    }

    private static Optional<String> shown(Evaluation evaluation) {
        return switch (evaluation.result()) {
            case NONE -> Optional.of("spf.no-record");
            case PERMERROR -> Optional.of("spf.record-broken");
            case FAIL, SOFTFAIL, NEUTRAL, PASS, TEMPERROR -> Optional.empty();
        };
    }

    private static String words(String cause, Evaluation evaluation) {
        return cause.equals("spf.no-record")
                ? "no SPF record is published at " + evaluation.domain() + " now"
                : "the SPF record of " + evaluation.domain() + " is broken (permerror)";
    }
}
