package org.whybounce.words.json;

import org.whybounce.spf.finding.SpfEval;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a sender evaluates to, as JSON, schema `whybounce.spf-eval/1`.
public final class SpfEvalJson {
    private SpfEvalJson() {}

    public static ObjectNode of(SpfEval eval) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("schema", "whybounce.spf-eval/1");
        node.putObject("question")
                .put("ip", eval.ip().toString())
                .put("mailFrom", eval.mailFrom())
                .put("helo", eval.helo());
        ArrayNode evaluations = node.putArray("evaluations");
        eval.evaluations().forEach(one -> evaluations.add(EvaluationJson.of(one.evaluation(), one.tree())));
        return node;
    }
}
