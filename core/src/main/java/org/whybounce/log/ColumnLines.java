package org.whybounce.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Logs in columns that a header names: Exchange's message tracking and SMTP protocol logs, PowerMTA's accounting
/// files.
final class ColumnLines implements Grammar {
    private static final String FIELDS = "#Fields: ";

    static final Set<String> SYSTEMS = Set.of("exchange", "powermta");

    /// Whether a line names the columns of those below it.
    static boolean names(String text) {
        return text.startsWith(FIELDS) || text.startsWith("type,timeLogged");
    }

    /// PowerMTA's user guide, accounting file, default fields: for a file without its header.
    private static final List<String> POWERMTA = List.of(
            "type",
            "timelogged",
            "timequeued",
            "orig",
            "rcpt",
            "orcpt",
            "dsnaction",
            "dsnstatus",
            "dsndiag",
            "dsnmta",
            "bouncecat",
            "srctype",
            "srcmta",
            "dlvtype",
            "dlvsourceip",
            "dlvdestinationip");

    private final ExchangeSessions sessions = new ExchangeSessions();
    private List<String> names = List.of();

    @Override
    public Optional<Event> read(Line line) {
        String text = line.text();
        int at = line.start();
        boolean fields = text.startsWith(FIELDS, at);
        if (fields || text.regionMatches(true, at, "type,", 0, 5)) {
            names = List.of(text.substring(fields ? at + FIELDS.length() : at)
                    .strip()
                    .toLowerCase(Locale.ROOT)
                    .split(",", 200));
            return Optional.of(new Noted(line).event(system(), Role.SERVER, Outcome.READ, ""));
        }
        if (text.startsWith("#", at)) {
            return names.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Noted(line).event(system(), Role.SERVER, Outcome.READ, ""));
        }
        boolean power = powerMta(text, at);
        boolean dated = text.length() > at + 20
                && text.charAt(at + 4) == '-'
                && text.charAt(at + 10) == 'T'
                && text.indexOf(',', at) > 0;
        if (power && names.isEmpty()) {
            names = POWERMTA;
        }
        if (names.isEmpty() || !power && !dated) {
            return Optional.empty();
        }
        List<String> cells = cells(text.substring(at));
        if (cells.size() * 2 < names.size()) {
            return Optional.empty();
        }
        Map<String, String> row = new TreeMap<>();
        for (int i = 0; i < Math.min(names.size(), cells.size()); i++) {
            row.putIfAbsent(names.get(i).strip(), cells.get(i).strip());
        }
        return Optional.of(
                power
                        ? accounted(line, row)
                        : row.containsKey("session-id") ? sessions.read(line, row) : tracked(line, row));
    }

    private String system() {
        return names.contains("dsndiag") ? "powermta" : "exchange";
    }

    /// A row's type: b(ounce), t(ransient), d(elivery), r(eceipt), rb, rs, tq; a time follows it.
    private static boolean powerMta(String text, int at) {
        int comma = text.indexOf(',', at);
        return comma > at
                && comma - at <= 2
                && text.length() > comma + 11
                && text.charAt(comma + 5) == '-'
                && Character.isLetter(text.charAt(at));
    }

    private static Event accounted(Line line, Map<String, String> row) {
        String type = row.getOrDefault("type", "").toLowerCase(Locale.ROOT);
        Noted noted = new Noted(line)
                .value(LogFact.DATE, row.get("timelogged"))
                .value(LogFact.MAIL_FROM, row.get("orig"))
                .value(LogFact.RECIPIENT, row.get("rcpt"));
        if (type.equals("d")) {
            return noted.event("powermta", Role.CLIENT, Outcome.DELIVERED, "");
        }
        if (!type.startsWith("b") && !type.startsWith("t") && !type.startsWith("rb")) {
            return noted.event("powermta", Role.SERVER, Outcome.READ, "");
        }
        noted.value(LogFact.WORDS, unlabelled(row.getOrDefault("dsndiag", "")))
                .value(LogFact.STATUS, firstWord(row.getOrDefault("dsnstatus", "")))
                .value(LogFact.PEER, firstWord(row.getOrDefault("dsnmta", "")))
                .value(LogFact.CLIENT_IP, row.get("dlvsourceip"))
                .value(LogFact.CATEGORY, row.get("bouncecat"))
                .value(LogFact.ORIGINAL_RECIPIENT, row.get("orcpt"));
        return noted.event("powermta", Role.CLIENT, type.startsWith("t") ? Outcome.DEFERRED : Outcome.REFUSED, "");
    }

    private static Event tracked(Line line, Map<String, String> row) {
        String event = row.getOrDefault("event-id", "");
        String story = row.getOrDefault("internal-message-id", "");
        Noted noted = new Noted(line)
                .value(LogFact.DATE, row.get("date-time"))
                .value(LogFact.QUEUE_ID, story)
                .value(
                        LogFact.MAIL_FROM,
                        row.getOrDefault("return-path", "").isEmpty()
                                ? row.get("sender-address")
                                : row.get("return-path"))
                .value(LogFact.RECIPIENT, first(row.getOrDefault("recipient-address", "")));
        Outcome outcome = switch (event.toUpperCase(Locale.ROOT)) {
            case "SEND", "DELIVER", "SENDEXTERNAL" -> Outcome.DELIVERED;
            case "FAIL", "BADMAIL", "POISONMESSAGE", "DROP" -> Outcome.REFUSED;
            case "DEFER" -> Outcome.DEFERRED;
            default -> Outcome.READ;
        };
        if (outcome.refusal()) {
            String status = row.getOrDefault("recipient-status", "");
            noted.value(
                            LogFact.WORDS,
                            detail(status, "{LED=")
                                    .orElse(status.isEmpty() ? row.getOrDefault("source-context", "") : status))
                    .value(LogFact.PEER, detail(status, "{FQDN=").orElse(""));
        }
        return noted.event("exchange", Role.CLIENT, outcome, story);
    }

    /// What stands in `[{LRT=};{LED=550 5.7.1 ...};{FQDN=mx.example.net}]`.
    private static Optional<String> detail(String status, String name) {
        int at = status.indexOf(name);
        if (at < 0) {
            return Optional.empty();
        }
        int end = status.indexOf("};{", at);
        int last = end < 0 ? status.indexOf("}]", at) : end;
        return Optional.of(status.substring(at + name.length(), last < 0 ? status.length() : last));
    }

    private static String unlabelled(String diagnostic) {
        return diagnostic.regionMatches(true, 0, "smtp;", 0, 5)
                ? diagnostic.substring(5).strip()
                : diagnostic;
    }

    private static String firstWord(String value) {
        int space = value.indexOf(' ');
        return space < 0 ? value : value.substring(0, space);
    }

    private static String first(String recipients) {
        int end = recipients.indexOf(';');
        return end < 0 ? recipients : recipients.substring(0, end);
    }

    /// Exchange's tracking logs have some thirty columns, PowerMTA's accounting files up to a hundred.
    static final int MOST_CELLS = 200;

    /// RFC 4180: cells between commas; a comma inside of quotes is none, two quotes are one.
    static List<String> cells(String line) {
        List<String> cells = new ArrayList<>(32);
        int at = 0;
        while (at <= line.length() && cells.size() < MOST_CELLS) {
            if (at < line.length() && line.charAt(at) == '"') {
                at = quoted(line, at + 1, cells);
            } else {
                int comma = line.indexOf(',', at);
                int end = comma < 0 ? line.length() : comma;
                cells.add(line.substring(at, end));
                at = end + 1;
            }
        }
        return cells;
    }

    private static int quoted(String line, int from, List<String> cells) {
        StringBuilder cell = new StringBuilder();
        int at = from;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c != '"') {
                cell.append(c);
                at++;
            } else if (line.startsWith("\"\"", at)) {
                cell.append('"');
                at += 2;
            } else {
                break;
            }
        }
        cells.add(cell.toString());
        int comma = line.indexOf(',', at);
        return comma < 0 ? line.length() + 1 : comma + 1;
    }
}
