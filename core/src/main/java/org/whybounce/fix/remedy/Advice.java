package org.whybounce.fix.remedy;

import org.whybounce.bounce.BlockList;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Refusal;
import org.whybounce.bounce.Refuser;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Fact;
import org.whybounce.fix.Fix;
import org.whybounce.fix.Letter;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Claim;
import org.whybounce.text.Visible;

/// What to do where the receiver's own words are the cause: mostly somebody else acts, and nothing is published.
final class Advice {
    private Advice() {}

    static Fix of(Meaning meaning, CaseFile file) {
        String ip = file.ip().map(Fact::value).map(IpAddress::toString).orElse("the sending address");
        boolean own = file.refusal()
                .map(Refusal::refusedBy)
                .filter(by -> by == Refuser.OWN_RELAY || by == Refuser.OWN_SERVER)
                .isPresent();
        String list = file.wording()
                .listName()
                .map(Claim::value)
                .map(name -> Visible.line(name, 60)
                        + BlockList.named(name)
                                .map(known -> " (" + known.lookup() + ")")
                                .orElse(""))
                .orElse("the list");
        return switch (meaning) {
            case HOST_PTR ->
                host(
                        "Ask whoever runs " + ip
                                + " (your provider or host) to set its reverse DNS (PTR) to the server's name,"
                                + " and let that name resolve back to " + ip + ".",
                        "Please set the reverse DNS (PTR) of " + ip + " to the server's name, and let that name resolve"
                                + " back to " + ip + ".",
                        file);
            case HOST_HELO ->
                host("Let the sending server greet with its own full name, one that resolves to its address.", file);
            case HOST_DYNAMIC_IP ->
                host(
                        "Send through your provider's or mail service's outgoing server instead of directly from " + ip
                                + ".",
                        "Please let this mail leave through an outgoing mail server, not directly from " + ip + ".",
                        file);
            case HOST_TLS -> host("Switch on STARTTLS for outgoing mail on the sending server.", file);
            case HOST_SENDER_DOMAIN_DNS ->
                host(
                        "Send with an envelope address that exists: its domain needs an MX or A record and no null MX,"
                                + " and its server must accept the address.",
                        file);
            case RELAY_DENIED ->
                host(
                        own
                                ? "Log in to your outgoing server before sending (SMTP AUTH), or have it allow your"
                                        + " network."
                                : "Check that the recipient's domain points its MX at the server that was asked; if it"
                                        + " is your own outgoing server, log in to it before sending.",
                        own
                                ? "Please tell us how our mail is to log in, or allow the network that it comes from."
                                : "Please check that this server is meant to take mail for the recipient's domain.",
                        file);
            case RELAY_AUTH_REQUIRED ->
                host(
                        "Set user name and password for the outgoing server (SMTP AUTH).",
                        "Please tell us which login our mail program or device is to use (SMTP AUTH).",
                        file);
            case RELAY_SENDER_MISMATCH ->
                host(
                        "Send with the address of the account you log in with, or have the address allowed for it.",
                        "Please allow the account that sends this mail to use the sender address.",
                        file);
            case REPUTATION_BLOCKLIST ->
                host(
                        "Look " + ip + " up at " + list + ", stop what caused the listing, then ask for removal there.",
                        "Please find out why " + ip + " is listed at " + list
                                + ", stop what caused it, and ask for its removal there.",
                        file);
            case REPUTATION_IP ->
                host(
                        "Find out what " + ip
                                + " sent (or change to another outgoing address); reputation recovers with time.",
                        "Please find out what was sent from " + ip + ", or let our mail leave from another address.",
                        file);
            case REPUTATION_DOMAIN ->
                nothing("Look up the domains and links in the message at the common domain block lists.");
            case REPUTATION_OWN_ACCOUNT ->
                new Fix.Tell(
                        Fix.Whom.SENDING_SERVICE,
                        "Ask your own mail provider why the account is restricted; the recipient cannot help.",
                        Letter.of(
                                "Outgoing mail restricted",
                                "Mail of our account is refused by your own servers.",
                                CaseLines.of(file),
                                "Please tell us why the account is restricted and what we are to do."));
            case CONTENT_SPAM -> nothing("Change the message: links, attachments, wording; then send it again.");
            case CONTENT_MALWARE -> nothing("Take the attachment or link out, and scan the machine that sent it.");
            case CONTENT_FORMAT ->
                nothing("Have the program that wrote the message mend its headers or MIME structure.");
            case CONTENT_SIZE -> nothing("Send less: a link to the file instead of the file.");
            case RECIPIENT_UNKNOWN ->
                nothing("Check the address for a typing mistake, and ask its owner by another way.");
            case RECIPIENT_FULL -> nothing("Ask the recipient by another way to make room, then send again.");
            case RECIPIENT_DISABLED -> nothing("Ask the recipient by another way for an address in use.");
            case RECIPIENT_RESTRICTED ->
                nothing("Ask the recipient, or their administrator, to allow you as a sender.");
            case RECIPIENT_SUPPRESSED ->
                nothing("See in the service's bounce log why the address came onto its suppression list. Only if that"
                        + " reason is gone (the mailbox exists, its owner wants the mail), take it off the list"
                        + " there.");
            case RECIPIENT_NULL_MX -> nothing("Use another domain of the recipient: this one takes no mail.");
            case RATE_LIMITED -> nothing("Send more slowly; a mail server tries again by itself.");
            case RATE_GREYLISTED -> nothing("Wait: the sending server tries again by itself.");
            case SYSTEM_TEMPORARY -> nothing("Wait, then send again.");
            case SYSTEM_EXPIRED -> nothing("Read the last attempt's text above: it holds the cause.");
            case SYSTEM_LOOP -> nothing("Ask the recipient to undo the forwarding that leads back.");
            case RECEIVER_LOCAL_POLICY ->
                nothing("Tell the receiver's administrator by another way, with the words of the refusal: only they can"
                        + " change the rule or setting.");
            case DKIM_BROKEN ->
                new Fix.Tell(
                        Fix.Whom.SENDER_HOST,
                        "Check the DKIM key in DNS and what changes the mail after it was signed.",
                        Letter.of(
                                "DKIM signature does not hold",
                                "Mail of ours is refused for a broken DKIM signature.",
                                CaseLines.of(file),
                                "Please check the DKIM key in the DNS and what changes the mail after it was signed."));
            case AUTH_NONE, AUTH_REQUIREMENTS ->
                nothing("Publish SPF for the envelope sender's domain, sign with DKIM as the From domain, and publish"
                        + " DMARC: 'whybounce check' of the domain shows what is missing.");
            case DMARC_TEMPERROR -> nothing("Wait, then send again.");
            case DMARC_POLICY,
                    SPF_FAIL,
                    SPF_SOFTFAIL,
                    SPF_NEUTRAL,
                    SPF_NONE,
                    SPF_PERMERROR,
                    SPF_TEMPERROR,
                    SPF_UNSPECIFIED,
                    POLICY_UNSPECIFIED -> nothing("Ask the receiver's postmaster which rule refused the mail.");
        };
    }

    private static Fix host(String text, CaseFile file) {
        return host(text, text, file);
    }

    /// @param please the same, said to whoever runs the server
    private static Fix host(String text, String please, CaseFile file) {
        return new Fix.Tell(
                Fix.Whom.SENDER_HOST,
                text,
                Letter.of("Outgoing mail refused", "Mail that we send is refused.", CaseLines.of(file), please));
    }

    private static Fix nothing(String instead) {
        return new Fix.PublishNothing("There is nothing to publish in the DNS.", instead);
    }
}
