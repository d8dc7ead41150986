package org.whybounce.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.Whybounce;
import org.whybounce.dns.DomainName;
import org.whybounce.vendor.Vendor;
import org.whybounce.words.json.SpfTreeJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Who a domain's record lets send for it: the services behind its includes, and ranges of its own.
final class RecordSenders {
    private RecordSenders() {}

    static ToolAnswer of(Whybounce whybounce, DomainName domain) {
        JsonNode tree = SpfTreeJson.of(whybounce.record(domain));
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("schema", "whybounce.senders-of/1");
        document.put("domain", domain.toString());
        document.set("record", tree.path("record"));
        document.set("lookups", tree.path("lookups"));
        ArrayNode senders = document.putArray("senders");
        List<String> lines = new ArrayList<>();
        for (JsonNode term : tree.path("tree").path("terms")) {
            String word = term.path("term").asString("");
            boolean exclusion = word.startsWith("-") || word.startsWith("~") || word.startsWith("?");
            if (exclusion || word.endsWith("all") || word.startsWith("exp=")) {
                continue;
            }
            Optional<String> service = whybounce
                    .vendors()
                    .byInclude(word.substring(Math.max(word.indexOf(':'), word.indexOf('=')) + 1))
                    .map(Vendor::name);
            senders.addObject()
                    .put("term", word)
                    .put("service", service.orElse(null))
                    .put("lookups", term.path("lookups").asInt(0));
            lines.add(word + service.map(name -> ": " + name).orElse("") + ", lookups: "
                    + term.path("lookups").asInt(0) + ".");
        }
        lines.addFirst(
                tree.path("record").isNull()
                        ? domain + " publishes no SPF record that can be read."
                        : domain + " lets " + senders.size() + (senders.size() == 1 ? " sender" : " senders")
                                + " send for it; "
                                + tree.path("lookups").path("worst").asInt(0)
                                + " of 10 lookups at worst.");
        return new ToolAnswer.Done(document, lines);
    }
}
