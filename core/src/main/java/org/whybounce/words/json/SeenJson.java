package org.whybounce.words.json;

import java.util.Locale;
import java.util.Optional;
import org.whybounce.seen.ChangeSeen;
import org.whybounce.seen.ServerSees;
import org.whybounce.vendor.Vendor;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Whether a change has been made as `whybounce.done/1`.
public final class SeenJson {
    public static final String SCHEMA = "whybounce.done/1";

    private SeenJson() {}

    public static ObjectNode of(ChangeSeen seen) {
        ObjectNode node = ExplanationJson.NODES.objectNode();
        node.put("schema", SCHEMA);
        node.put("domain", seen.asked().at().toString());
        node.put("standing", seen.standing().code());
        node.put("ip", seen.asked().mail().map(mail -> mail.ip().toString()).orElse(null));
        node.put("service", seen.asked().service().map(Vendor::shortName).orElse(null));
        ArrayNode servers = node.putArray("servers");
        for (ServerSees server : seen.servers()) {
            ObjectNode one = servers.addObject()
                    .put("host", server.host())
                    .put("holds", server.age().code())
                    .put("words", server.age().words());
            ArrayNode records = one.putArray("records");
            server.records().forEach(records::add);
            one.put(
                    "result",
                    server.result()
                            .map(result -> result.name().toLowerCase(Locale.ROOT))
                            .orElse(null));
            one.put("passes", server.passes());
        }
        if (seen.cached().isPresent()) {
            node.put("cachedSeconds", seen.cached().getAsLong());
        } else {
            node.putNull("cachedSeconds");
        }
        node.set("records", SetupJson.records(seen.records(), Optional.empty()));
        return node;
    }
}
