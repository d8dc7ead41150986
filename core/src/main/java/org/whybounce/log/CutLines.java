package org.whybounce.log;

import java.util.Optional;

/// Lines that lost their beginning on the way: a forum's wrapping, a quotation, a container's own prefix. What only one
/// system writes in the middle of a line is read as that system's.
final class CutLines implements Grammar {
    @Override
    public Optional<Event> read(Line line) {
        String text = line.text();
        Noted noted = new Noted(line);
        int reject = line.find("NOQUEUE: reject: ");
        if (reject >= 0) {
            return Optional.of(PostfixLines.reject(line, noted, "", reject + 17));
        }
        int milter = line.find("milter-reject: ");
        if (milter >= 0) {
            return Optional.of(PostfixLines.reject(line, noted, "", milter + 15));
        }
        int to = line.find("to=<");
        int status = to < 0 ? -1 : text.indexOf("status=", to);
        if (status > 0
                && (text.startsWith("bounced", status + 7)
                        || text.startsWith("deferred", status + 7)
                        || text.startsWith("sent", status + 7)
                        || text.startsWith("expired", status + 7)
                        || text.startsWith("undeliverable", status + 7))) {
            return Optional.of(PostfixLines.delivery(line, noted, "", to));
        }
        int stat = to < 0 ? -1 : text.indexOf(", stat=", to);
        if (stat > 0 && text.indexOf("dsn=", to) > 0) {
            return Optional.of(SendmailLines.said(line, "", to));
        }
        int ruleset = line.find("ruleset=check_");
        if (ruleset >= 0 && text.indexOf("reject=", ruleset) > 0) {
            return Optional.of(SendmailLines.said(line, "", ruleset));
        }
        int rejected = line.find(" rejected ");
        if (rejected > 0 && line.has(" F=<") && (line.has("H=") || line.has(" RCPT <"))) {
            return Optional.of(EximLines.rejected(line, noted, "", line.start()));
        }
        int failed = line.find(" ** ");
        int put = line.find(" == ");
        int flag = Math.max(failed, put);
        if (flag >= 0 && text.indexOf(" T=", flag) > 0) {
            return Optional.of(EximLines.undelivered(line, noted, "", flag + 4, failed < 0));
        }
        int remote = line.find("SMTP error from remote");
        if (remote >= 0) {
            int host = line.find(" host ");
            noted.note(LogFact.WORDS, line.cut(remote, text.length()))
                    .note(LogFact.PEER, host < 0 || host > remote ? Optional.empty() : line.host(host + 6));
            return Optional.of(noted.refused(EximLines.NAME, Role.CLIENT, "", false));
        }
        return Optional.empty();
    }
}
