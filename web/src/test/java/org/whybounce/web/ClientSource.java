package org.whybounce.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.lang.model.SourceVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes a client for the API from its OpenAPI document, as an integrator's tool would: a method for each operation, a
/// type for each object, an enum for each closed list of words. What the document says and the server does not do, or
/// does and the document does not say, breaks here.
final class ClientSource {
    private final JsonNode api;
    private final Function<String, JsonNode> files;
    private final Map<String, String> types = new LinkedHashMap<>();
    private final Map<JsonNode, String> named = new HashMap<>();

    /// @param files what lies at an address that the document refers to
    ClientSource(JsonNode api, Function<String, JsonNode> files) {
        this.api = api;
        this.files = files;
    }

    /// One file, `Client.java`.
    String source() {
        StringBuilder operations = new StringBuilder();
        for (String path : api.path("paths").propertyNames()) {
            JsonNode methods = api.path("paths").path(path);
            for (String method : methods.propertyNames()) {
                operations.append(operation(path, method, methods.path(method)));
            }
        }
        return """
                import java.net.URI;
                import java.net.URLEncoder;
                import java.net.http.*;
                import java.nio.charset.StandardCharsets;
                import java.util.*;
                import tools.jackson.databind.JsonNode;
                import tools.jackson.databind.json.JsonMapper;
                public final class Client {
                    private final String site;
                    private final HttpClient http = HttpClient.newHttpClient();
                    public Client(String site) { this.site = site; }
                    private static String q(String text) { return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"); }
                    private static <T> List<T> all(JsonNode node, java.util.function.Function<JsonNode, T> each) {
                        List<T> list = new ArrayList<>(); node.forEach(n -> list.add(each.apply(n))); return list;
                    }
                    private String send(String method, String path, Map<String, String> query, String type, byte[] body) throws Exception {
                        StringJoiner given = new StringJoiner("&", "?", "").setEmptyValue("");
                        query.forEach((name, value) -> { if (value != null) given.add(name + "=" + q(value)); });
                        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(site + path + given))
                            .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
                        if (type != null) request.header("Content-Type", type);
                        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                        if (answer.statusCode() >= 400) throw new IllegalStateException(answer.statusCode() + " " + answer.body());
                        return answer.body();
                    }
                    private static JsonNode json(String text) { return new JsonMapper().readTree(text); }
                """ + operations + String.join("", types.values()) + "}\n";
    }

    private String operation(String path, String method, JsonNode operation) {
        List<String> arguments = new ArrayList<>();
        String place = "\"" + path + "\"";
        StringBuilder query = new StringBuilder("new LinkedHashMap<>() {{");
        for (JsonNode parameter : operation.path("parameters")) {
            String name = parameter.path("name").asString();
            arguments.add("String " + identifier(name));
            if (parameter.path("in").asString().equals("path")) {
                place = place.replace("{" + name + "}", "\" + q(" + identifier(name) + ") + \"");
            } else {
                query.append("put(\"%s\", %s);".formatted(name, identifier(name)));
            }
        }
        boolean body = operation.has("requestBody");
        if (body) {
            arguments.add("String contentType");
            arguments.add("byte[] body");
        }
        JsonNode content =
                operation.path("responses").path("200").path("content").path("application/json");
        String type = content.isMissingNode()
                ? "String"
                : type(
                        content.path("schema"),
                        word(operation.path("operationId").asString()));
        String sent = "send(\"%s\", %s, %s}}, %s)"
                .formatted(
                        method.toUpperCase(java.util.Locale.ROOT),
                        place,
                        query,
                        body ? "contentType, body" : "null, null");
        return "    public %s %s(%s) throws Exception { return %s; }%n"
                .formatted(
                        type,
                        identifier(operation.path("operationId").asString()),
                        String.join(", ", arguments),
                        content.isMissingNode() ? sent : read(type, "json(" + sent + ")"));
    }

    /// How a value of this type is made of a JSON node.
    private static String read(String type, String node) {
        // A list in a list wants a name of its own for each element.
        String inner = node.matches("e+") ? node + "e" : "e";
        return switch (type) {
            case "String" -> node + ".asString(\"\")";
            case "Long" -> "(" + node + ".isNumber() ? (Long) " + node + ".asLong() : null)";
            case "Boolean" -> node + ".asBoolean(false)";
            case "JsonNode" -> node;
            default ->
                type.startsWith("List<")
                        ? "Client.all(" + node + ", " + inner + " -> "
                                + read(type.substring(5, type.length() - 1), inner) + ")"
                        : type + ".of(" + node + ")";
        };
    }

    private JsonNode base = JsonNodeFactory.instance.objectNode();

