package org.whybounce.log;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Logs with one JSON object a line: KumoMTA's records, Mimecast's, and what journald or a container's runtime wraps
/// around
/// another system's line. Also the objects at the end of maddy's lines.
final class JsonLines implements Grammar {
    /// Deeper values hold no fact of a log.
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(20).build())
                    .build())
            .build();

    private final List<Grammar> wrapped;

    /// @param wrapped the systems whose lines another program may have put into JSON
    JsonLines(List<Grammar> wrapped) {
        this.wrapped = wrapped;
    }

    @Override
    public Optional<Event> read(Line line) {
        if (!line.text().startsWith("{", line.start())) {
            return Optional.empty();
        }
        Optional<JsonNode> read = object(line.text().substring(line.start()));
        if (read.isEmpty()) {
            return Optional.empty();
        }
        JsonNode node = read.get();
        if (node.path("type").isString() && node.path("response").isObject()) {
            return Optional.of(kumo(line, node));
        }
        if (node.has("aggregateId") || node.has("aCode")) {
            return Optional.of(MimecastLines.event(line, flat(node)));
        }
        return inner(node);
    }

    private Optional<Event> inner(JsonNode node) {
        String said = text(node, "MESSAGE", "message", "log", "msg");
        String program = text(node, "SYSLOG_IDENTIFIER", "ident", "program");
        String plain = said.strip();
        String line = program.isEmpty() || plain.contains(program + "[") ? plain : program + "[0]: " + plain;
        for (Grammar grammar : plain.isEmpty() ? List.<Grammar>of() : wrapped) {
            Optional<Event> event = grammar.read(new Line(line, 0, false));
            if (event.isPresent()) {
                return event;
            }
        }
        return Optional.empty();
    }

    private static Event kumo(Line line, JsonNode node) {
        JsonNode response = node.path("response");
        JsonNode enhanced = response.path("enhanced_code");
        String story = text(node, "id");
        String peer = node.path("peer_address").path("name").asString("");
        String type = text(node, "type");
        Noted noted = new Noted(line)
                .value(LogFact.DATE, node.path("timestamp").asString(""))
                .value(LogFact.QUEUE_ID, story)
                .value(LogFact.MAIL_FROM, text(node, "sender"))
                .value(
                        LogFact.RECIPIENT,
                        node.path("recipient").isArray()
                                ? node.path("recipient").path(0).asString("")
                                : text(node, "recipient"));
        Outcome outcome = switch (type) {
            case "Bounce", "AdminBounce", "OOB", "Expiration" -> Outcome.REFUSED;
            case "TransientFailure" -> Outcome.DEFERRED;
            case "Delivery" -> Outcome.DELIVERED;
            default -> Outcome.READ;
        };
        if (type.equals("Rejection")) {
            noted.value(
                    LogFact.CLIENT_IP, node.path("peer_address").path("addr").asString(""));
            outcome = Outcome.REFUSED;
        }
        if (outcome.refusal()) {
            if (enhanced.isObject()) {
                noted.value(
                        LogFact.STATUS,
                        enhanced.path("class").asInt(0) + "."
                                + enhanced.path("subject").asInt(0) + "."
                                + enhanced.path("detail").asInt(0));
            }
            int code = response.path("code").asInt(0);
            noted.value(LogFact.CODE, code >= 200 ? Integer.toString(code) : "")
                    .value(
                            LogFact.PEER,
                            type.equals("Rejection")
                                    ? ""
                                    : peer.endsWith(".") ? peer.substring(0, peer.length() - 1) : peer)
                    .value(LogFact.WORDS, response.path("content").asString(""));
        }
        return noted.event("kumomta", type.equals("Rejection") ? Role.SERVER : Role.CLIENT, outcome, story);
    }

    static Optional<JsonNode> object(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node != null && node.isObject() ? Optional.of(node) : Optional.empty();
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    static Map<String, String> flat(JsonNode node) {
        Map<String, String> pairs = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
                pairs.put(entry.getKey(), entry.getValue().asString("").strip());
            }
        }
        return pairs;
    }

    private static String text(JsonNode node, String... names) {
        for (String name : names) {
            String value = node.path(name).asString("");
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    static boolean yes(String value) {
        return value.toLowerCase(Locale.ROOT).equals("true");
    }
}
