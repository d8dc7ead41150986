package org.whybounce.bounce;

import java.util.Locale;
import java.util.Optional;

/// What a receiver's words say, as the `Says:` of a phrase. Where the words name SPF the result that they claim is part
/// of the meaning; the cause behind it is found later, by evaluating. Every other meaning has the code of the cause
/// that
/// it points to.
public enum Meaning {
    SPF_FAIL,
    SPF_SOFTFAIL,
    SPF_NEUTRAL,
    SPF_NONE,
    SPF_PERMERROR,
    SPF_TEMPERROR,
    /// SPF is named, its result is not.
    SPF_UNSPECIFIED,
    DMARC_POLICY,
    DMARC_TEMPERROR,
    DKIM_BROKEN,
    AUTH_NONE,
    AUTH_REQUIREMENTS,
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
    /// The sending service does not send to this address any more.
    RECIPIENT_SUPPRESSED,
    RATE_LIMITED,
    RATE_GREYLISTED,
    SYSTEM_TEMPORARY,
    SYSTEM_EXPIRED,
    SYSTEM_LOOP,
    /// A rule or setting of the receiver's own, whatever the sender publishes.
    RECEIVER_LOCAL_POLICY,
    POLICY_UNSPECIFIED;

    /// `spf.fail`, `host.sender-domain-dns`: the family before the first dot, hyphens within.
    public String code() {
        String name = name().toLowerCase(Locale.ROOT);
        int first = name.indexOf('_');
        return name.substring(0, first) + "." + name.substring(first + 1).replace('_', '-');
    }

    public static Optional<Meaning> ofCode(String code) {
        for (Meaning meaning : values()) {
            if (meaning.code().equals(code)) {
                return Optional.of(meaning);
            }
        }
        return Optional.empty();
    }

    public boolean namesSpf() {
        return code().startsWith("spf.");
    }
}
