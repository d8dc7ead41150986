package org.whybounce.log;

import java.util.Map;
import java.util.Optional;

/// Stalwart: `2026-11-30T10:00:00Z INFO words (delivery.rcpt-to-rejected) queueId = 1, from = "a", to = "b",
/// ...`. The event's name in parentheses says what happened.
final class StalwartLines implements Grammar {
    static final String NAME = "stalwart";

    @Override
    public Optional<Event> read(Line line) {
        String text = line.text();
        int close = line.find(") ");
        int open = close < 0 ? -1 : text.lastIndexOf('(', close);
        if (open < 0 || text.indexOf(" = ", close) < 0 || text.length() < 30 || text.charAt(line.start() + 10) != 'T') {
            return Optional.empty();
        }
        String event = text.substring(open + 1, close);
        int dot = event.indexOf('.');
        if (dot <= 0 || event.indexOf(' ') >= 0) {
            return Optional.empty();
        }
        Map<String, String> pairs = Pairs.of(text, close + 2, ", ");
        String area = event.substring(0, dot);
        String what = event.substring(dot + 1);
        boolean delivery = area.equals("delivery");
        String story = pairs.getOrDefault(delivery ? "queueId" : "sessionId", "");
        Noted noted = new Noted(line)
                .value(LogFact.QUEUE_ID, story)
                .value(LogFact.MAIL_FROM, pairs.get("from"))
                .value(LogFact.RECIPIENT, first(pairs.getOrDefault("to", "")));
        if (!delivery) {
            noted.value(LogFact.CLIENT_IP, pairs.get("remoteIp"));
        }
        boolean refused = delivery
                ? what.endsWith("-rejected")
                        || what.equals("failed")
                        || what.equals("dsn-perm-fail")
                        || what.equals("dsn-temp-fail")
                        || what.equals("double-bounce")
                : inbound(what);
        if (what.equals("delivered")) {
            return Optional.of(noted.event(NAME, Role.CLIENT, Outcome.DELIVERED, story));
        }
        if (!refused && what.startsWith("spf-") && what.endsWith("-fail")) {
            // What a check found, for where no line tells what became of the mail.
            noted.note(LogFact.WORDS, line.cut(Math.min(open, line.start() + 21), open));
        }
        if (!refused) {
            return Optional.of(noted.event(NAME, delivery ? Role.CLIENT : Role.SERVER, Outcome.READ, story));
        }
        int words = text.lastIndexOf(' ', line.start() + 21);
        int said = text.indexOf(' ', words + 1);
        String told = pairs.getOrDefault("details", pairs.getOrDefault("reason", ""));
        String code = pairs.getOrDefault("code", "");
        noted.value(LogFact.CODE, code)
                .value(LogFact.PEER, delivery ? pairs.get("hostname") : "")
                .note(
                        LogFact.WORDS,
                        told.isEmpty()
                                ? line.cut(Math.max(line.start() + 20, Math.min(said, open)), open)
                                : line.claim(told));
        return Optional.of(noted.refused(NAME, delivery ? Role.CLIENT : Role.SERVER, story, false));
    }

    /// What Stalwart's own server refuses; a failed check alone refuses nothing.
    private static boolean inbound(String what) {
        return what.equals("mailbox-does-not-exist")
                || what.equals("relay-not-allowed")
                || what.endsWith("-rejected")
                || what.endsWith("-unauthenticated")
                || what.endsWith("-disallowed")
                || what.equals("message-too-large")
                || what.equals("rate-limit-exceeded");
    }

    private static String first(String recipients) {
        String bare = recipients.startsWith("[") ? recipients.substring(1).replace("\"", "") : recipients;
        int end = 0;
        while (end < bare.length() && ",] ".indexOf(bare.charAt(end)) < 0) {
            end++;
        }
        return bare.substring(0, end);
    }
}
