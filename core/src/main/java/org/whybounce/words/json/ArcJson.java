package org.whybounce.words.json;

import org.whybounce.arc.ArcResult;
import org.whybounce.words.sentence.ArcSentences;
import org.whybounce.words.sentence.DkimSentences;
import org.whybounce.words.sentence.SpfSentences;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An ARC chain as a piece of the JSON interface. Its form is stable: add, never rename.
///
/// ```
/// { "result": "none|pass|fail|temperror|neutral", "because": "one clause", "altered": null, "oldestPass": 0,
///   "sets": [ { "instance": 1, "domain": "...", "selector": "...", "cv": "none", "seal": "pass", "message": "fail",
///               "messageBecause": "one clause", "says": "the ARC-Authentication-Results, as it stands" } ],
///   "note": "ARC is on its way to Historic ..." }
/// ```
public final class ArcJson {
    private ArcJson() {}

    public static ObjectNode of(ArcResult result) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("result", result.outcome().word());
        node.put("because", ArcSentences.of(result.outcome()));
        String altered = ArcSentences.altered(result);
        node.put("altered", altered.isEmpty() ? null : altered);
        if (result.oldestPass().isPresent()) {
            node.put("oldestPass", result.oldestPass().getAsInt());
        } else {
            node.putNull("oldestPass");
        }
        ArrayNode sets = node.putArray("sets");
        for (ArcResult.Sealed sealed : result.sets()) {
            sets.addObject()
                    .put("instance", sealed.set().instance())
                    .put("domain", sealed.set().seal().domain().toString())
                    .put("selector", sealed.set().seal().selector().toString())
                    .put("cv", SpfSentences.word(sealed.set().seal().validity()))
                    .put("seal", sealed.seal().word())
                    .put("message", sealed.signature().word())
                    .put("messageBecause", DkimSentences.of(sealed.signature()))
                    .put("says", sealed.set().results().value().strip());
        }
        return node.put("note", ArcSentences.NOTE);
    }
}
