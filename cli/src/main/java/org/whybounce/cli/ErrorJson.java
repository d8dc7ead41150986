package org.whybounce.cli;

import org.whybounce.words.json.JsonDocument;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `whybounce.error/1`: what a call that cannot be used prints where JSON was asked for.
final class ErrorJson {
    private ErrorJson() {}

    /// @param why one line: what is wrong, where, what to do
    static String of(String why) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("schema", "whybounce.error/1");
        node.put("title", "The call or its input cannot be used");
        node.put("detail", why);
        return JsonDocument.pretty(node);
    }
}
