package org.whybounce.cause;

import java.util.List;
import java.util.Optional;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Reading;
import org.whybounce.text.Span;

/// The decision, read from top to bottom. The text gives hypotheses; what the DNS shows now decides among them. Of
/// refusals that carry 5.7.1 only a small part are SPF at all, and a wrong "it is SPF" costs a person days: so the
/// words
/// come first, and where neither words nor evaluation decide, the answer is [Diagnosis.Open].
public final class Causes {
    private Causes() {}

    public static Diagnosis decide(CaseFile file, Shown now) {
        if (file.refusal().isEmpty()) {
            return WithoutRefusal.decide(file, now);
        }
        Optional<Reading> strongest = file.strongest();
        if (strongest.isEmpty() || strongest.get().strength() == Reading.Strength.HINT) {
            return Unexplained.decide(file, now);
        }
        Meaning meaning = strongest.get().meaning();
        return switch (meaning) {
            case SPF_FAIL, SPF_SOFTFAIL, SPF_NEUTRAL, SPF_NONE, SPF_PERMERROR, SPF_TEMPERROR, SPF_UNSPECIFIED ->
                SpfRefusal.decide(file, now, strongest.get());
            case DMARC_POLICY, DMARC_TEMPERROR -> DmarcRefusal.decide(file, now, strongest.get());
            case AUTH_NONE, AUTH_REQUIREMENTS -> AuthenticationRefusal.decide(file, now, strongest.get());
            case POLICY_UNSPECIFIED -> Unexplained.decide(file, now);
            case DKIM_BROKEN,
                    HOST_PTR,
                    HOST_HELO,
                    HOST_DYNAMIC_IP,
                    HOST_TLS,
                    HOST_SENDER_DOMAIN_DNS,
                    RELAY_DENIED,
                    RELAY_AUTH_REQUIRED,
                    RELAY_SENDER_MISMATCH,
                    REPUTATION_IP,
                    REPUTATION_DOMAIN,
                    REPUTATION_BLOCKLIST,
                    REPUTATION_OWN_ACCOUNT,
                    CONTENT_SPAM,
                    CONTENT_MALWARE,
                    CONTENT_FORMAT,
                    CONTENT_SIZE,
                    RECIPIENT_UNKNOWN,
                    RECIPIENT_FULL,
                    RECIPIENT_DISABLED,
                    RECIPIENT_RESTRICTED,
                    RECIPIENT_NULL_MX,
                    RATE_LIMITED,
                    RATE_GREYLISTED,
                    SYSTEM_TEMPORARY,
                    SYSTEM_EXPIRED,
                    SYSTEM_LOOP -> Stated.decide(file, strongest.get());
        };
    }

    /// The other readings of the words, as rivals that the strongest one outranks.
    static List<Candidate> weakerReadings(CaseFile file, Reading strongest) {
        return file.wording().readings().stream()
                .filter(reading -> reading.meaning() != strongest.meaning())
                // "SPF" without a result beside "SPF fail" is no rival, nor is a bare "policy" beside a reason.
                .filter(reading -> reading.meaning() != Meaning.POLICY_UNSPECIFIED)
                .filter(reading ->
                        !(reading.meaning().namesSpf() && strongest.meaning().namesSpf()))
                // Nobody's word: what the sender's own domain publishes for refusals (exp=).
                .filter(reading -> !quoted(file, reading))
                .map(reading -> reading.strength() == strongest.strength()
                        ? new Candidate(
                                reading.meaning().code(),
                                List.of(reading.reason()),
                                List.of("the text says so in general, and gives a narrower reason as well"))
                        : new Candidate(
                                reading.meaning().code(),
                                List.of(),
                                List.of("the text only hints at it: " + reading.reason())))
                .toList();
    }

    private static boolean quoted(CaseFile file, Reading reading) {
        Optional<Span> theirs = file.wording().senderText().flatMap(claim -> Optional.ofNullable(claim.span()));
        return theirs.isPresent()
                && reading.span()
                        .filter(span -> span.start() >= theirs.get().start()
                                && span.end() <= theirs.get().end())
                        .isPresent();
    }
}
