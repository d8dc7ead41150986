package org.whybounce.cause.rule;

import org.whybounce.bounce.Meaning;

/// The causes by name, for people: what a code means, in the words of somebody who explains it.
public final class CauseWords {
    private CauseWords() {}

    /// @param code of a cause, or of a reading of the words
    public static String of(String code) {
        return switch (code) {
            case "spf" -> "SPF";
            case "spf.sender-not-listed" -> "a sender that the record does not list";
            case "spf.another-domain-checked" -> "another domain checked than the one in From";
            case "spf.record-broken" -> "a broken record";
            case "spf.forwarded" -> "a forwarded mail";
            case "spf.no-record" -> "no record at all";
            case "spf.helo" -> "the server's HELO name";
            case "spf.dns-trouble" -> "name servers that do not answer";
            case "spf.receiver-fault" -> "a mistake at the receiver";
            case "spf.vendor-pool" -> "a sending service's relay pool";
            default -> Meaning.ofCode(code).map(CauseWords::stated).orElse(code);
        };
    }

    private static String stated(Meaning meaning) {
        return switch (meaning) {
            case SPF_FAIL, SPF_SOFTFAIL, SPF_NEUTRAL, SPF_NONE, SPF_PERMERROR, SPF_TEMPERROR, SPF_UNSPECIFIED -> "SPF";
            case DMARC_POLICY -> "DMARC";
            case DMARC_TEMPERROR -> "a DMARC record that could not be looked up";
            case DKIM_BROKEN -> "a DKIM signature that does not hold";
            case AUTH_NONE -> "neither SPF nor DKIM";
            case AUTH_REQUIREMENTS -> "the receiver's rules for bulk senders";
            case HOST_PTR -> "the sending server's reverse DNS name";
            case HOST_HELO -> "the sending server's HELO name";
            case HOST_DYNAMIC_IP -> "a home or dynamic address";
            case HOST_TLS -> "missing encryption (TLS)";
            case HOST_SENDER_DOMAIN_DNS -> "a sender's domain that does not resolve";
            case RELAY_DENIED -> "relaying denied";
            case RELAY_AUTH_REQUIRED -> "a missing login at the outgoing server";
            case RELAY_SENDER_MISMATCH -> "a sender address that the login may not use";
            case REPUTATION_IP -> "the address's reputation";
            case REPUTATION_DOMAIN -> "a domain's reputation";
            case REPUTATION_BLOCKLIST -> "a block list";
            case REPUTATION_OWN_ACCOUNT -> "a restricted account of the sender's own";
            case CONTENT_SPAM -> "content taken for spam";
            case CONTENT_MALWARE -> "a dangerous attachment or link";
            case CONTENT_FORMAT -> "the message's form";
            case CONTENT_SIZE -> "the message's size";
            case RECIPIENT_UNKNOWN -> "an address that does not exist";
            case RECIPIENT_FULL -> "a full mailbox";
            case RECIPIENT_DISABLED -> "a disabled mailbox";
            case RECIPIENT_RESTRICTED -> "a recipient who takes mail from few";
            case RECIPIENT_SUPPRESSED -> "an address that the sending service does not send to any more";
            case RECIPIENT_NULL_MX -> "a recipient's domain that takes no mail";
            case RATE_LIMITED -> "too much mail in too short a time";
            case RATE_GREYLISTED -> "greylisting, a delay of first contacts";
            case SYSTEM_TEMPORARY -> "a passing fault at a server";
            case SYSTEM_EXPIRED -> "time running out";
            case SYSTEM_LOOP -> "a mail loop";
            case RECEIVER_LOCAL_POLICY -> "a rule of the receiver's own";
            case POLICY_UNSPECIFIED -> "a policy that the receiver does not name";
        };
    }
}
