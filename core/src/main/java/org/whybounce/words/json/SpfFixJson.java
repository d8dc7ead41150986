package org.whybounce.words.json;

import org.whybounce.fix.plan.RecordFix;
import org.whybounce.spf.SpfLimits;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A change of a domain's record as `whybounce.spf-fix/1`; its JSON Schema lies beside the code as
/// `schema/spf-fix-1.json`. Properties may be added, none renamed or taken away.
public final class SpfFixJson {
    public static final String SCHEMA = "whybounce.spf-fix/1";

    private SpfFixJson() {}

    public static ObjectNode of(RecordFix fix) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("schema", SCHEMA).put("domain", fix.domain().toString());
        ArrayNode was = node.putArray("was");
        fix.was().forEach(was::add);
        node.putObject("lookups").put("worst", fix.lookups()).put("limit", SpfLimits.RFC7208.lookups());
        node.put("broken", fix.broken());
        node.put("dns", fix.noDns().orElse(null));
        ArrayNode fixes = node.putArray("fixes");
        fix.fixes().forEach(each -> fixes.add(FixJson.node(each)));
        ArrayNode advice = node.putArray("advice");
        fix.advice().forEach(advice::add);
        fix.checkAgainMinutes()
                .ifPresentOrElse(
                        minutes -> node.put("checkAgainMinutes", minutes), () -> node.putNull("checkAgainMinutes"));
        return node;
    }
}
