package org.whybounce.log;

import java.util.Optional;

/// rspamd's summary of a task: `qid: <4BC>, ip: 192.0.2.7, from: <a>, (default: T (reject): [16.20/15.00] [...])`. What
/// it
/// lets pass is no refusal, whatever its symbols are.
final class RspamdLines implements Grammar {
    static final String NAME = "rspamd";

    @Override
    public Optional<Event> read(Line line) {
        if (!line.has("rspamd") && !line.has("(rmilter")) {
            return Optional.empty();
        }
        String text = line.text();
        int verdict = line.find("(default: ");
        if (verdict < 0) {
            return Optional.of(new Noted(line).event(NAME, Role.POLICY, Outcome.READ, ""));
        }
        String story =
                line.after("qid: <", ">").map(org.whybounce.text.Claim::value).orElse("");
        Noted noted = new Noted(line)
                .value(LogFact.QUEUE_ID, story)
                .note(LogFact.CLIENT_IP, line.after(" ip: ", ", "))
                .note(LogFact.MAIL_FROM, line.path(" from: <"))
                .note(LogFact.RECIPIENT, line.after("rcpts: <", ">,"));
        boolean reject = text.indexOf("(reject)", verdict) > 0;
        boolean later = text.indexOf("(soft reject)", verdict) > 0 || text.indexOf("(greylist)", verdict) > 0;
        if (!reject && !later) {
            return Optional.of(noted.event(NAME, Role.POLICY, Outcome.READ, story));
        }
        int task = line.find("rspamd_");
        noted.note(LogFact.WORDS, line.cut(task < 0 ? verdict : task, text.length()));
        return Optional.of(noted.event(NAME, Role.POLICY, later ? Outcome.DEFERRED : Outcome.REFUSED, story));
    }
}
