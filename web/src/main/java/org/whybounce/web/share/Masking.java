package org.whybounce.web.share;

import org.whybounce.words.Redaction;
import org.whybounce.words.Secrets;
import org.whybounce.words.json.JsonDocument;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Takes people out of a document before it is shown to others, as `--redact` does on the command line. Spans are
/// dropped: the paste that they count in is not shared.
public final class Masking {
    private final Redaction redaction;

    private Masking(Redaction redaction) {
        this.redaction = redaction;
    }

    /// @param paste    as it was given, with what the person told beside it
    /// @param document what was made of it
    public static Masking of(String paste, JsonNode document) {
        return new Masking(Redaction.of(Secrets.in(JsonDocument.sources(paste, document))));
    }

    public JsonNode document(JsonNode document) {
        JsonNode masked = JsonDocument.masked(document, redaction::mask);
        withoutSpans(masked);
        return masked;
    }

    private static void withoutSpans(JsonNode node) {
        switch (node) {
            case ObjectNode object -> {
                if (object.has("span")) {
                    object.putNull("span");
                }
                object.forEach(Masking::withoutSpans);
            }
            case ArrayNode array -> array.forEach(Masking::withoutSpans);
            default -> {}
        }
    }
}
