package org.whybounce.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// qmail-send. Deliveries have numbers of their own; the line that starts one names its message and its
/// recipient.
final class QmailLines implements Grammar {
    static final String NAME = "qmail";

    /// Deliveries under way; qmail allows 255 at once to each of its two channels, and a log may miss their
    /// ends.
    private static final int MOST_DELIVERIES = 2_000;

    private record Delivery(String message, String recipient) {}

    private final Map<String, Delivery> deliveries = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Delivery> eldest) {
            return size() > MOST_DELIVERIES;
        }
    };

    @Override
    public Optional<Event> read(Line line) {
        String text = line.text();
        int delivery = line.find("delivery ");
        if (delivery > 0 && text.startsWith("starting ", delivery - 9)) {
            return starting(line, delivery + 9);
        }
        if (delivery >= 0) {
            Optional<Event> ended = ended(line, delivery + 9);
            if (ended.isPresent()) {
                return ended;
            }
        }
        int info = line.find("info msg ");
        if (info >= 0) {
            Noted noted = new Noted(line).note(LogFact.MAIL_FROM, line.after("from <", ">", info));
            return Optional.of(noted.event(NAME, Role.SERVER, Outcome.READ, story(text, info + 9)));
        }
        for (String mark : MARKS) {
            int at = line.find(mark);
            if (at >= 0 && Line.digit(text.charAt(Math.min(text.length() - 1, at + mark.length())))) {
                return Optional.of(
                        new Noted(line).event(NAME, Role.SERVER, Outcome.READ, story(text, at + mark.length())));
            }
        }
        return line.has("status: local ")
                ? Optional.of(new Noted(line).event(NAME, Role.SERVER, Outcome.READ, ""))
                : Optional.empty();
    }

    private static final String[] MARKS = {"new msg ", "end msg ", "bounce msg "};

    private static String story(String text, int from) {
        int to = number(text, from);
        return "msg " + text.substring(from, to);
    }

    private static int number(String text, int from) {
        int to = from;
        while (to < text.length() && to - from < 20 && Line.digit(text.charAt(to))) {
            to++;
        }
        return to;
    }

    /// `starting delivery 2: msg 93869 to remote ann@example.net`.
    private Optional<Event> starting(Line line, int from) {
        String text = line.text();
        String number = text.substring(from, number(text, from));
        int message = text.indexOf("msg ", from);
        int to = text.indexOf(" to ", from);
        if (message < 0 || to < message) {
            return Optional.empty();
        }
        String story = story(text, message + 4);
        int recipient = text.indexOf(' ', to + 4);
        deliveries.put(
                number,
                new Delivery(
                        story,
                        recipient < 0 ? "" : text.substring(recipient + 1).strip()));
        return Optional.of(new Noted(line).event(NAME, Role.CLIENT, Outcome.READ, story));
    }

    /// `delivery 2: failure: 198.51.100.25_does_not_like_recipient./Remote_host_said:_550_.../`.
    private Optional<Event> ended(Line line, int from) {
        String text = line.text();
        int end = number(text, from);
        if (end == from || !text.startsWith(": ", end)) {
            return Optional.empty();
        }
        int words = text.indexOf(": ", end + 2);
        String result = words < 0 ? "" : text.substring(end + 2, words);
        Outcome outcome = switch (result) {
            case "success" -> Outcome.DELIVERED;
            case "failure" -> Outcome.REFUSED;
            case "deferral" -> Outcome.DEFERRED;
            default -> Outcome.READ;
        };
        Delivery delivery = deliveries.getOrDefault(text.substring(from, end), new Delivery("", ""));
        Noted noted = new Noted(line).value(LogFact.RECIPIENT, delivery.recipient());
        if (outcome.refusal()) {
            words(line, noted, words + 2);
        }
        return Optional.of(noted.event(NAME, Role.CLIENT, outcome, delivery.message()));
    }

    private static void words(Line line, Noted noted, int from) {
        int host = line.text().startsWith("Connected_to_", from) ? from + 13 : from;
        int address = line.text().indexOf('_', host);
        if (address > host
                && org.whybounce.net.IpAddress.parse(line.text().substring(host, address))
                        .isPresent()) {
            noted.note(LogFact.PEER, line.cut(host, address));
        }
        // qmail writes underscores for blanks and slashes for line ends.
        // What the other server said is the reason; "does not like recipient" is qmail's own way to begin.
        int said = line.text().indexOf("Remote_host_said:_", from);
        int begin = said < 0 ? from : said + 18;
        String plain =
                line.text().substring(begin).replace('_', ' ').replace('/', ' ').strip();
        noted.note(
                LogFact.WORDS,
                new org.whybounce.text.Claim<>(
                        plain,
                        line.placed()
                                ? new org.whybounce.text.Span(
                                        begin, line.text().stripTrailing().length())
                                : null));
    }
}
