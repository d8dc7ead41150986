package org.whybounce.bounce;

import java.util.List;
import java.util.Set;

/// How the causes of the corpus of texts are named here.
record Texts(Set<String> meanings, boolean authentication) {
    static Texts of(String cause) {
        return switch (cause) {
            case "spf_fail" -> auth("spf.fail");
            case "spf_softfail" -> auth("spf.softfail");
            case "spf_neutral" -> auth("spf.neutral");
            case "spf_none" -> auth("spf.none");
            case "spf_permerror" -> auth("spf.permerror");
            case "spf_temperror" -> auth("spf.temperror");
            case "spf_generic", "spf_suspicious" -> auth("spf.unspecified", "spf.fail");
            case "dmarc_policy", "dmarc_alignment" -> auth("dmarc.policy");
            case "dmarc_missing" -> auth("auth.requirements", "dmarc.policy");
            case "dmarc_temperror" -> auth("dmarc.temperror");
            case "dkim_fail", "dkim_missing", "dkim_temperror", "arc_fail" -> auth("dkim.broken");
            case "no_auth" -> auth("auth.none");
            case "auth_requirement" -> auth("auth.requirements", "auth.none");
            case "header_identity" -> auth("dmarc.policy");
            case "ptr_rdns" -> other("host.ptr");
            case "helo" -> other("host.helo");
            case "dynamic_ip" -> other("host.dynamic-ip");
            case "tls_required" -> other("host.tls");
            case "sender_domain_unresolvable", "null_mx_sender" -> other("host.sender-domain-dns");
            case "sender_rejected" ->
                other(
                        "host.sender-domain-dns",
                        "reputation.domain",
                        "policy.unspecified",
                        "relay.sender-mismatch",
                        "relay.auth-required",
                        "reputation.own-account",
                        "recipient.restricted");
            case "relay_denied" -> other("relay.denied");
            case "client_auth_required" -> other("relay.auth-required");
            case "submission_sender_mismatch" -> other("relay.sender-mismatch");
            case "sender_account_restricted" -> other("reputation.own-account");
            case "reputation_ip" -> other("reputation.ip", "reputation.blocklist");
            case "reputation_domain" -> other("reputation.domain");
            case "dnsbl" -> other("reputation.blocklist", "reputation.ip");
            case "content_spam" -> other("content.spam");
            case "content_attachment" -> other("content.malware");
            case "rfc_noncompliant" -> other("content.format", "system.temporary");
            case "size" -> other("content.size");
            case "user_unknown" -> other("recipient.unknown", "recipient.disabled");
            case "mailbox_full" -> other("recipient.full");
            case "recipient_restriction" -> other("recipient.restricted");
            case "null_mx" -> other("recipient.null-mx");
            case "rate_limit" -> other("rate.limited", "reputation.own-account", "reputation.ip");
            case "greylist" -> other("rate.greylisted");
            case "sys_temp" -> other("system.temporary", "system.expired");
            case "loop" -> other("system.loop");
            case "policy_unspecified" -> other("policy.unspecified");
            default -> other();
        };
    }

    private static Texts auth(String... codes) {
        return new Texts(Set.copyOf(List.of(codes)), true);
    }

    private static Texts other(String... codes) {
        return new Texts(Set.copyOf(List.of(codes)), false);
    }

    boolean accepts(String code) {
        return meanings.isEmpty() || meanings.contains(code);
    }

    static boolean authentication(String code) {
        return code.startsWith("spf.")
                || code.startsWith("dmarc.")
                || code.startsWith("dkim.")
                || code.startsWith("auth.");
    }
}
