package org.whybounce.cause.rule;

import java.util.ArrayList;
import java.util.List;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Reading;
import org.whybounce.bounce.Refusal;
import org.whybounce.bounce.Refuser;
import org.whybounce.cause.Candidate;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Cause;
import org.whybounce.cause.Diagnosis;
import org.whybounce.cause.Evidence;
import org.whybounce.cause.Side;

/// Causes that the receiver's own words establish. No DNS answer could make "mailbox full" more or less true.
final class StatedMeaning {
    private StatedMeaning() {}

    static Diagnosis decide(CaseFile file, Reading reading) {
        Meaning meaning = reading.meaning();
        Side side = own(file) && !elsewhere(side(meaning)) ? Side.SENDER_HOST : side(meaning);
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(Evidence.From.PASTE, reading.span(), reading.reason()));
        if (own(file)) {
            file.refusal()
                    .flatMap(Refusal::remoteMta)
                    .ifPresent(claim -> evidence.add(Evidence.paste(claim, "refused by " + claim.value())));
        }
        List<Candidate> ruledOut = new ArrayList<>(Causes.weakerReadings(file, reading));
        if (file.wording().readings().stream().noneMatch(r -> r.meaning().namesSpf())) {
            ruledOut.add(new Candidate("spf", List.of(), List.of("the refusal does not name SPF")));
        }
        return new Diagnosis.Established(
                new Cause.AsStated(meaning, side), StatedWords.of(meaning, file), evidence, ruledOut);
    }

    /// Whether it was the sender's own server or relay that refused. Then nothing is wrong at the recipient's.
    static boolean own(CaseFile file) {
        return file.refusal()
                .map(Refusal::refusedBy)
                .filter(by -> by == Refuser.OWN_RELAY || by == Refuser.OWN_SERVER)
                .isPresent();
    }

    /// Sides that stay what they are whichever server refused.
    private static boolean elsewhere(Side side) {
        return switch (side) {
            case RECIPIENT, RECEIVER -> false;
            case SENDER_DNS, SENDER_HOST, SENDER_SERVICE, FORWARDER, MESSAGE, NOBODY -> true;
        };
    }

    static Side side(Meaning meaning) {
        return switch (meaning) {
            case DMARC_POLICY, DKIM_BROKEN, AUTH_NONE, AUTH_REQUIREMENTS -> Side.SENDER_DNS;
            case HOST_PTR,
                    HOST_HELO,
                    HOST_DYNAMIC_IP,
                    HOST_TLS,
                    HOST_SENDER_DOMAIN_DNS,
                    RELAY_DENIED,
                    RELAY_AUTH_REQUIRED,
                    RELAY_SENDER_MISMATCH,
                    REPUTATION_IP,
                    REPUTATION_DOMAIN,
                    REPUTATION_BLOCKLIST -> Side.SENDER_HOST;
            case REPUTATION_OWN_ACCOUNT, RECIPIENT_SUPPRESSED -> Side.SENDER_SERVICE;
            case CONTENT_SPAM, CONTENT_MALWARE, CONTENT_FORMAT, CONTENT_SIZE -> Side.MESSAGE;
            case RECIPIENT_UNKNOWN, RECIPIENT_FULL, RECIPIENT_DISABLED, RECIPIENT_RESTRICTED, RECIPIENT_NULL_MX ->
                Side.RECIPIENT;
            case SYSTEM_LOOP -> Side.RECIPIENT;
            case RATE_LIMITED, RATE_GREYLISTED, SYSTEM_TEMPORARY, SYSTEM_EXPIRED, DMARC_TEMPERROR -> Side.NOBODY;
            case SPF_FAIL, SPF_SOFTFAIL, SPF_NEUTRAL, SPF_NONE, SPF_PERMERROR, SPF_TEMPERROR, SPF_UNSPECIFIED ->
                Side.SENDER_DNS;
            case RECEIVER_LOCAL_POLICY, POLICY_UNSPECIFIED -> Side.RECEIVER;
        };
    }
}
