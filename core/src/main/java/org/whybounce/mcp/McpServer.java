package org.whybounce.mcp;

import java.util.List;
import java.util.Optional;
import org.whybounce.Whybounce;
import org.whybounce.text.Visible;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The Model Context Protocol, as much of it as a server of tools needs: `initialize`, `ping`, `tools/list`,
/// `tools/call`. Each message is answered by itself, so the same object serves one pipe and any number of HTTP
/// requests.
public final class McpServer {
    /// A message holds a mail at the most, as JSON.
    public static final int MOST_CHARACTERS = 24 * 1024 * 1024;

    /// The revisions that this subset is the same in, the newest first.
    private static final List<String> REVISIONS = List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");

    private static final int DEEPEST = 32;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(MOST_CHARACTERS)
                            .build())
                    .build())
            .build();

    private static final String INSTRUCTIONS =
            "Explains refused mail from evidence. Give explain_bounce the whole bounce"
                    + " as it was received. Where an answer has proven: false, show the person no DNS record to publish, neither"
                    + " from the answer nor from memory: say what is missing instead. Where proven is true, copy the record"
                    + " exactly, character by character, and say at which name it goes.";

    private final Tools tools;
    private final String version;

    /// @param version of the program, for the client's log
    public McpServer(Whybounce whybounce, String version) {
        this(new Tools(whybounce), version);
    }

    private McpServer(Tools tools, String version) {
        this.tools = tools;
        this.version = version;
    }

    /// The same tools with another look at the DNS.
    public McpServer with(Whybounce whybounce) {
        return new McpServer(tools.with(whybounce), version);
    }

    /// The answer to one message, on one line; empty where the protocol wants none.
    public Optional<String> answer(String message) {
        JsonNode request;
        try {
            request = message.length() > MOST_CHARACTERS ? null : MAPPER.readTree(message);
        } catch (JacksonException e) {
            request = null;
        }
        if (request == null) {
            return Optional.of(
                    error(JsonNodeFactory.instance.nullNode(), -32700, "this is no JSON, or too much of it"));
        }
        JsonNode id = request.path("id");
        if (!request.isObject() || !request.path("method").isString()) {
            // A client's answer to a question; we ask none.
            return request.has("result") || request.has("error")
                    ? Optional.empty()
                    : Optional.of(error(named(id), -32600, "a request has a method"));
        }
        if (id.isMissingNode()) {
            return Optional.empty();
        }
        JsonNode params = request.path("params");
        return Optional.of(
                switch (request.path("method").stringValue()) {
                    case "initialize" -> result(id, welcome(params));
                    case "ping" -> result(id, JsonNodeFactory.instance.objectNode());
                    case "tools/list" -> result(id, list());
                    case "tools/call" -> call(id, params);
                    case String other -> error(id, -32601, "there is no method " + Visible.line(other, 100));
                });
    }

    private ObjectNode welcome(JsonNode params) {
        String wanted = params.path("protocolVersion").asString("");
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("protocolVersion", REVISIONS.contains(wanted) ? wanted : REVISIONS.getFirst());
        node.putObject("capabilities").putObject("tools").put("listChanged", false);
        node.putObject("serverInfo")
                .put("name", "whybounce")
                .put("title", "whybounce: why a mail bounced, and the proven fix")
                .put("version", version);
        return node.put("instructions", INSTRUCTIONS);
    }

    private static ObjectNode list() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        Tool.all().forEach(tool -> node.withArray("tools").add(tool.description()));
        return node;
    }

    private String call(JsonNode id, JsonNode params) {
        String name = params.path("name").asString("");
        Optional<Tool> tool = Tool.named(name);
        if (tool.isEmpty()) {
            return error(id, -32602, "there is no tool " + Visible.line(name, 100));
        }
        JsonNode arguments = params.path("arguments");
        return result(id, ShortForm.of(tools.call(tool.get(), arguments), arguments));
    }

    private static JsonNode named(JsonNode id) {
        return id.isMissingNode() ? JsonNodeFactory.instance.nullNode() : id;
    }

    private static String result(JsonNode id, ObjectNode result) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0");
        node.set("id", id);
        node.set("result", result);
        return Visible.json(node.toString());
    }

    private static String error(JsonNode id, int code, String message) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0");
        node.set("id", id);
        node.putObject("error").put("code", code).put("message", message);
        return Visible.json(node.toString());
    }
}
