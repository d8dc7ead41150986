package org.whybounce.log;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Mimecast's SIEM logs: pairs between bars, `datetime=..|aCode=..|Act=Rej|RejCode=550|RejInfo="..."`. The newer JSON
/// has
/// the same facts under longer names; both end here.
final class MimecastLines implements Grammar {
    static final String NAME = "mimecast";

    @Override
    public Optional<Event> read(Line line) {
        boolean ours = line.has("|acc=") || line.has("|aCode=") || line.text().startsWith("acc=", line.start());
        return ours ? Optional.of(event(line, Pairs.of(line.text(), line.start(), "|"))) : Optional.empty();
    }

    static Event event(Line line, Map<String, String> pairs) {
        String story = any(pairs, "aCode", "aggregateId");
        boolean outbound = any(pairs, "Dir", "direction", "route", "Route")
                .toLowerCase(Locale.ROOT)
                .startsWith("out");
        String delivered = any(pairs, "Delivered", "delivered").toLowerCase(Locale.ROOT);
        String act = any(pairs, "Act", "action").toLowerCase(Locale.ROOT);
        boolean sending = !delivered.isEmpty();
        String ip = any(pairs, "IP", "senderIp", "sourceIp");
        String destination = any(pairs, "destinationIp");
        Noted noted = new Noted(line)
                .value(LogFact.DATE, any(pairs, "datetime"))
                .value(LogFact.QUEUE_ID, story)
                .value(LogFact.MAIL_FROM, any(pairs, "Sender", "senderEnvelope"))
                .value(LogFact.RECIPIENT, any(pairs, "Rcpt", "recipients"))
                .value(
                        sending ? LogFact.PEER : LogFact.CLIENT_IP,
                        sending && !destination.isEmpty() ? destination : ip);
        Role role = sending ? Role.CLIENT : outbound ? Role.POLICY : Role.SERVER;
        if (delivered.equals("true")) {
            return noted.event(NAME, role, Outcome.DELIVERED, story);
        }
        if (!delivered.equals("false") && !act.equals("rej") && !act.equals("reject")) {
            return noted.event(NAME, role, Outcome.READ, story);
        }
        String type = any(pairs, "RejType", "rejectionType");
        String info = any(pairs, "RejInfo", "rejectionInfo", "deliveryErrors", "Err", "Error");
        noted.value(LogFact.CODE, any(pairs, "RejCode", "rejectionCode"))
                .value(LogFact.WORDS, info.isEmpty() ? type : info);
        return noted.refused(NAME, role, story, type.toLowerCase(Locale.ROOT).contains("temporary"));
    }

    private static String any(Map<String, String> pairs, String... keys) {
        for (String key : keys) {
            String value = pairs.getOrDefault(key, "");
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }
}
