package org.whybounce.bounce.phrase;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.whybounce.bounce.Meaning;

/// The category that PowerMTA files a refusal under, in its reports (`X-PowerMTA-BounceCategory`) and its accounting
/// files (`bounceCat`). It comes from patterns that the sender's operator configured, so it is a hint and no more.
///
/// Source: PowerMTA's configuration guide, bounce-category-patterns.
public final class PowerMtaCategory {
    private PowerMtaCategory() {}

    private static final Map<String, Meaning> MEANINGS = Map.ofEntries(
            Map.entry("bad-domain", Meaning.RECIPIENT_UNKNOWN),
            Map.entry("bad-mailbox", Meaning.RECIPIENT_UNKNOWN),
            Map.entry("inactive-mailbox", Meaning.RECIPIENT_DISABLED),
            Map.entry("quota-issues", Meaning.RECIPIENT_FULL),
            Map.entry("spam-related", Meaning.CONTENT_SPAM),
            Map.entry("virus-related", Meaning.CONTENT_MALWARE),
            Map.entry("content-related", Meaning.CONTENT_FORMAT),
            Map.entry("policy-related", Meaning.POLICY_UNSPECIFIED),
            Map.entry("relaying-issues", Meaning.RELAY_DENIED),
            Map.entry("message-expired", Meaning.SYSTEM_EXPIRED),
            Map.entry("no-answer-from-host", Meaning.SYSTEM_TEMPORARY),
            Map.entry("bad-connection", Meaning.SYSTEM_TEMPORARY),
            Map.entry("routing-errors", Meaning.SYSTEM_LOOP));

    public static Optional<Meaning> meaning(String category) {
        return Optional.ofNullable(MEANINGS.get(category.strip().toLowerCase(Locale.ROOT)));
    }
}
