package org.whybounce.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.text.Visible;
import org.whybounce.words.json.JsonDocument;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An answer as the assistant gets it: five lines for a person and a document cut to what decides. An assistant pays
/// for every character, and what it cannot hold it makes up.
final class ShortForm {
    /// Of the document, in characters.
    static final int MOST_CHARACTERS = 4000;

    private static final int MOST_LINES = 5;
    private static final int LONGEST_LINE = 400;

    /// What is kept of a document, the most telling first; what does not fit is named in `left_out`.
    private static final List<String> KEPT = List.of(
            "schema",
            "domain",
            "status",
            "summary",
            "record",
            "was",
            "broken",
            "lookups",
            "verdict",
            "missing",
            "fixes",
            "senders",
            "codes",
            "evaluations",
            "findings",
            "facts",
            "checks",
            "areas",
            "limits");

    /// Long parts of these that only programs need.
    private static final List<String> NEVER = List.of(
            "handOver",
            "panels",
            "steps",
            "span",
            "evidence",
            "args",
            "as",
            "read",
            "diagnosticText",
            "nearMisses",
            "otherReadings",
            "zoneFile",
            "nsupdate",
            "source",
            "texts");

    private ShortForm() {}

    /// The result of `tools/call`.
    static ObjectNode of(ToolAnswer outcome, JsonNode arguments) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode content = result.putArray("content");
        switch (outcome) {
            case ToolAnswer.Unusable(String why) -> {
                content.addObject().put("type", "text").put("text", Visible.line(why, LONGEST_LINE));
                result.put("isError", true);
            }
            case ToolAnswer.Done(ObjectNode document, List<String> lines) -> {
                boolean redact = arguments.path("redact").asBoolean(true);
                boolean proven = proven(document);
                ObjectNode shown = arguments.path("full").asBoolean(false) ? document : cut(document);
                shown.put("proven", proven);
                content.addObject().put("type", "text").put("text", masked(text(document, lines, proven), redact));
                result.set("structuredContent", JsonMapper.shared().readTree(masked(JsonDocument.line(shown), redact)));
                content.addObject()
                        .put("type", "text")
                        .put("text", masked(JsonDocument.line(shown), redact).strip());
                result.put("isError", false);
            }
        }
        return result;
    }

    private static String masked(String text, boolean redact) {
        return redact ? JsonDocument.redacted(text, List.of()) : text;
    }

    /// Whether it has a record to publish. One cannot be made without its proof.
    static boolean proven(JsonNode document) {
        return publish(document).isPresent();
    }

    private static Optional<JsonNode> publish(JsonNode document) {
        for (JsonNode fix : document.path("fixes")) {
            if (fix.path("kind").asString("").equals("publish")
                    && fix.path("proof").isObject()) {
                return Optional.of(fix);
            }
        }
        return Optional.empty();
    }

    /// At most five lines; the last says whether a record may be shown.
    private static String text(JsonNode document, List<String> lines, boolean proven) {
        List<String> shown = new ArrayList<>();
        String condition =
                publish(document).map(fix -> fix.path("condition").asString("")).orElse("");
        int room = !proven ? MOST_LINES - 1 : condition.isEmpty() ? 2 : 1;
        for (String line : lines) {
            if (shown.size() < room) {
                shown.add(Visible.line(line, LONGEST_LINE));
            }
        }
        publish(document).ifPresent(fix -> {
            shown.add("Publish at " + fix.path("at").asString("") + ", type "
                    + fix.path("type").asString("") + ":");
            List<String> records = new ArrayList<>();
            fix.path("becomes").forEach(record -> records.add(record.asString("")));
            // A record is never cut: half of one does harm.
            shown.add(Visible.line(String.join(" | ", records)));
            if (!condition.isEmpty()) {
                shown.add("Only " + Visible.line(condition, LONGEST_LINE) + ": ask first.");
            }
        });
        shown.add(
                proven
                        ? "proven: true. Copy the record exactly as it stands."
                        : "proven: false. Show no DNS record to publish.");
        return String.join("\n", shown);
    }

    private static ObjectNode cut(ObjectNode document) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        ArrayNode leftOut = JsonNodeFactory.instance.arrayNode();
        int room = MOST_CHARACTERS - 300;
        for (String name : KEPT) {
            if (!document.has(name)) {
                continue;
            }
            JsonNode part = plain(document.get(name));
            int length = part.toString().length();
            if (length > room && part.isArray() && !name.equals("fixes")) {
                part = first((ArrayNode) part, room);
                length = part.toString().length();
                leftOut.add(name + ": some");
            }
            if (length > room
                    || length == 2 && part.isArray() && !document.get(name).isEmpty()) {
                leftOut.add(name);
            } else {
                shown.set(name, part);
                room -= length + name.length() + 4;
            }
        }
        if (!leftOut.isEmpty()) {
            shown.set("left_out", leftOut);
        }
        return shown;
    }

    private static ArrayNode first(ArrayNode all, int room) {
        ArrayNode some = JsonNodeFactory.instance.arrayNode();
        int left = room - 2;
        for (JsonNode one : all) {
            left -= one.toString().length() + 1;
            if (left < 0) {
                break;
            }
            some.add(one);
        }
        return some;
    }

    /// Without what only programs need, and without what is empty.
    private static JsonNode plain(JsonNode node) {
        if (node.isObject()) {
            ObjectNode out = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(entry -> {
                JsonNode value = plain(entry.getValue());
                boolean empty = value.isNull() || value.isContainer() && value.isEmpty();
                if (!NEVER.contains(entry.getKey()) && (!empty || entry.getKey().equals("lost"))) {
                    out.set(entry.getKey(), value);
                }
            });
            return out;
        }
        if (node.isArray()) {
            ArrayNode out = JsonNodeFactory.instance.arrayNode();
            node.forEach(one -> out.add(plain(one)));
            return out;
        }
        return node;
    }
}