    private String type(JsonNode schema, String name) {
        if (schema.has("$ref")) {
            String target = schema.path("$ref").asString();
            String last = word(target.substring(target.lastIndexOf('/') + 1).replace(".json", ""));
            if (!target.startsWith("#")) {
                JsonNode before = base;
                base = files.apply(target);
                String type = type(base, last);
                base = before;
                return type;
            }
            return type(target(target), last);
        }
        for (String choice : List.of("oneOf", "anyOf")) {
            if (schema.has(choice) && schema.path("properties").isEmpty()) {
                ObjectNode merged = merged(schema.path(choice));
                return merged.path("properties").isEmpty() ? "JsonNode" : type(merged, name);
            }
        }
        String word = schema.path("type").isArray()
                ? schema.path("type").get(0).asString()
                : schema.path("type").asString("");
        if (schema.path("enum").isArray() && !schema.path("type").isArray()) {
            return enumeration(schema, name);
        }
        return switch (word) {
            case "string" -> "String";
            case "integer" -> "Long";
            case "boolean" -> "Boolean";
            case "array" -> "List<" + type(schema.path("items"), name + "Item") + ">";
            case "object" -> schema.path("properties").isEmpty() ? "JsonNode" : object(schema, name);
            default -> "JsonNode";
        };
    }

    /// One of several forms of an object: all that any of them has.
    private ObjectNode merged(JsonNode choices) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.put("type", "object");
        ObjectNode properties = all.putObject("properties");
        for (JsonNode choice : choices) {
            JsonNode there = choice.has("$ref") ? target(choice.path("$ref").asString()) : choice;
            for (String property : there.path("properties").propertyNames()) {
                if (!properties.has(property)) {
                    properties.set(property, there.path("properties").path(property));
                }
            }
        }
        return all;
    }

    private JsonNode target(String reference) {
        JsonNode there = base.at(reference.substring(1));
        return there.isMissingNode() ? api.at(reference.substring(1)) : there;
    }

    private String fresh(JsonNode schema, String name) {
        String free = name;
        for (int i = 2; types.containsKey(free) || free.equals("Client"); i++) {
            free = name + i;
        }
        named.put(schema, free);
        types.put(free, "");
        return free;
    }

    private String enumeration(JsonNode schema, String name) {
        String known = named.get(schema);
        if (known != null) {
            return known;
        }
        String type = fresh(schema, name);
        StringBuilder values = new StringBuilder();
        StringBuilder cases = new StringBuilder();
        for (JsonNode value : schema.path("enum")) {
            String constant = constant(value.asString(""));
            values.append(values.isEmpty() ? "" : ", ").append(constant);
            cases.append("case \"%s\" -> %s;".formatted(value.asString(""), constant));
        }
        types.put(
                type,
                "    public enum %s { %s; static %s of(JsonNode n) { return n.isNull() || n.isMissingNode() ? null : switch (n.asString(\"\")) { %s default -> throw new IllegalStateException(\"%s is never \" + n); }; } }%n"
                        .formatted(type, values, type, cases, type));
        return type;
    }

    private String object(JsonNode schema, String name) {
        String known = named.get(schema);
        if (known != null) {
            return known;
        }
        String type = fresh(schema, name);
        StringBuilder accessors = new StringBuilder();
        for (String property : schema.path("properties").propertyNames()) {
            String of = type(schema.path("properties").path(property), name + word(property));
            accessors.append("public %s %s() { return %s; } "
                    .formatted(of, identifier(property), read(of, "json.path(\"" + property + "\")")));
        }
        types.put(
                type,
                "    public record %s(JsonNode json) { static %s of(JsonNode n) { return n.isNull() || n.isMissingNode() ? null : new %s(n); } %s}%n"
                        .formatted(type, type, type, accessors));
        return type;
    }

    private static String word(String text) {
        StringBuilder out = new StringBuilder();
        boolean up = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                out.append(up ? Character.toUpperCase(c) : c);
                up = false;
            } else {
                up = true;
            }
        }
        return out.isEmpty() || Character.isDigit(out.charAt(0)) ? "T" + out : out.toString();
    }

    private static String identifier(String text) {
        String word = word(text);
        String small = Character.toLowerCase(word.charAt(0)) + word.substring(1);
        return SourceVersion.isKeyword(small)
                        || List.of("json", "toString", "hashCode", "notify", "wait")
                                .contains(small)
                ? small + "_"
                : small;
    }

    private static String constant(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(Character.isLetterOrDigit(c) ? Character.toUpperCase(c) : '_');
        }
        return out.isEmpty() || !Character.isLetter(out.charAt(0)) ? "W_" + out : out.toString();
    }
}
