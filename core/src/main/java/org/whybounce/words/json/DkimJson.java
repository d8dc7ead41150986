package org.whybounce.words.json;

import java.util.List;
import org.whybounce.dkim.DkimKeyRecord;
import org.whybounce.dkim.DkimNotice;
import org.whybounce.dkim.DkimResult;
import org.whybounce.dkim.DkimSignature;
import org.whybounce.dkim.KeyAnswer;
import org.whybounce.dkim.KeyReading;
import org.whybounce.dkim.autopsy.Alteration;
import org.whybounce.dkim.autopsy.Autopsy;
import org.whybounce.dkim.autopsy.DkimExamination;
import org.whybounce.words.sentence.DkimSentences;
import org.whybounce.words.sentence.SpfSentences;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// DKIM signatures as a piece of the JSON interface. Its form is stable: add, never rename.
///
/// ```
/// [ { "index": 0, "domain": "...", "selector": "...", "algorithm": "rsa-sha256", "agent": "@...",
///     "canonicalization": "relaxed/relaxed", "signed": ["from", ...], "length": null,
///     "signedAt": null, "expires": null,
///     "result": "pass|fail|permerror|temperror|neutral", "because": "one clause",
///     "headersHold": true, "body": "holds|altered|too-short|missing",
///     "key": { "at": "...", "answer": "found|none|no-such-name|not-a-key|no-answer",
///              "type": "rsa", "bits": 2048, "testing": false, "records": 1, "problem": null },
///     "notices": [ { "code": "DKIM_SIGNATURE/WEAK_KEY", "text": "..." } ],
///     "autopsy": { "kind": "found|found-in-part|not-intact|key-gone|another-key|suspected|unknown", "text": "...",
///                  "alterations": [ { "kind": "footer", "where": "body", "undo": "..." } ], "signs": [] } } ]
/// ```
public final class DkimJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private DkimJson() {}

    public static ArrayNode of(List<DkimExamination> signatures) {
        ArrayNode array = JSON.arrayNode();
        signatures.forEach(each -> array.add(node(each)));
        return array;
    }

    private static ObjectNode node(DkimExamination each) {
        DkimResult result = each.result();
        ObjectNode node = JSON.objectNode();
        node.put("index", result.index());
        DkimSignature signature = result.signature().orElse(null);
        if (signature == null) {
            for (String name : List.of("domain", "selector", "algorithm", "agent", "canonicalization")) {
                node.putNull(name);
            }
            node.putArray("signed");
        } else {
            node.put("domain", signature.domain().toString());
            node.put("selector", signature.selector().toString());
            node.put("algorithm", signature.algorithm().code());
            node.put("agent", signature.agent());
            node.put(
                    "canonicalization",
                    signature.header().code() + "/" + signature.body().code());
            ArrayNode signed = node.putArray("signed");
            signature.signed().forEach(signed::add);
            if (signature.length().isPresent()) {
                node.put("length", signature.length().getAsLong());
            }
            signature.signedAt().ifPresent(at -> node.put("signedAt", at.toString()));
            signature.expires().ifPresent(at -> node.put("expires", at.toString()));
        }
        for (String name : List.of("length", "signedAt", "expires")) {
            if (!node.has(name)) {
                node.putNull(name);
            }
        }
        node.put("result", result.outcome().word());
        node.put("because", DkimSentences.of(result.outcome()));
        result.parts()
                .ifPresentOrElse(
                        parts -> node.put("headersHold", parts.headersHold())
                                .put("body", SpfSentences.word(parts.body())),
                        () -> node.putNull("headersHold").putNull("body"));
        result.key().ifPresentOrElse(key -> node.set("key", key(key)), () -> node.putNull("key"));
        ArrayNode notices = node.putArray("notices");
        for (DkimNotice notice : result.notices()) {
            notices.addObject().put("code", notice.code()).put("text", notice.says());
        }
        each.autopsy().ifPresentOrElse(autopsy -> node.set("autopsy", autopsy(autopsy)), () -> node.putNull("autopsy"));
        return node;
    }

    /// What the DNS said at a selector.
    public static ObjectNode key(KeyAnswer answer) {
        ObjectNode node = JSON.objectNode();
        node.put("at", answer.at().toString());
        switch (answer) {
            case KeyAnswer.Found found -> {
                DkimKeyRecord key = found.records().getFirst();
                node.put("answer", "found").put("type", key.type());
                if (key.bits().isPresent()) {
                    node.put("bits", key.bits().getAsInt());
                } else {
                    node.putNull("bits");
                }
                node.put("testing", key.testing())
                        .put("records", found.records().size());
                node.put("problem", key.revoked() ? "withdrawn: p= is empty" : null);
            }
            case KeyAnswer.NoKey none -> empty(node, none.noSuchName() ? "no-such-name" : "none", null);
            case KeyAnswer.Unusable none ->
                empty(
                        node,
                        "not-a-key",
                        none.records().stream()
                                .findFirst()
                                .map(KeyReading.NotAKey::why)
                                .orElse(null));
            case KeyAnswer.NoAnswer none ->
                empty(node, "no-answer", none.answer().words());
        }
        return node;
    }

    private static void empty(ObjectNode node, String answer, @org.jspecify.annotations.Nullable String problem) {
        node.put("answer", answer).putNull("type").putNull("bits").putNull("testing");
        node.put("records", 0).put("problem", problem);
    }

    private static ObjectNode autopsy(Autopsy autopsy) {
        ObjectNode node = JSON.objectNode();
        switch (autopsy) {
            case Autopsy.Found found -> list(node, "found", found.alterations(), found.signs());
            case Autopsy.FoundInPart part -> list(node, "found-in-part", part.alterations(), part.signs());
            case Autopsy.NotIntact paste -> list(node, "not-intact", List.of(), paste.signs());
            case Autopsy.KeyGone _ -> list(node, "key-gone", List.of(), List.of());
            case Autopsy.AnotherKey _ -> list(node, "another-key", List.of(), List.of());
            case Autopsy.Suspected suspected -> list(node, "suspected", List.of(), suspected.traces());
            case Autopsy.Unknown _ -> list(node, "unknown", List.of(), List.of());
        }
        return node.put("text", autopsy.says());
    }

    private static void list(ObjectNode node, String kind, List<Alteration> alterations, List<String> signs) {
        node.put("kind", kind);
        ArrayNode array = node.putArray("alterations");
        for (Alteration alteration : alterations) {
            array.addObject()
                    .put("kind", SpfSentences.word(alteration.kind()))
                    .put("where", SpfSentences.word(alteration.kind().where()))
                    .put("undo", alteration.undo());
        }
        ArrayNode list = node.putArray("signs");
        signs.forEach(list::add);
    }
}
