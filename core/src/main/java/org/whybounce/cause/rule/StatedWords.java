package org.whybounce.cause.rule;

import java.util.Optional;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Refusal;
import org.whybounce.cause.CaseFile;
import org.whybounce.text.Claim;
import org.whybounce.text.Visible;

/// One sentence for each cause that the receiver's own words establish: what happened, told to somebody who knows
/// little of mail, and that it is not SPF where people would look there first.
final class StatedWords {
    private static final int LONGEST_NAME = 60;

    private StatedWords() {}

    static String of(Meaning meaning, CaseFile file) {
        Optional<String> recipient = file.refusal()
                .flatMap(Refusal::recipient)
                .map(Claim::value)
                .map(address -> Visible.line(address, LONGEST_NAME));
        String address = recipient.map(who -> "The address " + who).orElse("The recipient's address");
        String mailbox = recipient.map(who -> "The mailbox of " + who).orElse("The recipient's mailbox");
        String ip = file.ip()
                .map(fact -> "The sending server's address, " + fact.value() + ",")
                .orElse("The sending server's address");
        String list = file.wording()
                .listName()
                .map(Claim::value)
                .map(name -> " (" + Visible.line(name, LONGEST_NAME) + ")")
                .orElse("");
        String server = StatedMeaning.own(file) ? "Your own outgoing server" : "The server that was asked";
        return switch (meaning) {
            case DMARC_POLICY -> "The DMARC policy of the domain in From refused this mail.";
            case DMARC_TEMPERROR ->
                "The receiver could not look up the DMARC record just then; a later try may succeed.";
            case DKIM_BROKEN -> "The receiver refused this mail over DKIM: no signature came with it that holds.";
            case AUTH_NONE ->
                "The mail passed neither SPF nor DKIM, and this receiver takes no mail without one of them.";
            case AUTH_REQUIREMENTS ->
                "The mail does not meet this receiver's rules for senders (SPF, DKIM and DMARC together).";
            case HOST_PTR -> ip + " has no proper reverse DNS name (PTR). This is not SPF.";
            case HOST_HELO ->
                "The sending server greets with a HELO name that the receiver does not accept. This is not SPF.";
            case HOST_DYNAMIC_IP ->
                ip + " looks like a home or dynamic connection, which may not send mail directly. This is not SPF.";
            case HOST_TLS -> "The receiver demands an encrypted connection (TLS) that the sending server did not make.";
            case HOST_SENDER_DOMAIN_DNS ->
                "The receiver refuses the envelope sender: its domain does not resolve or takes no mail, or the address"
                        + " itself does not exist or is malformed.";
            case RELAY_DENIED -> server + " refused to pass this mail on (relaying denied). This is not SPF.";
            case RELAY_AUTH_REQUIRED -> server + " wants a login before it sends this mail. This is not SPF.";
            case RELAY_SENDER_MISMATCH ->
                "The outgoing server lets this login send only as its own address, and the mail has another sender.";
            case REPUTATION_IP -> ip + " has a poor reputation at the receiver. This is not SPF.";
            case REPUTATION_DOMAIN ->
                "The receiver refuses a domain or link in this mail for its reputation. This is not SPF.";
            case REPUTATION_BLOCKLIST -> ip + " is on a block list" + list + ". This is not SPF.";
            case REPUTATION_OWN_ACCOUNT ->
                "The sender's own account or tenant is restricted by its mail provider. This is not SPF.";
            case CONTENT_SPAM -> "The receiver took the message for spam. This is about what it contains, not SPF.";
            case CONTENT_MALWARE -> "The receiver holds an attachment or link in the message for dangerous.";
            case CONTENT_FORMAT ->
                "The receiver refused the message for its form (headers or MIME), not for its sender.";
            case CONTENT_SIZE -> "The message is larger than the receiver takes.";
            case RECIPIENT_UNKNOWN ->
                StatedMeaning.own(file)
                        ? "Your own server does not know the address"
                                + recipient.map(who -> " " + who).orElse("")
                                + ": the mail never left it. Nothing is wrong with your DNS."
                        : address + " does not exist there. Nothing is wrong with your DNS.";
            case RECIPIENT_FULL -> mailbox + " is full; only its owner can make room.";
            case RECIPIENT_DISABLED -> mailbox + " is disabled or not in use any more.";
            case RECIPIENT_RESTRICTED ->
                recipient.map(who -> "The recipient " + who).orElse("The recipient") + " takes mail from chosen senders"
                        + " only.";
            case RECIPIENT_SUPPRESSED ->
                "The sending service did not send this mail: " + recipient.orElse("the address")
                        + " is on its suppression list, after an earlier bounce, a complaint or an unsubscription. No"
                        + " receiver was asked.";
            case RECIPIENT_NULL_MX -> "The recipient's domain says in its DNS that it takes no mail (null MX).";
            case RATE_LIMITED -> "The receiver asks to send more slowly; wait and try again.";
            case RATE_GREYLISTED -> "The receiver delays first contacts (greylisting); the next try is likely to pass.";
            case SYSTEM_TEMPORARY -> "A passing fault at a mail server; wait and try again.";
            case SYSTEM_EXPIRED ->
                "The mail could not be delivered in the time allowed. Why is told by what the last attempt met; if the"
                        + " text holds it, it stands at its end.";
            case SYSTEM_LOOP -> "The mail went round in circles: a forwarding leads back to where it came from.";
            case RECEIVER_LOCAL_POLICY ->
                "A rule or setting of the receiver's own refused this mail, and nothing that the sender publishes."
                        + " This is not SPF.";
            case SPF_FAIL, SPF_SOFTFAIL, SPF_NEUTRAL, SPF_NONE, SPF_PERMERROR, SPF_TEMPERROR, SPF_UNSPECIFIED ->
                "The receiver names SPF.";
            case POLICY_UNSPECIFIED -> "The receiver refused this mail by a policy of its own and does not say which.";
        };
    }
}
