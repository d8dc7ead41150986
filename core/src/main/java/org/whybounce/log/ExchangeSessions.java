package org.whybounce.log;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Exchange's SMTP protocol logs: each row is one line of a session, `<` what came in, `>` what went out. Who answers
/// with
/// codes is the server; so a session in which they come in is one in which Exchange was the client.
final class ExchangeSessions {
    /// Sessions under way at once.
    private static final int MOST = 5_000;

    private static final class Session {
        String mailFrom = "";
        String recipient = "";
        String helo = "";
    }

    private final Map<String, Session> sessions = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
            return size() > MOST;
        }
    };

    Event read(Line line, Map<String, String> row) {
        String id = row.getOrDefault("session-id", "");
        String data = row.getOrDefault("data", "");
        String direction = row.getOrDefault("event", "");
        Session session = sessions.computeIfAbsent(id, _ -> new Session());
        Noted noted = new Noted(line).value(LogFact.DATE, row.get("date-time"));
        if (direction.equals("-")) {
            sessions.remove(id);
        }
        boolean reply = data.length() > 3
                && (data.charAt(0) == '4' || data.charAt(0) == '5')
                && Line.digit(data.charAt(1))
                && Line.digit(data.charAt(2))
                && " -".indexOf(data.charAt(3)) >= 0;
        if (!reply || !direction.equals("<") && !direction.equals(">")) {
            command(session, data);
            return noted.event("exchange", Role.SERVER, Outcome.READ, id);
        }
        Role role = direction.equals("<") ? Role.CLIENT : Role.SERVER;
        String remote = row.getOrDefault("remote-endpoint", "");
        String host = remote.substring(0, Math.max(0, remote.lastIndexOf(':')))
                .replace("[", "")
                .replace("]", "");
        noted.value(LogFact.MAIL_FROM, session.mailFrom)
                .value(LogFact.RECIPIENT, session.recipient)
                .value(LogFact.HELO, role == Role.SERVER ? session.helo : "")
                .value(role == Role.CLIENT ? LogFact.PEER : LogFact.CLIENT_IP, host)
                .value(LogFact.WORDS, data);
        return noted.refused("exchange", role, id, false);
    }

    private static void command(Session session, String data) {
        String upper =
                data.length() > 12 ? data.substring(0, 12).toUpperCase(Locale.ROOT) : data.toUpperCase(Locale.ROOT);
        if (upper.startsWith("MAIL FROM:")) {
            session.mailFrom = path(data);
            session.recipient = "";
        } else if (upper.startsWith("RCPT TO:")) {
            session.recipient = path(data);
        } else if (upper.startsWith("EHLO ") || upper.startsWith("HELO ")) {
            session.helo = data.substring(5).strip();
        }
    }

    private static String path(String data) {
        int open = data.indexOf('<');
        int close = data.indexOf('>', open + 1);
        return open < 0 || close < 0 ? "" : data.substring(open + 1, close);
    }
}
