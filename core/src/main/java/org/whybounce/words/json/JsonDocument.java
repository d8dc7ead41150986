package org.whybounce.words.json;

import java.nio.charset.StandardCharsets;
import org.whybounce.text.Visible;
import tools.jackson.databind.JsonNode;

/// The one place where a JSON document becomes text: whatever command or page it comes from, nothing in it acts on a
/// terminal or on the order of reading, and a parser reads the values unchanged.
public final class JsonDocument {
    private JsonDocument() {}

    /// Indented, with a final line break: what `--json` prints.
    public static String pretty(JsonNode node) {
        return Visible.json(node.toPrettyString()) + "\n";
    }

    /// On one line, with a final line break: one document of many.
    public static String line(JsonNode node) {
        return Visible.json(node.toString()) + "\n";
    }

    /// On one line without a line break, as UTF-8: a document in the body of an answer or in a store.
    public static byte[] bytes(JsonNode node) {
        return Visible.json(node.toString()).getBytes(StandardCharsets.UTF_8);
    }
}
