package org.whybounce.words.json;

import java.util.List;
import org.whybounce.finding.Finding;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Findings as the `findings` piece of the JSON interface.
public final class FindingsJson {
    private FindingsJson() {}

    public static ArrayNode of(List<Finding> findings) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Finding finding : findings) {
            array.addObject()
                    .put("code", finding.code())
                    .put("level", finding.level().word())
                    .put("subject", finding.subject())
                    .put("text", finding.text());
        }
        return array;
    }
}
