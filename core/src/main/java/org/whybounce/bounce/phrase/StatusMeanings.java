package org.whybounce.bounce.phrase;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.whybounce.bounce.EnhancedStatus;
import org.whybounce.bounce.Meaning;

/// What a code alone hints at, where the words say nothing. Kept to codes that servers agree on.
public final class StatusMeanings {
    private final Map<String, Meaning> meanings = new HashMap<>();

    public StatusMeanings() {
        put(Meaning.RECIPIENT_UNKNOWN, "x.1.1", "x.1.0", "x.1.10", "x.1.3", "x.1.6");
        put(Meaning.RECIPIENT_UNKNOWN, "x.1.2");
        put(Meaning.RECIPIENT_FULL, "x.2.2");
        put(Meaning.RECIPIENT_DISABLED, "x.2.1");
        put(Meaning.CONTENT_SIZE, "x.2.3", "x.3.4");
        put(Meaning.SYSTEM_EXPIRED, "x.4.7", "x.4.1", "x.4.2");
        put(Meaning.SYSTEM_LOOP, "x.4.6");
        put(Meaning.SYSTEM_TEMPORARY, "x.4.3", "x.4.4", "x.3.0", "x.3.1", "x.3.2", "x.3.5");
        put(Meaning.RATE_LIMITED, "x.4.5");
        put(Meaning.CONTENT_FORMAT, "x.6.0", "x.6.1", "x.6.2", "x.6.3", "x.6.4", "x.6.5");
        put(Meaning.HOST_SENDER_DOMAIN_DNS, "x.1.8", "x.1.7");
        put(Meaning.RECIPIENT_RESTRICTED, "x.7.2");
        put(Meaning.SPF_UNSPECIFIED, "x.7.23", "x.7.24");
        put(Meaning.HOST_PTR, "x.7.25");
        put(Meaning.AUTH_NONE, "x.7.26");
        put(Meaning.DKIM_BROKEN, "x.7.20", "x.7.21", "x.7.22", "x.7.30");
        put(Meaning.HOST_SENDER_DOMAIN_DNS, "x.7.27");
        put(Meaning.RATE_LIMITED, "x.7.28");
        put(Meaning.RECIPIENT_NULL_MX, "x.1.10");
        put(Meaning.POLICY_UNSPECIFIED, "x.7.1", "x.7.0");
    }

    private void put(Meaning meaning, String... codes) {
        for (String code : codes) {
            meanings.put(code, meaning);
        }
    }

    public Optional<Meaning> meaning(EnhancedStatus status) {
        return Optional.ofNullable(meanings.get("x." + status.subject() + "." + status.detail()));
    }

    public Optional<Meaning> meaning(int reply) {
        return switch (reply) {
            case 552 -> Optional.of(Meaning.RECIPIENT_FULL);
            case 530, 534, 535, 538 -> Optional.of(Meaning.RELAY_AUTH_REQUIRED);
            case 421, 450, 451, 452 -> Optional.of(Meaning.SYSTEM_TEMPORARY);
            case 521, 556 -> Optional.of(Meaning.RECIPIENT_NULL_MX);
            default -> Optional.empty();
        };
    }
}
