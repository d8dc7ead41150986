package org.whybounce.log;

import java.util.Optional;

/// OpenSMTPD: `mta delivery ... from=<a> to=<b> source="c" relay="d (e)" result="PermFail" stat="550 ..."`, and what
/// its own
/// server refused: `smtp failed-command command="RCPT TO:<b>" result="550 ..."`.
final class OpenSmtpdLines implements Grammar {
    static final String NAME = "opensmtpd";

    @Override
    public Optional<Event> read(Line line) {
        Line.Program process = line.process();
        if (process == null || !process.name().equals("smtpd")) {
            return Optional.empty();
        }
        String text = line.text();
        int space = text.indexOf(' ', process.said());
        String story = space > 0 && space - process.said() == 16 ? text.substring(process.said(), space) : "";
        Noted noted = new Noted(line).value(LogFact.QUEUE_ID, story);
        int result = line.find(" result=");
        if (line.has(" failed-command ") && result > 0) {
            noted.note(LogFact.RECIPIENT, line.after("RCPT TO:<", ">"))
                    .note(LogFact.MAIL_FROM, line.after("MAIL FROM:<", ">"))
                    .note(LogFact.WORDS, line.cut(result + 9, ended(text, result + 9)));
            return Optional.of(noted.refused(NAME, Role.SERVER, story, false));
        }
        if (text.startsWith("relay: ", process.said()) || text.startsWith("delivery: ", process.said())) {
            return Optional.of(before6(line, noted, process.said()));
        }
        if (!line.has(" delivery ") || result < 0) {
            noted.note(LogFact.MAIL_FROM, line.path("from=<"));
            return Optional.of(noted.event(NAME, Role.SERVER, Outcome.READ, story));
        }
        noted.note(LogFact.MAIL_FROM, line.path("from=<")).note(LogFact.RECIPIENT, line.path(" to=<"));
        int from = result + 8 + (text.startsWith("\"", result + 8) ? 1 : 0);
        if (text.startsWith("Ok", from)) {
            return Optional.of(noted.event(NAME, Role.CLIENT, Outcome.DELIVERED, story));
        }
        int stat = text.indexOf(" stat=", from);
        int words = stat < 0 ? from : stat + 6 + (text.startsWith("\"", stat + 6) ? 1 : 0);
        int relay = line.find(" relay=");
        int named = relay < 0 ? -1 : text.indexOf('(', relay);
        noted.note(LogFact.WORDS, line.cut(words, ended(text, words)))
                .note(LogFact.CLIENT_IP, line.after("source=", "\", ").or(() -> line.after("source=\"", "\" ")))
                .note(LogFact.PEER, named > 0 ? line.host(named + 1) : Optional.empty());
        return Optional.of(noted.event(
                NAME, Role.CLIENT, text.startsWith("TempFail", from) ? Outcome.DEFERRED : Outcome.REFUSED, story));
    }

    /// Before version 6: `relay: TempFail for 66251a40: from=a, to=b, relay=c (d), stat=451 ...`.
    private static Event before6(Line line, Noted noted, int said) {
        String text = line.text();
        noted.note(LogFact.MAIL_FROM, line.after("from=", ",", said))
                .note(LogFact.RECIPIENT, line.after(" to=", ",", said));
        int verdict = text.indexOf(' ', said) + 1;
        if (text.startsWith("Ok", verdict)) {
            return noted.event(NAME, Role.CLIENT, Outcome.DELIVERED, "");
        }
        int stat = text.indexOf("stat=", said);
        int named = text.indexOf('(', Math.max(said, text.indexOf("relay=", said)));
        noted.note(LogFact.WORDS, line.cut(stat < 0 ? verdict : stat + 5, text.length()))
                .note(LogFact.PEER, named > 0 ? line.host(named + 1) : Optional.empty());
        return noted.event(
                NAME, Role.CLIENT, text.startsWith("TempFail", verdict) ? Outcome.DEFERRED : Outcome.REFUSED, "");
    }

    private static int ended(String text, int from) {
        int quote = text.indexOf('"', from);
        return quote < 0 ? text.length() : quote;
    }
}
