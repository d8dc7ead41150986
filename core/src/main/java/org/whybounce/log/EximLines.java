package org.whybounce.log;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.text.Claim;

/// Exim's mainlog and rejectlog, cPanel's too. The flag behind the id says what became of the mail; see "Log
/// files" in Exim's specification.
final class EximLines implements Grammar {
    static final String NAME = "exim";

    @Override
    public Optional<Event> read(Line line) {
        String text = line.text();
        int at = line.start();
        if (text.length() < at + 30
                || text.charAt(at + 4) != '-'
                || text.charAt(at + 10) != ' '
                || text.charAt(at + 13) != ':') {
            return Optional.empty();
        }
        int said = at + 19;
        @Nullable String id = null;
        // Behind the time: milliseconds, a zone, the process in brackets, the id.
        for (int words = 0; words < 4 && id == null; words++) {
            int from = skip(text, said);
            int to = from;
            while (to < text.length() && to - from < 32 && text.charAt(to) > ' ') {
                to++;
            }
            if (messageId(text, from, to)) {
                id = text.substring(from, to);
                said = to;
            } else if (from < to && (".+-[".indexOf(text.charAt(from)) >= 0)) {
                said = to;
            } else {
                break;
            }
        }
        said = skip(text, said);
        if (id == null
                && !text.startsWith("H=", said)
                && !text.startsWith("U=", said)
                && !text.startsWith("SMTP ", said)) {
            return Optional.empty();
        }
        String story = id == null ? "" : id;
        return Optional.of(read(line, new Noted(line).value(LogFact.QUEUE_ID, story), story, said));
    }

    private static Event read(Line line, Noted noted, String story, int said) {
        String text = line.text();
        String flag = text.substring(said, Math.min(text.length(), said + 3));
        return switch (flag) {
            case "<= " -> {
                noted.note(LogFact.MAIL_FROM, line.after("<= ", " ", said));
                yield noted.event(NAME, Role.SERVER, Outcome.READ, story);
            }
            case "=> ", "-> ", ">> " -> noted.event(NAME, Role.CLIENT, Outcome.DELIVERED, story);
            case "** " -> undelivered(line, noted, story, said + 3, false);
            case "== " -> undelivered(line, noted, story, said + 3, true);
            default ->
                text.indexOf(" connection: 5", said) > 0 || text.indexOf(" connection: 4", said) > 0
                        ? greeted(line, noted, story, said)
                        : text.indexOf("rejected ", said) > 0
                                ? rejected(line, noted, story, said)
                                : noted.event(NAME, Role.SERVER, Outcome.READ, story);
        };
    }

    /// `ann@example.net R=dnslookup T=remote_smtp H=mx.example.net [198.51.100.25]: SMTP error from remote ...`.
    static Event undelivered(Line line, Noted noted, String story, int from, boolean deferred) {
        String text = line.text();
        int space = text.indexOf(' ', from);
        int end = space < 0 ? text.length() : space;
        Claim<String> first = line.cut(from, text.startsWith(":", end - 1) ? end - 1 : end);
        // "final@example.com (parent@example.net) <first@example.org>": each alias on the way, and the first of all.
        while (space > 0 && text.startsWith("(", space + 1)) {
            int close = text.indexOf(") ", space);
            if (close < 0) {
                break;
            }
            space = close + 1;
        }
        boolean alias = space > 0 && text.startsWith("<", space + 1);
        noted.note(
                        LogFact.RECIPIENT,
                        first.value().indexOf('@') > 0 || !alias ? Optional.of(first) : line.after("<", ">", space))
                .note(LogFact.ORIGINAL_RECIPIENT, alias ? line.after("<", ">", space) : Optional.empty())
                .note(LogFact.MAIL_FROM, line.after(" F=<", ">", end));
        int host = text.indexOf(" H=", end);
        int words = text.indexOf("SMTP error from remote", end);
        if (words < 0) {
            int colon = text.indexOf(": ", deferred ? Math.max(end, text.indexOf("defer (", end)) : end);
            words = colon < 0 ? end : colon + 2;
        }
        if (host > 0) {
            noted.note(LogFact.PEER, line.host(host + 3));
        }
        noted.note(LogFact.WORDS, line.cut(words, text.length()));
        return noted.event(NAME, Role.CLIENT, deferred ? Outcome.DEFERRED : Outcome.REFUSED, story);
    }

    /// `H=(mail.example.org) [192.0.2.7] F=<a> temporarily rejected RCPT <b>: greylisted`.
    static Event rejected(Line line, Noted noted, String story, int said) {
        String text = line.text();
        int words = text.indexOf("rejected ", said);
        boolean deferred = text.startsWith("temporarily ", words - 12);
        int host = text.indexOf("H=", said);
        if (host >= 0 && host < words) {
            int paren = text.indexOf('(', host);
            boolean stated = paren > 0 && paren < text.indexOf('[', host);
            noted.note(LogFact.CLIENT_IP, line.bracketed(host))
                    .note(LogFact.HELO, stated ? line.after("(", ")", paren) : line.host(host + 2));
        }
        noted.note(LogFact.MAIL_FROM, line.after("F=<", ">", said))
                .note(LogFact.RECIPIENT, line.after("RCPT <", ">", words))
                .note(LogFact.WORDS, line.cut(deferred ? words - 12 : words, text.length()));
        return noted.event(NAME, Role.SERVER, deferred ? Outcome.DEFERRED : Outcome.REFUSED, story);
    }

    /// `H=mx.example.net connection: 554 ...`: the other server's first line.
    private static Event greeted(Line line, Noted noted, String story, int said) {
        int words = line.text().indexOf(" connection: ", said) + 13;
        noted.note(LogFact.PEER, line.host(line.text().indexOf("H=", said) + 2))
                .note(LogFact.WORDS, line.cut(words, line.text().length()));
        return noted.refused(NAME, Role.CLIENT, story, line.text().startsWith("4", words));
    }

    private static int skip(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    /// 6-6-2 letters and digits or, since 4.97, 6-11-4.
    static boolean messageId(String text, int from, int to) {
        int length = to - from;
        if (length != 16 && length != 23) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            boolean hyphen = i == 6 || i == (length == 16 ? 13 : 18);
            char c = text.charAt(from + i);
            if (hyphen ? c != '-' : !Line.letter(c)) {
                return false;
            }
        }
        return true;
    }
}
