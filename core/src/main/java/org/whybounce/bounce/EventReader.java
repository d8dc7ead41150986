package org.whybounce.bounce;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the JSON events that sending services post: Amazon SES and SNS, SendGrid, Mailgun, Postmark, SparkPost, Resend
/// and those like them. All tell the same few facts under different names, so the names are looked for wherever they
/// stand.
final class EventReader {
    private final Part part;
    private int cursor;

    EventReader(Part part) {
        this.part = part;
    }

    /// An event is flat; SNS wraps one JSON text in another.
    private static final int DEEPEST = 64;

    /// Whether a text is an event: mails of Amazon SNS hold it as their text, lines wrapped.
    static boolean event(String text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) <= ' ') {
            i++;
        }
        return text.startsWith("{\"", i)
                && (text.contains("\"notificationType\"")
                        || text.contains("\"eventType\"")
                        || text.contains("\"bouncedRecipients\"")
                        || text.contains("\"Type\""));
    }

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .build();

    private static final List<String> RECIPIENT =
            List.of("emailaddress", "recipient", "rcpt_to", "raw_rcpt_to", "email", "to", "recipients", "destination");
    private static final List<String> REASON = List.of(
            "diagnosticcode",
            "raw_reason",
            "reason",
            "smtp-response",
            "response",
            "details",
            "message",
            "description",
            "smtpresponse",
            "diagnostic",
            "bounce_reason",
            "error");
    private static final List<String> STATUS = List.of("status", "enhanced-code", "enhancedcode", "enhanced_code");
    private static final List<String> CODE = List.of("code", "smtp_code", "error_code", "statuscode", "status_code");
    private static final List<String> FROM = List.of("source", "from", "friendly_from", "msg_from", "sender");
    private static final List<String> REPORTING = List.of("reportingmta", "sending_ip", "mx-host", "remotemtaip");

    List<Draft> read(List<String> limits) {
        List<Draft> drafts = new ArrayList<>();
        try {
            json(part.text(), drafts, Map.of(), 0);
        } catch (JacksonException notJson) {
            limits.add("The JSON could not be read to its end; what stands in it was read as text.");
        }
        if (drafts.isEmpty()) {
            PlainReader plain = new PlainReader(part);
            drafts.addAll(plain.read());
        }
        return drafts;
    }

    private void json(String text, List<Draft> drafts, Map<String, String> outer, int depth) {
        int begin = 0;
        while (begin < text.length() && text.charAt(begin) != '{' && text.charAt(begin) != '[') {
            begin++;
        }
        JsonNode node = MAPPER.reader()
                .without(tools.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readTree(text.substring(begin));
        if (node != null) {
            walk(node, drafts, outer, depth);
        }
    }

    /// Each object that has a reason of its own, or a recipient under a bounce, is one refusal; what it leaves out
    /// comes from the objects around it.
    private void walk(JsonNode node, List<Draft> drafts, Map<String, String> outer, int depth) {
        if (depth > DEEPEST || drafts.size() >= DsnReader.MOST_RECIPIENTS) {
            return;
        }
        if (node.isArray()) {
            for (JsonNode child : node) {
                walk(child, drafts, outer, depth + 1);
            }
            return;
        }
        if (!node.isObject()) {
            return;
        }
        Map<String, String> facts = new HashMap<>(outer);
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            JsonNode value = entry.getValue();
            String name = entry.getKey().toLowerCase(Locale.ROOT);
            if (value.isString() || value.isNumber()) {
                String words = value.asString("");
                if (name.equals("message") && words.strip().startsWith("{")) {
                    try {
                        json(words, drafts, outer, depth + 1);
                    } catch (JacksonException notJson) {
                        facts.put(name, words);
                    }
                } else {
                    facts.put(name, words);
                }
            } else if (value.isArray() && value.size() > 0 && value.get(0).isString()) {
                facts.put(name, value.get(0).asString(""));
            }
        }
        int before = drafts.size();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (entry.getValue().isContainer() && !entry.getKey().equals("headers")) {
                walk(entry.getValue(), drafts, facts, depth + 1);
            }
        }
        if (drafts.size() == before) {
            draft(facts, node).ifPresent(drafts::add);
        }
    }

    private Optional<Draft> draft(Map<String, String> facts, JsonNode node) {
        Optional<String> recipient = first(facts, RECIPIENT).flatMap(Addresses::in);
        Optional<String> reason = first(facts, REASON).filter(words -> words.indexOf(' ') > 0 || words.length() > 3);
        boolean own = node.properties().stream().anyMatch(entry -> {
            String name = entry.getKey().toLowerCase(Locale.ROOT);
            return REASON.contains(name) || name.equals("emailaddress");
        });
        if (recipient.isEmpty() || !own) {
            return Optional.empty();
        }
        String words = reason.orElse("");
        int at = words.isEmpty() ? -1 : part.text().indexOf(words, cursor);
        Draft draft = new Draft(at >= 0 ? part : new Part("text/plain", words, -1));
        int semicolon = words.regionMatches(true, 0, "smtp;", 0, 5) ? 5 : 0;
        draft.text = at >= 0 ? new Span(at + semicolon, at + words.length()) : new Span(semicolon, words.length());
        draft.recipient = recipient.map(this::claim);
        draft.status = first(facts, STATUS).flatMap(EnhancedStatus::parse).map(code -> new Claim<>(code, null));
        draft.envelopeFrom = first(facts, FROM).flatMap(Addresses::in).map(this::claim);
        draft.reportingMta = first(facts, REPORTING).map(value -> {
            int type = value.indexOf(';');
            return claim(value.substring(type + 1).strip());
        });
        first(facts, CODE)
                .filter(code -> code.length() == 3 && Lexicon.replyAt(code, 0, 3))
                .ifPresent(code -> {
                    if (Lexicon.reply(draft.part.text(), draft.text.start(), draft.text.end())
                            .isEmpty()) {
                        draft.reply = Optional.of(new Claim<>(Integer.parseInt(code), null));
                    }
                });
        String kind = String.join(
                        " ",
                        first(facts, List.of("notificationtype", "eventtype", "event", "type"))
                                .orElse(""),
                        facts.getOrDefault("action", ""))
                .toLowerCase(Locale.ROOT);
        if (kind.contains("deliver") && !kind.contains("delay") && !kind.contains("fail")) {
            draft.action = Optional.of(new Claim<>(Action.DELIVERED, null));
        } else if (kind.contains("delay") || kind.contains("defer")) {
            draft.action = Optional.of(new Claim<>(Action.DELAYED, null));
        } else {
            draft.action = Optional.of(new Claim<>(Action.FAILED, null));
        }
        return Optional.of(draft);
    }

    private static Optional<String> first(Map<String, String> facts, List<String> names) {
        for (String name : names) {
            String value = facts.get(name);
            if (value != null && !value.isBlank()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /// Values stand in the text in the order they are read; to look for each from the beginning would cost the square
    /// of a long text.
    private Claim<String> claim(String value) {
        int at = part.text().indexOf(value, cursor);
        cursor = at < 0 ? cursor : at;
        return new Claim<>(value, at < 0 ? null : part.span(at, at + value.length()));
    }
}
