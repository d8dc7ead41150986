package org.whybounce.bounce.form;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.whybounce.bounce.Action;
import org.whybounce.bounce.EnhancedStatus;
import org.whybounce.bounce.raw.Addresses;
import org.whybounce.bounce.raw.FlatText;
import org.whybounce.bounce.raw.Lexicon;
import org.whybounce.bounce.raw.Part;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;
import org.whybounce.text.WordList;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/// Reads the JSON events that sending services post: Amazon SES and SNS, SendGrid, Mailgun, Postmark,
/// SparkPost, Resend and those like them. All tell the same few facts under different names, so the names are
/// looked for wherever they stand.
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
        int next = i + 1;
        while (next < text.length() && text.charAt(next) <= ' ') {
            next++;
        }
        return text.startsWith("{", i)
                && text.startsWith("\"", next)
                && (text.contains("\"notificationType\"")
                        || text.contains("\"eventType\"")
                        || text.contains("\"bouncedRecipients\"")
                        || text.contains("\"Type\""));
    }

    /// Made where a paste is JSON, and only there: it takes longer than many runs.
    private static final class Json {
        static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                        .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(DEEPEST)
                                .build())
                        .build())
                .build();
    }

    private static final List<String> RECIPIENT = WordList.of("form", "event reader: recipient");
    private static final List<String> REASON = WordList.of("form", "event reader: reason");
    private static final List<String> STATUS = WordList.of("form", "event reader: status");
    private static final List<String> CODE = WordList.of("form", "event reader: code");
    /// The envelope's names first: who is written in From was not the one that SPF looked at.
    private static final List<String> FROM = WordList.of("form", "event reader: from");
    private static final List<String> REPORTING = List.of("reportingmta", "reporting_mta");
    private static final List<String> REMOTE = WordList.of("form", "event reader: remote");
    private static final List<String> CLIENT = List.of("sending_ip", "sending-ip", "sendingip", "outbound_ip");
    private static final List<String> DATE = WordList.of("form", "event reader: date");
    private static final List<String> KIND = WordList.of("form", "event reader: kind");

    /// Objects that hold facts of the mail for the objects beside them.
    private static final List<String> BESIDE = WordList.of("form", "event reader: beside");

    private boolean complained;
    private boolean other;

    /// Why the event is none of a refusal, if so.
    Optional<String> setAside() {
        return complained
                ? Optional.of("a complaint about a mail")
                : other ? Optional.of("an event of a sending service that tells of no refusal") : Optional.empty();
    }

    List<Draft> read(List<String> limits) {
        List<Draft> drafts = new ArrayList<>();
        try {
            json(part.text(), drafts, Map.of(), 0);
        } catch (JacksonException wrapped) {
            drafts.clear();
            try {
                json(unwrapped(part.text()), drafts, Map.of(), 0);
            } catch (JacksonException notJson) {
                limits.add("The JSON could not be read to its end; what stands in it was read as text.");
            }
        }
        if (drafts.stream().anyMatch(draft -> !arrived(draft))) {
            drafts.removeIf(EventReader::arrived);
        }
        if (drafts.isEmpty() && setAside().isEmpty()) {
            drafts.addAll(new LogReader(part).read());
        }
        if (drafts.isEmpty() && setAside().isEmpty()) {
            PlainReader plain = new PlainReader(part);
            drafts.addAll(plain.read());
        }
        return drafts;
    }

    /// Mail programs wrap the long lines of a JSON text inside of its strings and escapes.
    private static String unwrapped(String text) {
        return text.replace("\r", "").replace("!\n ", "").replace("\n ", "").replace("\n", "");
    }

    private static boolean arrived(Draft draft) {
        return draft.action.filter(claim -> claim.value() == Action.DELIVERED).isPresent();
    }

    private void json(String text, List<Draft> drafts, Map<String, String> outer, int depth) {
        int begin = 0;
        while (begin < text.length() && text.charAt(begin) != '{' && text.charAt(begin) != '[') {
            begin++;
        }
        // One value, or a value a line: the logs of KumoMTA and of journald, exports of events.
        try (MappingIterator<JsonNode> values = Json.MAPPER
                .readerFor(JsonNode.class)
                .without(tools.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readValues(text.substring(begin))) {
            for (int count = 0; count < MOST_VALUES; count++) {
                JsonNode node;
                try {
                    if (!values.hasNextValue()) {
                        break;
                    }
                    node = values.nextValue();
                } catch (JacksonException behind) {
                    if (count == 0) {
                        throw behind;
                    }
                    break;
                }
                int before = drafts.size();
                walk(node, drafts, outer, depth);
                if (depth == 0 && drafts.stream().skip(before).noneMatch(Draft::hasText)) {
                    List<Draft> wordless = drafts.subList(before, drafts.size());
                    scattered(node).ifPresent(draft -> {
                        wordless.clear();
                        drafts.add(draft);
                    });
                }
            }
        }
    }

    private static final int MOST_VALUES = 20_000;

    /// Where no object holds recipient and reason together, as in MailerSend's, the event as a whole does.
    private Optional<Draft> scattered(JsonNode node) {
        Map<String, String> facts = new HashMap<>();
        collect(node, facts, 0);
        return reason(facts).isPresent() ? draft(facts, true) : Optional.empty();
    }

    private static final int MOST_FACTS = 2_000;

    private static void collect(JsonNode node, Map<String, String> facts, int depth) {
        if (depth > DEEPEST || facts.size() > MOST_FACTS) {
            return;
        }
        beside(node, facts);
        for (JsonNode child : node) {
            if (child.isContainer()) {
                collect(child, facts, depth + 1);
            }
        }
        if (node.isObject()) {
            for (String kind : List.of("type", "event", "status")) {
                JsonNode value = node.get(kind);
                if (value != null && value.isString()) {
                    facts.putIfAbsent(kind, value.asString(""));
                }
            }
        }
    }

    /// Each object that has a reason of its own, or a recipient under a bounce, is one refusal; what it leaves
    /// out comes from the objects around it.
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
                if (LOGGED.contains(name) && logged(words)) {
                    Part line = new Part("text/plain", words, -1);
                    drafts.addAll(new LogReader(line).read());
                } else if (name.equals("message") && words.strip().startsWith("{")) {
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
            } else if (value.isObject()) {
                kumo(name, value, facts);
            }
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (entry.getValue().isObject() && BESIDE.contains(entry.getKey().toLowerCase(Locale.ROOT))) {
                beside(entry.getValue(), facts);
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

    private static final List<String> LOGGED = List.of("message", "log", "msg", "line");

    /// A mail server's log line inside of journald's or a container's JSON.
    private static boolean logged(String words) {
        return words.contains("status=bounced (")
                || words.contains("status=deferred (")
                || words.contains("status=sent (")
                || words.contains("NOQUEUE: reject: ")
                || words.contains("milter-reject: ");
    }

    /// KumoMTA's log records have the enhanced code and the peer as objects.
    private static void kumo(String name, JsonNode value, Map<String, String> facts) {
        if (name.equals("enhanced_code") && value.has("class")) {
            facts.put(
                    name,
                    value.path("class").asInt(0)
                            + "." + value.path("subject").asInt(0) + "."
                            + value.path("detail").asInt(0));
        } else if (name.equals("peer_address") && value.has("name")) {
            facts.put("mx_host", value.path("name").asString(""));
        } else if (name.equals("response") && value.path("enhanced_code").isObject()) {
            kumo("enhanced_code", value.path("enhanced_code"), facts);
        }
    }

    /// What an object beside tells, as far as nothing nearer does.
    private static void beside(JsonNode node, Map<String, String> facts) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            JsonNode value = entry.getValue();
            String name = entry.getKey().toLowerCase(Locale.ROOT);
            if (name.equals("type") || name.equals("event") || name.equals("status")) {
                continue;
            }
            if (value.isString() || value.isNumber()) {
                facts.putIfAbsent(name, value.asString(""));
            } else if (value.isArray() && value.size() > 0 && value.get(0).isString()) {
                facts.putIfAbsent(name, value.get(0).asString(""));
            }
        }
    }

    /// The words that tell most: a server's reply before a sentence, a sentence before a category ("generic").
    private static Optional<String> reason(Map<String, String> facts) {
        Optional<String> best = Optional.empty();
        int weight = -1;
        for (String name : REASON) {
            String words = facts.getOrDefault(name, "");
            if (words.isBlank()) {
                continue;
            }
            int tells = Lexicon.reply(words, 0, Math.min(words.length(), FlatText.LONGEST))
                            .isPresent()
                    ? 3
                    : words.indexOf(' ') > 0 ? 2 : words.length() > 3 ? 1 : 0;
            if (tells > weight) {
                weight = tells;
                best = Optional.of(words);
            }
        }
        return best;
    }

    private Optional<Draft> draft(Map<String, String> facts, JsonNode node) {
        return draft(facts, node.properties().stream().anyMatch(entry -> {
            String name = entry.getKey().toLowerCase(Locale.ROOT);
            return REASON.contains(name) || OWN.contains(name);
        }));
    }

    private static final List<String> OWN = WordList.of("form", "event reader: own");

    /// @param own whether the object itself tells of a recipient or a reason
    private Optional<Draft> draft(Map<String, String> facts, boolean own) {
        Optional<String> recipient = first(facts, RECIPIENT).flatMap(Addresses::in);
        Optional<String> reason = reason(facts);
        String event = first(facts, KIND).orElse("").toLowerCase(Locale.ROOT);
        if (event.contains("complain") || event.contains("spamreport") || event.contains("spam_report")) {
            complained = true;
            return Optional.empty();
        }
        if (NO_REFUSAL.contains(event.substring(event.lastIndexOf('.') + 1))) {
            other = true;
            return Optional.empty();
        }
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
        draft.reportingMta = first(facts, REPORTING).map(this::host);
        draft.remoteMta = first(facts, REMOTE).map(this::host);
        draft.date = first(facts, DATE).map(this::claim);
        draft.ip = first(facts, CLIENT)
                .filter(text -> IpAddress.parse(text).isPresent())
                .map(this::claim);
        first(facts, CODE)
                .filter(code -> code.length() == 3 && Lexicon.replyAt(code, 0, 3))
                .ifPresent(code -> {
                    if (Lexicon.reply(draft.part.text(), draft.text.start(), draft.text.end())
                            .isEmpty()) {
                        draft.reply = Optional.of(new Claim<>(Integer.parseInt(code), null));
                    }
                });
        String kind = event + " " + facts.getOrDefault("action", "").toLowerCase(Locale.ROOT);
        String state = facts.getOrDefault("status", "").toLowerCase(Locale.ROOT);
        boolean arrived = kind.contains("deliver")
                && !kind.contains("report")
                && !kind.contains("delay")
                && !kind.contains("fail");
        if (arrived || state.equals("delivered")) {
            draft.action = Optional.of(new Claim<>(Action.DELIVERED, null));
        } else if (kind.contains("delay") || kind.contains("defer") || kind.contains("transientfailure")) {
            draft.action = Optional.of(new Claim<>(Action.DELAYED, null));
        } else {
            draft.action = Optional.of(new Claim<>(Action.FAILED, null));
        }
        return Optional.of(draft);
    }

    private static final Set<String> NO_REFUSAL = Set.copyOf(WordList.of("form", "event reader: no refusal"));

    private Claim<String> host(String value) {
        int type = value.indexOf(';');
        return claim(value.substring(type + 1).strip());
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

    /// Values stand in the text in the order they are read; to look for each from the beginning would cost the
    /// square of a long text.
    private Claim<String> claim(String value) {
        int at = part.text().indexOf(value, cursor);
        cursor = at < 0 ? cursor : at;
        return new Claim<>(value, at < 0 ? null : part.span(at, at + value.length()));
    }
}
