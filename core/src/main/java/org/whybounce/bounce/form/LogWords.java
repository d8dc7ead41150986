package org.whybounce.bounce.form;

import java.util.List;
import java.util.Optional;
import org.whybounce.text.Span;

/// Where the reason stands in a log line, by the mark before it.
final class LogWords {
    private LogWords() {}

    /// @param refuses whether the line itself says that a mail was refused or put off; a daemon's finding does not
    /// @param daemon  whether a policy daemon says so, whose words the server's own line repeats
    /// @param passing whether another line of the same delivery is expected to tell what became of it
    record Found(Optional<Span> place, boolean refuses, boolean daemon, boolean passing) {
        static final Found NOTHING = new Found(Optional.empty(), false);

        Found(Optional<Span> place, boolean refuses) {
            this(place, refuses, false, false);
        }
    }

    private static final List<String> DELIVERIES =
            List.of("status=bounced", "status=deferred", "status=expired", "status=undeliverable");

    private static final List<String> REFUSALS = List.of(
            "milter-reject: ",
            "reject: ",
            "reply=",
            "stat=",
            "reject=",
            "smtp error from remote",
            " rejected ",
            "action=",
            "response=\"",
            "error=\"",
            "> rejected: ",
            "smtp_msg\":\"",
            " temporarily rejected ",
            " ** ",
            " == ");

    /// What one of several servers said; the line of the delivery that failed comes behind it, or never.
    private static final List<String> SPOKE = List.of(" refused to talk to me: ", " said: ");

    /// What policy daemons report of a mail; the server decides what becomes of it.
    private static final List<String> DAEMONS =
            List.of("policyd-spf[", "policyd-spf-python[", "policyd-spf-perl[", "opendmarc[", "opendkim[", "rspamd_");

    static Found find(String lower) {
        for (String mark : DELIVERIES) {
            int at = lower.indexOf(mark);
            if (at >= 0) {
                int open = lower.indexOf('(', at);
                return new Found(Optional.of(ended(lower, open < 0 ? at + mark.length() : open + 1)), true);
            }
        }
        for (String mark : DAEMONS) {
            int at = lower.indexOf(mark);
            if (at >= 0) {
                return daemon(lower, at, mark);
            }
        }
        for (String mark : REFUSALS) {
            int at = lower.indexOf(mark);
            if (at >= 0) {
                boolean kept = mark.equals("smtp error from remote") || mark.endsWith(" rejected ");
                return new Found(Optional.of(ended(lower, kept ? at : at + mark.length())), true);
            }
        }
        for (String mark : SPOKE) {
            int at = lower.indexOf(mark);
            if (at >= 0 && lower.contains("]: ")) {
                int host = lower.lastIndexOf("host ", at);
                return new Found(Optional.of(ended(lower, host < 0 ? at : host)), true, false, true);
            }
        }
        int warning = lower.indexOf("warning: ");
        return warning < 0 ? Found.NOTHING : new Found(Optional.of(ended(lower, warning + 9)), false);
    }

    private static Found daemon(String lower, int at, String mark) {
        if (mark.startsWith("rspamd")) {
            boolean refused =
                    lower.contains("(reject)") || lower.contains("(soft reject)") || lower.contains("(greylist)");
            return refused ? new Found(Optional.of(new Span(at, lower.length())), true) : Found.NOTHING;
        }
        int colon = lower.indexOf("]: ", at);
        if (colon < 0) {
            return Found.NOTHING;
        }
        if (mark.startsWith("policyd")) {
            // "prepend Received-SPF: Pass ..." lets the mail through.
            boolean passed = lower.contains("received-spf: pass")
                    || lower.contains("received-spf: none")
                    || lower.contains("received-spf: neutral")
                    || lower.contains("action=dunno");
            boolean verdict = lower.startsWith("550", colon + 3)
                    || lower.startsWith("451", colon + 3)
                    || lower.contains("action=5")
                    || lower.contains("action=reject")
                    || lower.contains("action=defer");
            return passed
                    ? Found.NOTHING
                    : new Found(
                            Optional.of(ended(lower, verdict ? verdict(lower, colon + 3) : colon + 3)),
                            verdict,
                            verdict,
                            false);
        }
        boolean bad = lower.contains(" fail") || lower.contains("reject") || lower.contains("bad signature");
        return bad ? new Found(Optional.of(new Span(at, lower.length())), false) : Found.NOTHING;
    }

    private static int verdict(String lower, int from) {
        int action = lower.indexOf("action=", from);
        return action < 0 ? from : action + 7;
    }

    /// smtpd appends the envelope: `...; from=<a> to=<b> proto=ESMTP helo=<c>`; Sendmail its own summary of a reply.
    private static Span ended(String lower, int from) {
        int quote = from > 0 && lower.charAt(from - 1) == '"' ? lower.indexOf('"', from) : -1;
        if (quote > from) {
            return new Span(from, quote);
        }
        int envelope = lower.lastIndexOf("; from=<");
        if (envelope <= from) {
            envelope = lower.indexOf(", stat=", from);
        }
        return new Span(from, envelope > from ? envelope : lower.length());
    }
}
