package org.whybounce.log;

import java.util.Optional;

/// ZoneMTA: `Sender/default/827[14] 17ee78226740009630.001 REJECTED[policy] from=a to=b src=c mx=d[e] response="..."`.
final class ZoneMtaLines implements Grammar {
    static final String NAME = "zone-mta";

    @Override
    public Optional<Event> read(Line line) {
        int sender = line.find("Sender/");
        int from = line.find(" from=");
        if (sender < 0 || from < sender) {
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
}
