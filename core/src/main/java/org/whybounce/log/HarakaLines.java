package org.whybounce.log;

import java.util.Optional;
import java.util.Set;

/// Haraka: `[NOTICE] [uuid.1.1] [outbound] recipient <a> rejected: 550 ...` and the verdicts of its plugins,
/// `[core] hook=rcpt plugin=.. params="<a>" retval=DENY msg="..."`.
final class HarakaLines implements Grammar {
    static final String NAME = "haraka";

    /// Sessions with a refusal, whose last line repeats it.
    private final Set<String> denied = Stories.open();

    @Override
    public Optional<Event> read(Line line) {
        String text = line.text();
        int level = level(line);
        int id = level < 0 ? -1 : text.indexOf("] [", level);
        int plugin = id < 0 ? -1 : text.indexOf("] [", id + 3);
        if (plugin < 0) {
            return Optional.empty();
        }
        String uuid = text.substring(id + 3, plugin);
        boolean outbound = text.startsWith("outbound]", plugin + 3);
        Noted noted = new Noted(line).value(LogFact.QUEUE_ID, uuid);
        if (outbound) {
            return Optional.of(outbound(line, noted, uuid, plugin + 13));
        }
        String session = uuid.indexOf('.') > 0 ? uuid.substring(0, uuid.indexOf('.')) : uuid;
        int verdict = text.indexOf("retval=DENY", plugin);
        if (verdict < 0) {
            int last = text.indexOf(" lr=\"", plugin);
            boolean repeats = !denied.add(session);
            if (last < 0 || repeats || last + 5 >= text.length() || "45".indexOf(text.charAt(last + 5)) < 0) {
                if (last < 0 && !repeats) {
                    denied.remove(session);
                }
                noted.note(LogFact.CLIENT_IP, line.after(" ip=", " ", plugin))
                        .note(LogFact.HELO, line.after(" helo=", " ", plugin))
                        .note(LogFact.MAIL_FROM, line.after(" mfrom=<", ">", plugin));
                return Optional.of(noted.event(NAME, Role.SERVER, Outcome.READ, uuid));
            }
            // The end of a session whose refusal no line told: "lr" is the last reply.
            noted.note(LogFact.CLIENT_IP, line.after(" ip=", " ", plugin))
                    .note(LogFact.HELO, line.after(" helo=", " ", plugin))
                    .note(LogFact.WORDS, line.after(" lr=\"", "\"", plugin));
            return Optional.of(noted.refused(NAME, Role.SERVER, uuid, text.charAt(last + 5) == '4'));
        }
        denied.add(session);
        boolean mail = text.indexOf("hook=mail", plugin) > 0;
        int words = text.indexOf("msg=\"", verdict);
        noted.note(mail ? LogFact.MAIL_FROM : LogFact.RECIPIENT, line.after("params=\"<", ">", plugin))
                .note(
                        LogFact.WORDS,
                        words < 0
                                ? Optional.empty()
                                : Optional.of(line.cut(words + 5, Math.max(words + 5, text.lastIndexOf('"')))));
        return Optional.of(noted.refused(NAME, Role.SERVER, uuid, text.startsWith("retval=DENYSOFT", verdict)));
    }

    private static Event outbound(Line line, Noted noted, String story, int from) {
        String text = line.text();
        if (text.startsWith("delivered ", from)) {
            return noted.event(NAME, Role.CLIENT, Outcome.DELIVERED, story);
        }
        int rejected = text.indexOf("> rejected: ", from);
        int deferred = text.indexOf("> deferred: ", from);
        int words = Math.max(rejected, deferred);
        if (words < 0) {
            return noted.event(NAME, Role.CLIENT, Outcome.READ, story);
        }
        noted.note(LogFact.RECIPIENT, line.after("recipient <", ">", from))
                .note(LogFact.WORDS, line.cut(words + 12, text.length()));
        return noted.refused(NAME, Role.CLIENT, story, deferred >= 0);
    }

    private static int level(Line line) {
        for (String level : LEVELS) {
            int at = line.find(level);
            if (at >= 0) {
                return at;
            }
        }
        return -1;
    }

    private static final String[] LEVELS = {
        "[NOTICE] [", "[INFO] [", "[ERROR] [", "[WARN] [", "[CRIT] [", "[DEBUG] [", "[PROTOCOL] ["
    };
}
