package org.whybounce.dmarc;

import java.util.Locale;
import java.util.Optional;

/// What the owner of a domain asks receivers to do with mail that fails DMARC (RFC 9989, section 4.7).
public enum DmarcPolicy {
    NONE,
    QUARANTINE,
    REJECT;

    static Optional<DmarcPolicy> parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "none" -> Optional.of(NONE);
            case "quarantine" -> Optional.of(QUARANTINE);
            case "reject" -> Optional.of(REJECT);
            default -> Optional.empty();
        };
    }

    /// One step milder, as `t=y` asks.
    public DmarcPolicy milder() {
        return this == REJECT ? QUARANTINE : NONE;
    }

    /// As a record writes it.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
