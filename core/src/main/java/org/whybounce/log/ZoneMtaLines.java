package org.whybounce.log;

import java.util.Optional;

/// ZoneMTA: `Sender/default/827[14] 17ee78226740009630.001 REJECTED[policy] from=a to=b src=c mx=d[e]
/// response="..."`.
final class ZoneMtaLines implements Grammar {
    static final String NAME = "zone-mta";

    @Override
    public Optional<Event> read(Line line) {
        int sender = line.find("Sender/");
        int from = line.find(" from=");
        if (sender < 0 || from < sender) {
            int word = line.has(" zone-mta: ") ? Math.max(line.find(" REJECTED["), line.find(" DEFERRED[")) : -1;
            if (word > 0) {
                return Optional.of(terse(line, word));
            }
            return line.has(" zone-mta: ")
                    ? Optional.of(new Noted(line).event(NAME, Role.SERVER, Outcome.READ, ""))
                    : Optional.empty();
        }
        String text = line.text();
        int id = text.indexOf(' ', sender);
        int state = text.indexOf(' ', id + 1);
        String story = state < 0 ? "" : text.substring(id + 1, state);
        boolean refused = text.startsWith(" REJECTED", state);
        boolean deferred = text.startsWith(" DEFERRED", state);
        Noted noted = new Noted(line)
                .value(LogFact.QUEUE_ID, story)
                .note(LogFact.MAIL_FROM, line.after(" from=", " ", state))
                .note(LogFact.RECIPIENT, line.after(" to=", " ", state));
        if (!refused && !deferred) {
            boolean sent = text.startsWith(" ACCEPTED", state);
            return Optional.of(noted.event(NAME, Role.CLIENT, sent ? Outcome.DELIVERED : Outcome.READ, story));
        }
        int words = text.indexOf("response=\"", state);
        int close = text.lastIndexOf('"');
        if (words > 0) {
            noted.note(LogFact.WORDS, line.cut(words + 10, close > words + 10 ? close : text.length()));
        }
        noted.note(LogFact.CLIENT_IP, line.after(" src=", " ", state))
                .note(LogFact.PEER, line.after(" mx=", "[ ", state));
        return Optional.of(noted.event(NAME, Role.CLIENT, deferred ? Outcome.DEFERRED : Outcome.REFUSED, story));
    }

    /// `17ee78226740009630.001 REJECTED[5.7.1] a@example.net Zone=default src=192.0.2.7 mx=b "550 ..."`.
    private static Event terse(Line line, int state) {
        String text = line.text();
        int id = text.lastIndexOf(' ', state - 1) + 1;
        String story = text.substring(id, state);
        int to = text.indexOf("] ", state);
        int words = text.indexOf('"', state);
        int close = text.lastIndexOf('"');
        Noted noted = new Noted(line)
                .value(LogFact.QUEUE_ID, story)
                .note(LogFact.RECIPIENT, line.after("] ", " ", to < 0 ? state : to))
                .note(LogFact.CLIENT_IP, line.after(" src=", " ", state))
                .note(LogFact.PEER, line.after(" mx=", "[ ", state));
        if (words > 0) {
            noted.note(LogFact.WORDS, line.cut(words + 1, close > words + 1 ? close : text.length()));
        }
        return noted.refused(NAME, Role.CLIENT, story, text.startsWith(" DEFERRED", state));
    }
}
