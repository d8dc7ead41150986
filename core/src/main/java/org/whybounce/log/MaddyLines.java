package org.whybounce.log;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// maddy: `2026-11-30T10:00:00Z smtp: RCPT error\t{"msg_id":"..","rcpt":"..","smtp_code":550,"smtp_msg":".."}`.
final class MaddyLines implements Grammar {
    static final String NAME = "maddy";

    @Override
    public Optional<Event> read(Line line) {
        String text = line.text();
        int tab = line.find("\t{");
        int open = tab < 0 ? line.find(" {\"") : tab;
        if (open < 0 || !text.endsWith("}")) {
            return Optional.empty();
        }
        int colon = text.indexOf(": ", line.start());
        int module = text.lastIndexOf(' ', Math.max(0, colon));
        Optional<JsonNode> read =
                colon < 0 || colon > open ? Optional.empty() : JsonLines.object(text.substring(open + 1));
        if (read.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> pairs = JsonLines.flat(read.get());
        String story = pairs.getOrDefault("msg_id", "");
        String from = text.substring(Math.max(line.start(), module + 1), colon);
        String said = text.substring(colon + 2, open);
        boolean queue = from.startsWith("queue") || from.startsWith("remote") || from.startsWith("target.");
        Noted noted = new Noted(line)
                .value(LogFact.QUEUE_ID, story)
                .value(LogFact.MAIL_FROM, pairs.get("sender"))
                .value(LogFact.RECIPIENT, pairs.get("rcpt"))
                .value(LogFact.CLIENT_IP, queue ? "" : host(pairs.getOrDefault("src_ip", "")));
        if (said.equals("delivered")) {
            return Optional.of(noted.event(NAME, Role.CLIENT, Outcome.DELIVERED, story));
        }
        boolean refuses = said.endsWith(" error")
                || said.startsWith("delivery attempt failed")
                || said.startsWith("not delivered")
                || said.contains("rejected");
        if (!refuses || !pairs.containsKey("smtp_code") && !pairs.containsKey("reason")) {
            return Optional.of(noted.event(NAME, queue ? Role.CLIENT : Role.SERVER, Outcome.READ, story));
        }
        String message = pairs.getOrDefault("smtp_msg", "");
        noted.value(LogFact.CODE, pairs.get("smtp_code"))
                .value(LogFact.STATUS, pairs.get("smtp_enchcode"))
                .value(LogFact.PEER, queue ? pairs.get("remote_server") : "")
                .value(LogFact.WORDS, message.isEmpty() ? pairs.get("reason") : message);
        return Optional.of(noted.refused(
                NAME, queue ? Role.CLIENT : Role.SERVER, story, said.startsWith("delivery attempt failed")));
    }

    private static String host(String endpoint) {
        int colon = endpoint.lastIndexOf(':');
        return (colon < 0 ? endpoint : endpoint.substring(0, colon))
                .replace("[", "")
                .replace("]", "");
    }
}
