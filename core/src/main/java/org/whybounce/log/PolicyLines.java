package org.whybounce.log;

import java.util.Optional;

/// The daemons beside a server: policyd-spf, OpenDMARC, OpenDKIM. Only a verdict of policyd-spf refuses, and the server's
/// own line repeats it; the others state what they found.
final class PolicyLines implements Grammar {
    @Override
    public Optional<Event> read(Line line) {
        Line.Process process = line.process();
        if (process == null) {
            return Optional.empty();
        }
        String name = process.name();
        if (name.equals("opendmarc") || name.equals("opendkim")) {
            String id = line.id(process.said(), 5);
            return Optional.of(new Noted(line).event(name, Role.POLICY, Outcome.READ, id == null ? "" : id));
        }
        if (!name.startsWith("policyd-spf") && !name.startsWith("postfix-policyd-spf")) {
            return Optional.empty();
        }
        String text = line.text();
        int action = text.indexOf("action=", process.said());
        int verdict = action < 0 ? process.said() : action + 7;
        boolean code = text.startsWith("5", verdict) || text.startsWith("4", verdict);
        boolean refuses = code && text.length() > verdict + 3 && Line.digit(text.charAt(verdict + 1)) && Line.digit(text.charAt(verdict + 2))
                || text.startsWith("reject", verdict) || text.startsWith("defer", verdict);
        Noted noted = new Noted(line)
                .note(Fact.MAIL_FROM, line.after("envelope-from=", ";> "))
                .note(Fact.CLIENT_IP, line.after("client-ip=", ";> "))
                .note(Fact.HELO, line.after("helo=", ";> "))
                .note(Fact.RECIPIENT, line.after("receiver=", ";> "));
        if (!refuses) {
            return Optional.of(noted.event("policyd-spf", Role.POLICY, Outcome.READ, ""));
        }
        int link = line.find("Why?s=");
        if (link > 0) {
            noted.note(text.startsWith("Why?s=helo", link) ? Fact.HELO : Fact.MAIL_FROM, line.after("id=", ";& ", link))
                    .note(Fact.CLIENT_IP, line.after("ip=", ";& ", link));
        }
        noted.note(Fact.WORDS, line.cut(verdict, text.length()));
        return Optional.of(noted.refused("policyd-spf", Role.POLICY, "", text.startsWith("defer", verdict)));
    }
}
