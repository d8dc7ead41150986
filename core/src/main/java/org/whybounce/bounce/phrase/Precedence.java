package org.whybounce.bounce.phrase;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.whybounce.bounce.Meaning;

/// Which of several common wordings in one refusal tells what it is about: the narrower before the wider.
public final class Precedence {
    private Precedence() {}

    private static final List<Meaning> ORDER = List.of(
            Meaning.SPF_PERMERROR,
            Meaning.SPF_TEMPERROR,
            Meaning.SPF_SOFTFAIL,
            Meaning.SPF_NEUTRAL,
            Meaning.SPF_NONE,
            Meaning.SPF_FAIL,
            Meaning.SPF_UNSPECIFIED,
            Meaning.DMARC_TEMPERROR,
            Meaning.DMARC_POLICY,
            Meaning.DKIM_BROKEN,
            Meaning.AUTH_NONE,
            Meaning.AUTH_REQUIREMENTS,
            Meaning.HOST_PTR,
            Meaning.RATE_GREYLISTED,
            Meaning.RECIPIENT_NULL_MX,
            Meaning.RECIPIENT_SUPPRESSED,
            Meaning.RELAY_AUTH_REQUIRED,
            Meaning.RELAY_DENIED,
            Meaning.SYSTEM_LOOP,
            Meaning.CONTENT_MALWARE,
            Meaning.HOST_DYNAMIC_IP,
            Meaning.RECIPIENT_FULL,
            Meaning.CONTENT_SIZE,
            Meaning.RELAY_SENDER_MISMATCH,
            Meaning.REPUTATION_OWN_ACCOUNT,
            Meaning.REPUTATION_BLOCKLIST,
            Meaning.HOST_HELO,
            Meaning.RECIPIENT_UNKNOWN,
            Meaning.REPUTATION_DOMAIN,
            Meaning.RECIPIENT_DISABLED,
            Meaning.RECIPIENT_RESTRICTED,
            Meaning.REPUTATION_IP,
            Meaning.CONTENT_SPAM,
            Meaning.HOST_SENDER_DOMAIN_DNS,
            Meaning.RATE_LIMITED,
            Meaning.SYSTEM_EXPIRED,
            Meaning.HOST_TLS,
            Meaning.CONTENT_FORMAT,
            Meaning.SYSTEM_TEMPORARY,
            Meaning.RECEIVER_LOCAL_POLICY,
            Meaning.POLICY_UNSPECIFIED);

    private static final Map<Meaning, Integer> PLACE = places();

    private static Map<Meaning, Integer> places() {
        Map<Meaning, Integer> places = new EnumMap<>(Meaning.class);
        for (Meaning meaning : Meaning.values()) {
            places.put(meaning, ORDER.indexOf(meaning));
        }
        return places;
    }

    public static int of(Meaning meaning) {
        return PLACE.getOrDefault(meaning, ORDER.size());
    }
}
