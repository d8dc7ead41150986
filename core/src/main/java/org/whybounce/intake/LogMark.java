package org.whybounce.intake;

import java.util.List;

/// Marks that only the log lines of mail servers carry.
final class LogMark {
    private LogMark() {}

    private static final List<String> MARKS = List.of(
            " postfix/",
            "]: NOQUEUE:",
            "status=bounced",
            "status=deferred",
            "status=sent",
            "status=expired",
            "stat=",
            " policyd-spf[",
            " opendmarc[",
            " opendkim[",
            " postfix-policyd-spf",
            "(rspamd_proxy)",
            " rejected RCPT",
            " rejected after DATA",
            " rejected MAIL",
            " rejected EHLO",
            " rejected HELO",
            " rejected connection",
            " R=dnslookup T=remote_smtp",
            " SMTP error from remote",
            "ruleset=check_");

    static boolean in(String text, int start, int end) {
        int limit = Math.min(end, start + LOOKED_AT);
        // A log line begins with a date: a digit, a month's name, or "<" of a syslog priority.
        if (limit - start < 30) {
            return false;
        }
        char c = text.charAt(start);
        if (!(c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c == '<' || c == '[' || c == 'p' || c == 'e')) {
            return false;
        }
        String line = text.substring(start, limit);
        if (line.startsWith("Received:") || line.startsWith("Diagnostic-Code")) {
            return false;
        }
        for (String mark : MARKS) {
            if (line.contains(mark)) {
                return true;
            }
        }
        return eximDelivery(line);
    }

    /// `2026-01-02 03:04:05 1abCDe-000123-Ab ** user@example.net R=...`: exim's mainlog.
    private static boolean eximDelivery(String line) {
        return line.length() > 40
                && line.charAt(4) == '-'
                && line.charAt(7) == '-'
                && line.charAt(10) == ' '
                && (line.contains(" ** ") || line.contains(" == ") || line.contains(" H=") || line.contains(" => "));
    }

    /// A mark stands near the beginning of its line.
    private static final int LOOKED_AT = 2048;
}
