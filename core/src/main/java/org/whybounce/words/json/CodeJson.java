package org.whybounce.words.json;

import java.util.List;
import java.util.Optional;
import org.whybounce.bounce.EnhancedStatus;
import org.whybounce.bounce.Phrase;
import org.whybounce.bounce.phrase.AskedCode;
import org.whybounce.bounce.phrase.Codebook;
import org.whybounce.bounce.phrase.Phrasebook;
import org.whybounce.words.text.CodeText;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Codes as `whybounce.code/1`: `{ schema, codes: [ { code, kind, ... } ] }`. Properties may be added, none renamed.
public final class CodeJson {
    public static final String SCHEMA = "whybounce.code/1";

    private final ObjectNode root = ExplanationJson.NODES.objectNode().put("schema", SCHEMA);
    private final ArrayNode codes = root.putArray("codes");

    /// The whole document.
    public static String of(List<AskedCode> asked, Codebook book, Phrasebook phrases) {
        CodeJson json = new CodeJson();
        for (AskedCode each : asked) {
            switch (each) {
                case AskedCode.Reply(int reply) -> json.put(reply, book.find(reply));
                case AskedCode.Status(EnhancedStatus status, boolean anyClass) ->
                    json.put(status, anyClass, book.find(status), phrases.withCode(status, anyClass));
            }
        }
        return json.toString();
    }

    public void put(int reply, Optional<Codebook.Entry> entry) {
        ObjectNode node = codes.addObject().put("code", String.valueOf(reply)).put("kind", "reply");
        node.put("temporary", reply / 100 == 4);
        entry(node, entry);
    }

    public void put(EnhancedStatus status, boolean anyClass, Optional<Codebook.Entry> entry, List<Phrase> seen) {
        ObjectNode node =
                codes.addObject().put("code", CodeText.shown(status, anyClass)).put("kind", "enhanced");
        if (anyClass) {
            node.putNull("temporary");
        } else {
            node.put("temporary", status.temporary());
        }
        node.put("subject", Codebook.subjectOf(status.subject()));
        entry(node, entry);
        ArrayNode texts = node.putArray("texts");
        for (Phrase phrase : seen) {
            texts.addObject()
                    .put("provider", phrase.provider())
                    .put("text", phrase.text())
                    .put("says", phrase.says().code())
                    .put("source", phrase.source());
        }
    }

    private static void entry(ObjectNode node, Optional<Codebook.Entry> entry) {
        node.put("known", entry.isPresent());
        node.put("title", entry.map(Codebook.Entry::title).orElse(null));
        node.put("source", entry.map(Codebook.Entry::source).orElse(null));
        ArrayNode uses = node.putArray("uses");
        for (Codebook.Use use : entry.map(Codebook.Entry::uses).orElse(List.of())) {
            uses.addObject()
                    .put("who", use.who())
                    .put("published", use.published())
                    .put("says", use.says())
                    .put("then", use.then())
                    .put("source", use.source());
        }
    }

    @Override
    public String toString() {
        return JsonDocument.pretty(root);
    }
}
