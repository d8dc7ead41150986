package org.whybounce.log;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The daemons beside a server: policyd-spf, OpenDMARC, OpenDKIM, amavis. Only a verdict of policyd-spf
/// refuses, and the server's
/// own line repeats it; the others state what they found.
final class PolicyLines implements Grammar {
    @Override
    public Optional<Event> read(Line line) {
        Line.Program process = line.process();
        if (process == null) {
            return Optional.empty();
        }
        String name = process.name();
        if (name.endsWith("amavis")) {
            return amavis(line, process.said());
        }
        if (name.equals("opendmarc") || name.equals("opendkim")) {
            String id = line.id(process.said(), 5);
            return Optional.of(
                    found(line, new Noted(line)).event(name, Role.POLICY, Outcome.READ, id == null ? "" : id));
        }
        if (!name.startsWith("policyd-spf") && !name.startsWith("postfix-policyd-spf")) {
            return Optional.empty();
        }
        String text = line.text();
        String story = name + " " + text.substring(text.lastIndexOf('[', process.said()) + 1, process.said() - 3);
        int action = text.indexOf("action=", process.said());
        int verdict = action < 0 ? process.said() : action + 7;
        boolean code = text.startsWith("5", verdict) || text.startsWith("4", verdict);
        boolean refuses = code
                        && text.length() > verdict + 3
                        && Line.digit(text.charAt(verdict + 1))
                        && Line.digit(text.charAt(verdict + 2))
                || text.startsWith("reject", verdict)
                || text.startsWith("defer", verdict);
        Noted noted = new Noted(line)
                .note(LogFact.MAIL_FROM, line.after("envelope-from=", ";> "))
                .note(LogFact.CLIENT_IP, line.after("client-ip=", ";> "))
                .note(LogFact.HELO, line.after("helo=", ";> "))
                .note(LogFact.RECIPIENT, line.after("receiver=", ";> "));
        if (!refuses) {
            // "prepend": the server takes the mail and notes the result in its head.
            boolean passed = text.startsWith("prepend", verdict) && !line.has("Received-SPF: Fail")
                    || PASSED.stream().anyMatch(line::has);
            if (!passed) {
                noted.note(LogFact.WORDS, line.cut(process.said(), text.length()));
            }
            return Optional.of(noted.event("policyd-spf", Role.POLICY, Outcome.READ, story));
        }
        // An openspf-style link.
        int link = line.find("Why?s=");
        if (link > 0) {
            noted.note(
                            text.startsWith("Why?s=helo", link) ? LogFact.HELO : LogFact.MAIL_FROM,
                            line.after("id=", ";& ", link))
                    .note(LogFact.CLIENT_IP, line.after("ip=", ";& ", link));
        }
        noted.note(LogFact.WORDS, line.cut(verdict, text.length()));
        return Optional.of(noted.refused("policyd-spf", Role.POLICY, story, text.startsWith("defer", verdict)));
    }

    /// `amavis[2100]: (02100-14) Blocked SPAM {RejectedInbound}, [192.0.2.7]:50122 <a> -> <b>, ... Hits: 9.1`:
    /// what it blocked was refused, what it passed was not.
    private static Optional<Event> amavis(Line line, int from) {
        String text = line.text();
        int said = text.indexOf(") ", from);
        if (said < 0 || !text.startsWith("(", from)) {
            return Optional.empty();
        }
        String story = text.substring(from + 1, said);
        Noted noted = new Noted(line).value(LogFact.QUEUE_ID, story).note(LogFact.CLIENT_IP, line.bracketed(said));
        int arrow = text.indexOf("> -> <", said);
        if (arrow > 0) {
            noted.note(LogFact.MAIL_FROM, line.cut(text.lastIndexOf('<', arrow) + 1, arrow))
                    .note(LogFact.RECIPIENT, line.after("> -> <", ">", said));
        }
        if (!text.startsWith("Blocked ", said + 2)) {
            return Optional.of(noted.event("amavis", Role.SERVER, Outcome.READ, story));
        }
        int end = text.indexOf(',', said);
        noted.note(LogFact.WORDS, line.cut(said + 2, end < 0 ? text.length() : end));
        return Optional.of(noted.event("amavis", Role.SERVER, Outcome.REFUSED, story));
    }

    private static final List<String> PASSED = List.of(
            "Received-SPF: Pass", "Received-SPF: None", "Received-SPF: Neutral", "action=dunno", "action=DUNNO");

    /// What OpenDMARC and OpenDKIM found bad, for where no other line tells what became of the mail.
    private static Noted found(Line line, Noted noted) {
        String lower = line.text().toLowerCase(Locale.ROOT);
        boolean bad = lower.contains(" fail") || lower.contains("reject") || lower.contains("bad signature");
        int process = bad ? Math.max(lower.indexOf("opendmarc["), lower.indexOf("opendkim[")) : -1;
        return process < 0
                ? noted
                : noted.note(LogFact.WORDS, line.cut(process, line.text().length()));
    }
}
