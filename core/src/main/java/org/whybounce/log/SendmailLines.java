package org.whybounce.log;

import java.util.Optional;
import java.util.Set;

/// Sendmail and what is built on it (Proofpoint's outbound, FortiMail's events): `id: to=<..>, ..., dsn=.., stat=..`.
final class SendmailLines implements Grammar {
    static final String NAME = "sendmail";

    private static final Set<String> PROGRAMS =
            Set.of("sendmail", "sm-mta", "sm-msp-queue", "sm-outbound", "sm-inbound", "MTA", "sm-que");

    @Override
    public Optional<Event> read(Line line) {
        Line.Program process = line.process();
        if (process == null || !PROGRAMS.contains(process.name())) {
            return Optional.empty();
        }
        String id = id(line.text(), process.said());
        return Optional.of(said(line, id, id.isEmpty() ? process.said() : process.said() + id.length() + 2));
    }

    /// Sendmail's ids; Proofpoint adds "-1".
    private static String id(String text, int from) {
        int to = from;
        while (to < text.length() && to - from < 40 && (Line.letter(text.charAt(to)) || text.charAt(to) == '-')) {
            to++;
        }
        return to - from >= 8 && text.startsWith(": ", to) ? text.substring(from, to) : "";
    }

    /// What stands behind the id.
    static Event said(Line line, String story, int from) {
        String text = line.text();
        Noted noted = new Noted(line).value(LogFact.QUEUE_ID, story);
        int reject = text.indexOf("reject=", from);
        if (reject > 0 && (text.startsWith("ruleset=", from) || text.startsWith("Milter", from))) {
            return rejected(line, noted, story, from, reject);
        }
        int stat = text.indexOf("stat=", from);
        if (text.startsWith("to=", from) && stat > 0) {
            return delivery(line, noted, story, from, stat);
        }
        if (text.startsWith("from=", from)) {
            noted.note(LogFact.MAIL_FROM, path(line, "from=", from));
            int relay = text.indexOf("relay=", from);
            if (relay > 0) {
                noted.note(LogFact.CLIENT_IP, line.bracketed(relay)).note(LogFact.HELO, Optional.empty());
            }
        }
        return noted.event(NAME, Role.SERVER, Outcome.READ, story);
    }

    private static Event delivery(Line line, Noted noted, String story, int from, int stat) {
        String text = line.text();
        noted.note(LogFact.RECIPIENT, path(line, "to=", from))
                .note(LogFact.MAIL_FROM, line.after("ctladdr=<", ">", from));
        if (text.startsWith("Sent", stat + 5)) {
            return noted.event(NAME, Role.CLIENT, Outcome.DELIVERED, story);
        }
        if (text.startsWith("queued", stat + 5)) {
            return noted.event(NAME, Role.CLIENT, Outcome.READ, story);
        }
        int relay = text.indexOf("relay=", from);
        int reply = text.indexOf("reply=", from);
        noted.note(LogFact.PEER, relay < 0 ? Optional.empty() : line.host(relay + 6))
                .note(
                        LogFact.WORDS,
                        reply > 0 && reply < stat
                                ? line.cut(reply + 6, text.lastIndexOf(", stat="))
                                : line.cut(stat + 5, text.length()))
                .note(LogFact.STATUS, line.after("dsn=", ", ", from));
        boolean deferred = text.startsWith("Deferred", stat + 5)
                || noted.value(LogFact.STATUS).startsWith("4");
        return noted.event(NAME, Role.CLIENT, deferred ? Outcome.DEFERRED : Outcome.REFUSED, story);
    }

    private static Event rejected(Line line, Noted noted, String story, int from, int reject) {
        String text = line.text();
        int relay = text.indexOf("relay=", from);
        LogFact told = text.startsWith("ruleset=check_rcpt", from) ? LogFact.RECIPIENT : LogFact.MAIL_FROM;
        noted.note(told, text.startsWith("ruleset=check_relay", from) ? Optional.empty() : path(line, "arg1=", from))
                .note(LogFact.MAIL_FROM, path(line, "from=", from))
                .note(LogFact.RECIPIENT, path(line, "to=", from))
                .note(LogFact.CLIENT_IP, line.bracketed(relay))
                .note(LogFact.WORDS, line.cut(reject + 7, text.length()));
        return noted.refused(NAME, Role.SERVER, story, false);
    }

    private static Optional<org.whybounce.text.Claim<String>> path(Line line, String key, int from) {
        return line.text().indexOf(key + "<", from) >= 0
                ? line.after(key + "<", ">", from)
                : line.after(key, ", ", from);
    }
}
