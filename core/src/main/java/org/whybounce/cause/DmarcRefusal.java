package org.whybounce.cause;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Reading;
import org.whybounce.dns.DomainName;
import org.whybounce.spf.SpfResult;
import org.whybounce.text.Claim;

/// The receiver names DMARC. Why it failed is told from what can be seen: whether SPF passes for another domain than
/// the
/// one in From, whether a signature of the From domain was there, whether the mail was sent on.
final class DmarcRefusal {
    private DmarcRefusal() {}

    static Diagnosis decide(CaseFile file, Shown now, Reading reading) {
        if (reading.meaning() == Meaning.DMARC_TEMPERROR) {
            return Stated.decide(file, reading);
        }
        Optional<DomainName> from = from(file);
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(Evidence.From.PASTE, reading.span(), reading.reason()));
        List<Candidate> ruledOut = new ArrayList<>(Causes.weakerReadings(file, reading));
        ruledOut.add(new Candidate(
                "spf.sender-not-listed",
                List.of(),
                List.of("the refusal names DMARC; SPF alone would not be refused in these words")));

        boolean forwarded = file.message().map(m -> m.looksForwarded()).orElse(false);
        boolean signed = from.isPresent() && signedBy(file, from.get());
        boolean otherDomain = from.isPresent()
                && file.mailFrom()
                        .flatMap(fact -> CaseFile.domainOf(fact.value()))
                        .filter(domain -> !related(domain, from.get()))
                        .isPresent();
        boolean spfPasses = now.checked()
                .filter(checked -> checked.result() == SpfResult.PASS)
                .isPresent();
        file.fromDomain().ifPresent(fact -> evidence.add(fact.evidence("From domain:")));
        file.mailFrom().ifPresent(fact -> evidence.add(fact.evidence("MAIL FROM:")));
        now.checked()
                .ifPresent(checked -> evidence.add(Evidence.step("SPF for " + checked.domain() + " and " + checked.ip()
                        + " evaluates to " + checked.result().word() + " now")));

        String whose = from.map(DomainName::toString).orElse("the domain in From");
        String summary;
        Optional<String> kind;
        Side side = Side.SENDER_DNS;
        if (forwarded) {
            kind = Optional.of("forwarded");
            side = Side.FORWARDER;
            summary = "DMARC of " + whose + " refused this mail after it was sent on by somebody else.";
        } else if (otherDomain && !signed) {
            kind = Optional.of("no-alignment");
            side = Side.SENDER_SERVICE;
            summary = "DMARC of " + whose + " refused this mail: it was sent as "
                    + file.mailFrom()
                            .flatMap(f -> CaseFile.domainOf(f.value()))
                            .map(DomainName::toString)
                            .orElse("another domain")
                    + " in the envelope" + (spfPasses ? " (for which SPF passes)" : "")
                    + ", and no DKIM signature of " + whose + " was seen.";
        } else if (signed) {
            kind = Optional.of("dkim-broken");
            summary =
                    "DMARC of " + whose + " refused this mail: its DKIM signature did not hold at the receiver, and SPF"
                            + " did not pass for " + whose + ".";
        } else {
            kind = file.message().isPresent() ? Optional.of("no-dkim") : Optional.empty();
            summary =
                    "The DMARC policy of " + whose + " refused this mail: neither SPF nor DKIM passed for that domain.";
        }
        return new Diagnosis.Established(new Cause.DmarcPolicy(from, kind, side), summary, evidence, ruledOut);
    }

    private static Optional<DomainName> from(CaseFile file) {
        return file.fromDomain()
                .map(Fact::value)
                .or(() -> file.wording().checkedDomain().map(Claim::value).flatMap(DomainName::parse));
    }

    private static boolean signedBy(CaseFile file, DomainName from) {
        return file.message()
                .map(message -> message.signatures().stream()
                        .flatMap(signature -> signature.domain().stream())
                        .flatMap(claim -> DomainName.parse(claim.value()).stream())
                        .anyMatch(domain -> related(domain, from)))
                .orElse(false);
    }

    private static boolean related(DomainName one, DomainName other) {
        return one.isAtOrBelow(other) || other.isAtOrBelow(one);
    }
}
