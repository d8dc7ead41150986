package org.whybounce.log;

import java.util.Map;
import java.util.Optional;

/// spamdyke, the filter in front of qmail: `DENIED_RDNS_MISSING from: a to: b origin_ip: c ... reason: d`.
final class SpamdykeLines implements Grammar {
    /// What its verdicts say in words, by its manual; others say it by their names.
    private static final Map<String, String> WORDS = Map.of(
            "DENIED_RDNS_MISSING", "554 Refused. You have no reverse DNS entry.",
            "DENIED_RDNS_RESOLVE", "554 Refused. Your reverse DNS entry does not resolve.",
            "DENIED_GRAYLISTED", "451 Your address has been graylisted. Try again later.",
            "DENIED_SENDER_NO_MX", "554 Refused. The domain of your sender address has no mail exchanger (MX).",
            "DENIED_RBL_MATCH", "554 Refused. Your IP address is listed in the RBL.",
            "DENIED_OTHER", "");

    @Override
    public Optional<Event> read(Line line) {
        int mark = line.find("spamdyke[");
        Line.Program process = mark < 0 ? null : line.process();
        if (process == null) {
            return Optional.empty();
        }
        String text = line.text();
        Noted noted = new Noted(line)
                .note(LogFact.MAIL_FROM, line.after(" from: ", " "))
                .note(LogFact.RECIPIENT, line.after(" to: ", " "))
                .note(LogFact.CLIENT_IP, line.after(" origin_ip: ", " "));
        boolean denied = text.startsWith("DENIED_", process.said());
        if (!denied) {
            return Optional.of(noted.event("spamdyke", Role.SERVER, Outcome.READ, ""));
        }
        int end = Math.max(process.said(), text.indexOf(' ', process.said()));
        String verdict = text.substring(process.said(), end);
        String words = WORDS.getOrDefault(verdict, "");
        noted.note(LogFact.WORDS, words.isEmpty() ? line.cut(process.said(), end) : line.claim(words));
        return Optional.of(noted.refused("spamdyke", Role.SERVER, "", verdict.contains("GR")));
    }
}
