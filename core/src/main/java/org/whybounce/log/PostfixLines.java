package org.whybounce.log;

import java.util.Optional;

/// Postfix, in both roles: smtp, lmtp, local, virtual, pipe and error deliver; smtpd, postscreen and cleanup take in.
final class PostfixLines implements Grammar {
    static final String NAME = "postfix";

    @Override
    public Optional<Event> read(Line line) {
        Line.Program process = line.process();
        if (process == null
                || !process.name().startsWith("postfix")
                || process.name().indexOf('/') < 0) {
            return Optional.empty();
        }
        String text = line.text();
        String id = line.id(process.said(), 3);
        boolean none = text.startsWith("NOQUEUE: ", process.said());
        String story = id == null || none ? "" : id;
        int body = id != null ? process.said() + id.length() + 2 : none ? process.said() + 9 : process.said();
        Noted noted = new Noted(line).value(LogFact.QUEUE_ID, story);
        if (text.startsWith("to=<", body)) {
            return Optional.of(delivery(line, noted, story, body));
        }
        if (text.startsWith("reject: ", body)) {
            return Optional.of(reject(line, noted, story, body + 8));
        }
        if (text.startsWith("milter-reject: ", body)) {
            return Optional.of(reject(line, noted, story, body + 15));
        }
        if (text.startsWith("from=<", body)) {
            noted.note(LogFact.MAIL_FROM, line.after("from=<", ">", body));
            int expired = text.indexOf("status=expired", body);
            if (expired > 0) {
                noted.note(LogFact.WORDS, line.cut(expired, text.length()));
                return Optional.of(noted.event(NAME, Role.CLIENT, Outcome.REFUSED, story));
            }
        }
        if (text.startsWith("client=", body)) {
            noted.note(LogFact.CLIENT_IP, line.bracketed(body));
        }
        spoke(line, noted, body);
        return Optional.of(noted.event(NAME, Role.SERVER, Outcome.READ, story));
    }

    /// What one of several servers said; the line of the delivery that failed comes behind it, or never.
    private static void spoke(Line line, Noted noted, int body) {
        String text = line.text();
        boolean host = text.startsWith("host ", body)
                && (text.indexOf(" said: ", body) > 0 || text.indexOf(" refused to talk to me: ", body) > 0);
        boolean warning = text.startsWith("warning: ", body);
        if (host || warning) {
            noted.note(LogFact.WORDS, line.cut(host ? body : body + 9, text.length()))
                    .note(LogFact.PEER, host ? line.host(body + 5) : Optional.empty());
        }
    }

    static Event delivery(Line line, Noted noted, String story, int body) {
        String text = line.text();
        noted.note(LogFact.RECIPIENT, line.after("to=<", ">", body))
                .note(LogFact.ORIGINAL_RECIPIENT, line.after("orig_to=<", ">", body));
        int status = text.indexOf("status=", body);
        if (status < 0) {
            return noted.event(NAME, Role.CLIENT, Outcome.READ, story);
        }
        int from = status + 7;
        if (text.startsWith("sent", from)) {
            return noted.event(NAME, Role.CLIENT, Outcome.DELIVERED, story);
        }
        if (text.startsWith("deliverable", from)) {
            return noted.event(NAME, Role.CLIENT, Outcome.READ, story);
        }
        int open = text.indexOf('(', from);
        int last = text.lastIndexOf(')');
        // A line that lost its end closes no bracket: the last one there is one of the server's words.
        if (last >= 0 && text.substring(last + 1).chars().anyMatch(Character::isLetterOrDigit)) {
            last = -1;
        }
        if (open > 0) {
            noted.note(LogFact.WORDS, line.cut(open + 1, last > open ? last : text.length()));
        }
        noted.note(LogFact.STATUS, line.after("dsn=", ", ", body));
        int relay = text.indexOf("relay=", body);
        int host = text.indexOf("(host ", from);
        int connect = text.indexOf("connect to ", from);
        boolean named = relay > 0 && !text.startsWith("none", relay + 6);
        noted.note(
                LogFact.PEER,
                named
                        ? line.host(relay + 6)
                        : host > 0 ? line.host(host + 6) : connect > 0 ? line.host(connect + 11) : Optional.empty());
        boolean deferred = text.startsWith("deferred", from) || text.startsWith("SOFTBOUNCE", from);
        return noted.event(NAME, Role.CLIENT, deferred ? Outcome.DEFERRED : Outcome.REFUSED, story);
    }

    /// `RCPT from mail.example.org[192.0.2.7]: 550 5.7.1 ...; from=<a> to=<b> proto=ESMTP helo=<c>`; the header and
    /// body
    /// checks of cleanup put the words behind the envelope.
    static Event reject(Line line, Noted noted, String story, int body) {
        String text = line.text();
        int client = text.indexOf(" from ", body);
        int envelope = text.lastIndexOf("; from=<");
        int words = client < 0 ? body : text.indexOf("]: ", client);
        int port = client < 0 ? -1 : text.indexOf("]:", client);
        if (client > 0) {
            boolean header = text.startsWith("header ", body) || text.startsWith("body ", body);
            int bracket = header && envelope > 0 ? text.lastIndexOf('[', envelope) : client;
            noted.note(LogFact.CLIENT_IP, line.bracketed(bracket));
            int behind = envelope < 0 ? -1 : text.lastIndexOf(">: ");
            if (header && behind > envelope) {
                words = behind;
            } else if (words < 0 || port >= 0 && port < words) {
                words = text.indexOf(": ", port < 0 ? client : port + 2);
            }
        }
        int from = words < 0 ? body : words + (text.startsWith("]: ", words) || text.startsWith(">: ", words) ? 3 : 2);
        noted.note(LogFact.WORDS, line.cut(Math.min(from, text.length()), envelope > from ? envelope : text.length()));
        if (envelope > 0) {
            noted.note(LogFact.MAIL_FROM, line.after("from=<", ">", envelope))
                    .note(LogFact.RECIPIENT, line.after(" to=<", ">", envelope))
                    .note(LogFact.HELO, line.after("helo=<", ">", envelope));
        }
        return noted.refused(NAME, Role.SERVER, story, false);
    }
}
