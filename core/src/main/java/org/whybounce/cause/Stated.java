package org.whybounce.cause;

import java.util.ArrayList;
import java.util.List;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Reading;
import org.whybounce.bounce.Refusal;
import org.whybounce.bounce.Refuser;
import org.whybounce.text.Claim;
import org.whybounce.text.Visible;

/// Causes that the receiver's own words establish. No DNS answer could make "mailbox full" more or less true.
final class Stated {
    private Stated() {}

    static Diagnosis decide(CaseFile file, Reading reading) {
        Cause.AsStated cause = new Cause.AsStated(reading.meaning(), side(reading.meaning()));
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(Evidence.From.PASTE, reading.span(), reading.reason()));
        List<Candidate> ruledOut = new ArrayList<>(Causes.weakerReadings(file, reading));
        if (file.wording().readings().stream().noneMatch(r -> r.meaning().namesSpf())) {
            ruledOut.add(new Candidate("spf", List.of(), List.of("the refusal does not name SPF")));
        }
        return new Diagnosis.Established(cause, summary(reading.meaning(), file), evidence, ruledOut);
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
            case REPUTATION_OWN_ACCOUNT -> Side.SENDER_SERVICE;
            case CONTENT_SPAM, CONTENT_MALWARE, CONTENT_FORMAT, CONTENT_SIZE -> Side.MESSAGE;
            case RECIPIENT_UNKNOWN, RECIPIENT_FULL, RECIPIENT_DISABLED, RECIPIENT_RESTRICTED, RECIPIENT_NULL_MX ->
                Side.RECIPIENT;
            case SYSTEM_LOOP -> Side.RECIPIENT;
            case RATE_LIMITED, RATE_GREYLISTED, SYSTEM_TEMPORARY, SYSTEM_EXPIRED, DMARC_TEMPERROR -> Side.NOBODY;
            case SPF_FAIL, SPF_SOFTFAIL, SPF_NEUTRAL, SPF_NONE, SPF_PERMERROR, SPF_TEMPERROR, SPF_UNSPECIFIED ->
                Side.SENDER_DNS;
            case POLICY_UNSPECIFIED -> Side.RECEIVER;
        };
    }

    /// One sentence: what happened, told to somebody who knows little of mail.
    static String summary(Meaning meaning, CaseFile file) {
        String who = file.refusal()
                .map(Refusal::recipient)
                .flatMap(r -> r)
                .map(Claim::value)
                .map(address -> Visible.line(address, 60))
                .orElse("the recipient");
        String ip = file.ip().map(fact -> fact.value().toString()).orElse("your server's address");
        String list = file.wording().listName().map(Claim::value).orElse("a block list");
        boolean own = file.refusal()
                .map(Refusal::refusedBy)
                .filter(by -> by == Refuser.OWN_RELAY || by == Refuser.OWN_SERVER)
                .isPresent();
        return switch (meaning) {
            case DMARC_POLICY -> "The DMARC policy of the sender's domain refused this mail.";
            case DMARC_TEMPERROR ->
                "The receiver could not look up the DMARC record just then; a later try may succeed.";
            case DKIM_BROKEN -> "The receiver refused this mail because its DKIM signature does not hold.";
            case AUTH_NONE ->
                "The mail passed neither SPF nor DKIM, and this receiver takes no mail without one of them.";
            case AUTH_REQUIREMENTS -> "The mail does not meet this receiver's rules for authenticated or bulk senders.";
            case HOST_PTR -> "The sending address " + ip + " has no proper reverse DNS name (PTR); this is not SPF.";
            case HOST_HELO ->
                "The sending server greets with a HELO name that the receiver does not accept; this is not SPF.";
            case HOST_DYNAMIC_IP ->
                "The sending address " + ip
                        + " looks like a home or dynamic connection, which may not send mail directly;"
                        + " this is not SPF.";
            case HOST_TLS -> "The receiver demands an encrypted connection (TLS) that the sending server did not make.";
            case HOST_SENDER_DOMAIN_DNS ->
                "The sender's domain does not resolve, or says that it takes no mail, so the receiver refuses mail from it.";
            case RELAY_DENIED ->
                (own ? "Your own outgoing server" : "The server that was asked")
                        + " refused to pass this mail on (relaying denied); this is not SPF.";
            case RELAY_AUTH_REQUIRED ->
                (own ? "Your own outgoing server" : "The server that was asked")
                        + " wants a login before it sends this mail; this is not SPF.";
            case RELAY_SENDER_MISMATCH ->
                "The outgoing server lets this login send only as its own address, and the mail has another sender.";
            case REPUTATION_IP ->
                "The receiver refuses the sending address " + ip + " for its reputation; this is not SPF.";
            case REPUTATION_DOMAIN -> "The receiver refuses a domain in this mail for its reputation; this is not SPF.";
            case REPUTATION_BLOCKLIST ->
                "The sending address " + ip + " is on a block list (" + Visible.line(list, 60) + "); this is not SPF.";
            case REPUTATION_OWN_ACCOUNT ->
                "The sender's own account or tenant is restricted by its mail provider; this is not SPF.";
            case CONTENT_SPAM -> "The receiver took the message for spam; this is about what it contains, not SPF.";
            case CONTENT_MALWARE -> "The receiver refused the message for an attachment or link it holds dangerous.";
            case CONTENT_FORMAT ->
                "The receiver refused the message for its form (headers or MIME), not for its sender.";
            case CONTENT_SIZE -> "The message is larger than the receiver takes.";
            case RECIPIENT_UNKNOWN -> "The address " + who + " does not exist there; nothing is wrong with your DNS.";
            case RECIPIENT_FULL -> "The mailbox of " + who + " is full; only its owner can make room.";
            case RECIPIENT_DISABLED -> "The mailbox of " + who + " is disabled or inactive.";
            case RECIPIENT_RESTRICTED -> "The recipient " + who + " takes mail from chosen senders only.";
            case RECIPIENT_NULL_MX -> "The recipient's domain says in its DNS that it takes no mail (null MX).";
            case RATE_LIMITED -> "The receiver asks to send more slowly; wait and try again.";
            case RATE_GREYLISTED -> "The receiver delays first contacts (greylisting); the next try is likely to pass.";
            case SYSTEM_TEMPORARY -> "A passing fault at a mail server; wait and try again.";
            case SYSTEM_EXPIRED ->
                "The mail could not be delivered in the time allowed; the last attempt's text tells why.";
            case SYSTEM_LOOP -> "The mail went round in circles: a forwarding leads back to where it came from.";
            case SPF_FAIL, SPF_SOFTFAIL, SPF_NEUTRAL, SPF_NONE, SPF_PERMERROR, SPF_TEMPERROR, SPF_UNSPECIFIED ->
                "The receiver names SPF.";
            case POLICY_UNSPECIFIED -> "The receiver refused this mail by a policy of its own and does not say which.";
        };
    }
}
