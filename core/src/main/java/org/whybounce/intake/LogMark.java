package org.whybounce.intake;

import java.util.List;
import java.util.Locale;
import org.whybounce.log.LogReading;
import org.whybounce.text.WordList;

/// Marks that only the log lines of mail servers carry.
final class LogMark {
    private LogMark() {}

    private static final List<String> MARKS = WordList.of("intake", "log mark: marks");

    /// Marks that stand in no other text, whatever the line begins with: the name of a container, of a program,
    /// a quotation of it.
    private static final List<String> SURE = WordList.of("intake", "log mark: sure");

    static boolean in(String text, int start, int end) {
        int limit = Math.min(end, start + LOOKED_AT);
        int from = container(text, start, limit);
        String line = text.substring(from, limit);
        return sure(line)
                || columns(line)
                || dated(text, from, limit)
                || LogReading.recognises(line)
                || LogReading.namesColumns(text.substring(start, limit));
    }

    /// Behind `postfix-1  | `, which docker compose puts in front of each line.
    private static int container(String text, int start, int limit) {
        int at = start;
        while (at < limit && at - start < 40 && text.charAt(at) > ' ') {
            at++;
        }
        while (at < limit && text.charAt(at) == ' ') {
            at++;
        }
        return at + 1 < limit && at > start && text.charAt(at) == '|' && text.charAt(at + 1) == ' ' ? at + 2 : start;
    }

    /// The header or a row of PowerMTA's accounting file or of Exchange's message tracking.
    private static boolean columns(String line) {
        if (line.startsWith("#") || line.startsWith("type,") || line.startsWith("Type,")) {
            String lower = line.toLowerCase(Locale.ROOT);
            return lower.startsWith("#fields: ") && (lower.contains("recipient-status") || lower.contains("session-id"))
                    || lower.startsWith("type,") && lower.contains(",dsnstatus");
        }
        int comma = line.indexOf(',');
        return comma > 0
                && comma <= 2
                && line.length() > comma + 12
                && line.charAt(comma + 5) == '-'
                && line.charAt(comma + 8) == '-'
                && "b t tq rb d rs".contains(line.substring(0, comma).toLowerCase(Locale.ROOT));
    }

    private static boolean sure(String line) {
        if (line.length() < 24 || line.startsWith("Diagnostic-Code")) {
            return false;
        }
        for (String mark : SURE) {
            if (line.contains(mark)) {
                return true;
            }
        }
        return false;
    }

    private static boolean dated(String text, int start, int limit) {
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
