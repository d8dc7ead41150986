package org.whybounce.words.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.whybounce.text.Visible;
import org.whybounce.words.Redaction;
import org.whybounce.words.Secrets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The one place where a JSON document becomes text: whatever command or page it comes from, nothing in it acts on a
/// terminal or on the order of reading, and a parser reads the values unchanged.
public final class JsonDocument {
    private JsonDocument() {}

    /// Indented, with a final line break: what `--json` prints.
    public static String pretty(JsonNode node) {
        return PrettyJson.of(masked(node)) + "\n";
    }

    /// On one line, with a final line break: one document of many.
    public static String line(JsonNode node) {
        return Visible.json(masked(node).toString()) + "\n";
    }

    /// On one line without a line break, as UTF-8: a document in the body of an answer or in a store.
    public static byte[] bytes(JsonNode node) {
        return Visible.json(masked(node).toString()).getBytes(StandardCharsets.UTF_8);
    }

    /// Where an answer may name people: the paste, and every text of the document that was made of it and of the DNS.
    public static List<String> sources(String paste, JsonNode node) {
        List<String> strings = new ArrayList<>(List.of(paste));
        collect(node, strings);
        return strings;
    }

    private static void collect(JsonNode node, List<String> strings) {
        if (node.isString()) {
            strings.add(node.stringValue());
        } else {
            node.forEach(child -> collect(child, strings));
        }
    }

    /// A text that was rendered already, masked by what it says itself. A JSON document is masked value by value, since
    /// in its text a quote may belong to a name or to the document.
    public static String redacted(String rendered, List<String> named) {
        List<String> sources = new ArrayList<>(named);
        if (rendered.startsWith("{") || rendered.startsWith("[")) {
            try {
                JsonNode node = JsonMapper.shared().readTree(rendered);
                sources.addAll(sources("", node));
                JsonNode masked = masked(node, Redaction.of(Secrets.in(sources))::mask);
                return rendered.strip().indexOf('\n') < 0 ? line(masked) : pretty(masked);
            } catch (JacksonException none) {
                // A text that begins with a bracket.
            }
        }
        sources.add(rendered);
        return Redaction.of(Secrets.in(sources)).mask(rendered);
    }

    private static JsonNode masked(JsonNode node) {
        return Visible.MASK.isBound() ? masked(node, Visible.MASK.get()) : node;
    }

    /// The document with every text in it, and every name of a field, masked.
    public static JsonNode masked(JsonNode node, UnaryOperator<String> mask) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties()
                        .forEach(field -> copy.set(mask.apply(field.getKey()), masked(field.getValue(), mask)));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(child -> copy.add(masked(child, mask)));
                yield copy;
            }
            default -> node.isString() ? JsonNodeFactory.instance.stringNode(mask.apply(node.stringValue())) : node;
        };
    }
}
