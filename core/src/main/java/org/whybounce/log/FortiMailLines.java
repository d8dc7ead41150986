package org.whybounce.log;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// FortiMail: `date=.. time=.. device_id=.. type=statistics ... disposition="Reject" classifier="SPF Check"`, and
/// events
/// whose `msg` is a line of Sendmail's.
final class FortiMailLines implements Grammar {
    static final String NAME = "fortimail";

    @Override
    public Optional<Event> read(Line line) {
        if (!line.has("device_id=") || !line.has("type=")) {
            return Optional.empty();
        }
        int from = Math.max(line.start(), line.find("date="));
        Map<String, String> pairs = Pairs.of(line.text(), from, " ");
        String story = pairs.getOrDefault("session_id", "");
        String message = pairs.getOrDefault("msg", "");
        if (message.startsWith("to=")
                || message.startsWith("from=")
                || message.startsWith("ruleset=")
                || message.startsWith("Milter")) {
            Event inner = SendmailLines.said(new Line(message, 0, false), story, 0);
            return Optional.of(new Event(NAME, inner.role(), inner.outcome(), inner.story(), inner.facts()));
        }
        boolean out = pairs.getOrDefault("direction", "in").equalsIgnoreCase("out");
        Noted noted = new Noted(line)
                .value(LogFact.DATE, (pairs.getOrDefault("date", "") + " " + pairs.getOrDefault("time", "")).strip())
                .value(LogFact.QUEUE_ID, story)
                .value(LogFact.MAIL_FROM, pairs.get("from"))
                .value(LogFact.RECIPIENT, pairs.get("to"))
                .value(LogFact.CLIENT_IP, pairs.get("client_ip"));
        String disposition = pairs.getOrDefault("disposition", "").toLowerCase(Locale.ROOT);
        Role role = out ? Role.POLICY : Role.SERVER;
        if (disposition.contains("accept") || disposition.contains("relay")) {
            return Optional.of(noted.event(NAME, role, Outcome.DELIVERED, story));
        }
        boolean later =
                disposition.contains("delay") || disposition.contains("defer") || disposition.contains("greylist");
        if (!later && !disposition.contains("reject") && !disposition.contains("discard")) {
            return Optional.of(noted.event(NAME, role, Outcome.READ, story));
        }
        String classifier = pairs.getOrDefault("classifier", "");
        String words = message.isEmpty() ? (classifier + " failed: " + pairs.getOrDefault("disposition", "")) : message;
        noted.value(LogFact.WORDS, words);
        return Optional.of(noted.refused(NAME, role, story, later));
    }
}
