package org.whybounce.words.json;

import java.util.List;
import org.whybounce.finding.Finding;
import org.whybounce.say.Say;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Findings as the `findings` piece of the JSON interface.
public final class FindingsJson {
    private FindingsJson() {}

    public static ArrayNode of(List<Finding> findings) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Finding finding : findings) {
            ObjectNode one = array.addObject()
                    .put("code", finding.code())
                    .put("level", finding.level().word())
                    .put("subject", finding.subject())
                    .put("text", finding.text());
            if (finding.say().listed()) {
                args(finding.say(), one.putObject("args"));
            }
        }
        return array;
    }

    private static void args(Say say, ObjectNode args) {
        say.args().forEach((name, value) -> {
            if (value instanceof Number number) {
                args.put(name, number.longValue());
            } else {
                args.put(name, value.toString());
            }
        });
    }
}
