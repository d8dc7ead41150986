package org.whybounce.words.json;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.bounce.BlockList;
import org.whybounce.bounce.Claims;
import org.whybounce.bounce.Refusal;
import org.whybounce.bounce.phrase.Dialects;
import org.whybounce.text.Claim;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a refusal's own text says, fact by fact with its place in the paste, and what other tools call it.
final class RefusalJson {
    private static final Dialects DIALECTS = Dialects.standard();

    private RefusalJson() {}

    /// `{ "sisimai": "authfailure", "kumomta": ..., "powermta": ... }`, or null where there is nothing to name.
    static @Nullable ObjectNode as(Claims claims, Optional<Refusal> refusal) {
        ObjectNode node = ExplanationJson.NODES.objectNode();
        for (String dialect : Dialects.names()) {
            Optional<String> name = DIALECTS.name(dialect, claims, refusal);
            if (name.isEmpty()) {
                return null;
            }
            node.put(dialect, name.get());
        }
        return node;
    }

    /// `[ { "fact": "recipient", "value": "...", "span": [start, end] | null } ]`: every fact that the text itself
    /// tells.
    static ArrayNode read(Refusal refusal) {
        ArrayNode read = ExplanationJson.NODES.arrayNode();
        put(read, "recipient", refusal.recipient());
        put(read, "originalRecipient", refusal.originalRecipient());
        put(read, "action", refusal.action());
        put(read, "replyCode", refusal.replyCode());
        refusal.enhancedCodes().forEach(code -> put(read, "enhancedCode", Optional.of(code)));
        put(read, "diagnosticText", refusal.diagnosticText());
        put(read, "stage", refusal.stage());
        put(read, "reportingMta", refusal.reportingMta());
        put(read, "remoteMta", refusal.remoteMta());
        put(read, "provider", refusal.provider());
        put(read, "date", refusal.date());
        put(read, "queueId", refusal.queueId());
        put(read, "envelopeFrom", refusal.envelopeFrom());
        put(read, "helo", refusal.helo());
        put(read, "ip", refusal.wording().ip());
        put(read, "maskedIp", refusal.wording().maskedIp());
        put(read, "checkedDomain", refusal.wording().checkedDomain());
        put(read, "checkedAddress", refusal.wording().checkedAddress());
        put(read, "identity", refusal.wording().identity());
        for (String method : new String[] {"spf", "dkim", "dmarc", "arc"}) {
            put(read, method, Optional.ofNullable(refusal.wording().results().get(method)));
        }
        put(read, "blockList", refusal.wording().listName());
        put(read, "providerCode", refusal.wording().providerCode());
        refusal.wording().links().forEach(link -> put(read, "link", Optional.of(link)));
        put(read, "senderText", refusal.wording().senderText());
        return read;
    }

    /// `{ "name": "zen.spamhaus.org", "lookup": "https://..." | null }`, or null.
    static @Nullable ObjectNode blockList(Refusal refusal) {
        Optional<String> name = refusal.wording().listName().map(Claim::value);
        return name.map(list -> ExplanationJson.NODES
                        .objectNode()
                        .put("name", list)
                        .put(
                                "lookup",
                                BlockList.named(list).map(BlockList::lookup).orElse(null)))
                .orElse(null);
    }

    private static void put(ArrayNode read, String fact, Optional<? extends Claim<?>> claim) {
        claim.ifPresent(told -> {
            Object value = told.value();
            String text = value instanceof Enum<?> word
                    ? word.name().toLowerCase(Locale.ROOT).replace('_', '-')
                    : String.valueOf(value);
            ObjectNode node = read.addObject().put("fact", fact).put("value", text);
            if (told.span() == null) {
                node.putNull("span");
            } else {
                node.putArray("span").add(told.span().start()).add(told.span().end());
            }
        });
    }
}
