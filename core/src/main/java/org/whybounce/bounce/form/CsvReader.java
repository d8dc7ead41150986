package org.whybounce.bounce.form;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.whybounce.bounce.Action;
import org.whybounce.bounce.EnhancedStatus;
import org.whybounce.bounce.raw.Addresses;
import org.whybounce.bounce.raw.Field;
import org.whybounce.bounce.raw.Lexicon;
import org.whybounce.bounce.raw.Part;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;

/// Reads logs in columns: PowerMTA's accounting files (`type,timeLogged,...,dsnStatus,dsnDiag,dsnMta,bounceCat,...`)
/// and
/// Exchange's message tracking (`#Fields: date-time,client-ip,...,recipient-address,recipient-status,...`). The header
/// names the columns; a PowerMTA file without one has them in the order that its documentation gives.
final class CsvReader {
    private final Part part;
    private final String text;

    CsvReader(Part part) {
        this.part = part;
        this.text = part.text();
    }

    private static final String FIELDS = "#fields: ";
    private static final String HEADER = "type,";

    /// PowerMTA's user guide, accounting file, default fields.
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

    /// Whether a line is one of such a log, its header or a row.
    static boolean row(String lower) {
        return lower.startsWith(FIELDS) && lower.contains("recipient-status")
                || lower.startsWith(HEADER) && lower.contains("dsn")
                || kind(lower) && lower.length() > 12 && lower.charAt(lower.indexOf(',') + 5) == '-';
    }

    private static boolean kind(String lower) {
        int comma = lower.indexOf(',');
        return comma > 0
                && comma < 3
                && lower.length() > comma + 5
                && List.of("b", "t", "tq", "rb", "d", "rs").contains(lower.substring(0, comma))
                && Lexicon.digit(lower.charAt(comma + 1));
    }

    static boolean looks(String text) {
        int at = 0;
        for (int lines = 0; lines < 8 && at < text.length(); lines++) {
            int end = Field.lineEnd(text, at, text.length());
            String line = text.substring(at, Math.min(end, at + 2048)).strip().toLowerCase(Locale.ROOT);
            if (row(line)) {
                return true;
            }
            at = Field.next(text, end, text.length());
        }
        return false;
    }

    private static final int MOST_LINES = 20_000;
    private static final int MOST_COLUMNS = 200;

    List<Draft> read() {
        List<Draft> refused = new ArrayList<>();
        List<Draft> arrived = new ArrayList<>();
        List<String> names = POWERMTA;
        int at = 0;
        for (int lines = 0; lines < MOST_LINES && at < text.length(); lines++) {
            int end = Field.lineEnd(text, at, text.length());
            String lower = text.substring(at, Math.min(end, at + 4096)).strip().toLowerCase(Locale.ROOT);
            if (lower.startsWith(FIELDS) || lower.startsWith(HEADER)) {
                names = List.of(lower.substring(lower.startsWith(FIELDS) ? FIELDS.length() : 0)
                        .split(",", MOST_COLUMNS));
            } else if (!lower.isEmpty() && !lower.startsWith("#") && refused.size() < DsnReader.MOST_RECIPIENTS) {
                Map<String, Span> row = columns(names, cells(at, end));
                draft(row).ifPresent(draft -> (delivered(row) ? arrived : refused).add(draft));
            }
            at = Field.next(text, end, text.length());
        }
        return refused.isEmpty() ? arrived : refused;
    }

    /// RFC 4180: cells between commas; a comma inside quotes is none.
    private List<Span> cells(int start, int end) {
        List<Span> cells = new ArrayList<>();
        int at = start;
        while (at <= end && cells.size() < MOST_COLUMNS) {
            int from = at;
            boolean quoted = at < end && text.charAt(at) == '"';
            int stop = quoted ? at + 1 : at;
            while (stop < end) {
                if (quoted && text.charAt(stop) == '"') {
                    if (stop + 1 < end && text.charAt(stop + 1) == '"') {
                        stop++;
                    } else {
                        break;
                    }
                } else if (!quoted && text.charAt(stop) == ',') {
                    break;
                }
                stop++;
            }
            cells.add(quoted ? new Span(from + 1, stop) : new Span(from, stop));
            int comma = stop;
            while (comma < end && text.charAt(comma) != ',') {
                comma++;
            }
            at = comma + 1;
        }
        return cells;
    }

    private static Map<String, Span> columns(List<String> names, List<Span> cells) {
        Map<String, Span> row = new HashMap<>();
        for (int i = 0; i < Math.min(names.size(), cells.size()); i++) {
            if (cells.get(i).length() > 0) {
                row.putIfAbsent(names.get(i).strip(), cells.get(i));
            }
        }
        return row;
    }

    private String word(Map<String, Span> row, String name) {
        Span cell = row.get(name);
        return cell == null ? "" : cell.of(text).strip().toLowerCase(Locale.ROOT);
    }

    private boolean delivered(Map<String, Span> row) {
        String type = word(row, "type") + word(row, "event-id");
        return type.equals("d") || type.equals("deliver") || type.equals("send");
    }

    private Optional<Draft> draft(Map<String, Span> row) {
        String type = word(row, "type") + word(row, "event-id");
        boolean refusal = List.of("b", "t", "tq", "rb", "rs", "fail", "defer", "badmail", "haredirectfail")
                .contains(type);
        if (!refusal && !delivered(row)) {
            return Optional.empty();
        }
        Draft draft = new Draft(part);
        draft.recipient = address(row, "rcpt", "recipient-address");
        draft.original = address(row, "orcpt");
        draft.envelopeFrom = address(row, "orig", "return-path", "sender-address");
        draft.status = cell(row, "dsnstatus")
                .flatMap(span -> EnhancedStatus.parse(first(span)).map(code -> new Claim<>(code, null)));
        draft.remoteMta = cell(row, "dsnmta")
                .flatMap(span -> Transcript.host(text, span.start(), span.end()))
                .map(this::claim);
        draft.date = cell(row, "timelogged").or(() -> cell(row, "date-time")).map(this::claim);
        draft.ip = cell(row, "dlvsourceip")
                .filter(span -> IpAddress.parse(span.of(text)).isPresent())
                .map(this::claim);
        draft.category = cell(row, "bouncecat").map(this::claim);
        draft.queueId = cell(row, "internal-message-id").map(this::claim);
        cell(row, "dsndiag").or(() -> cell(row, "recipient-status")).ifPresent(span -> {
            draft.text = words(span);
            if (draft.remoteMta.isEmpty()) {
                draft.remoteMta = ExchangeStatus.host(text, span).map(this::claim);
            }
        });
        Action action = delivered(row)
                ? Action.DELIVERED
                : type.startsWith("t") || type.equals("defer") ? Action.DELAYED : Action.FAILED;
        draft.action = Optional.of(new Claim<>(action, null));
        return Optional.of(draft);
    }

    /// `smtp;550 ...`, or Exchange's `[{LED=550 ...};{FQDN=...}]`.
    private Span words(Span cell) {
        if (text.regionMatches(true, cell.start(), "smtp;", 0, 5)) {
            return new Span(cell.start() + 5, cell.end());
        }
        return ExchangeStatus.words(text, cell).orElse(cell);
    }

    private static String firstWord(String value) {
        String word = value.strip();
        int space = word.indexOf(' ');
        return space < 0 ? word : word.substring(0, space);
    }

    private String first(Span cell) {
        return firstWord(cell.of(text));
    }

    private Optional<Span> cell(Map<String, Span> row, String name) {
        return Optional.ofNullable(row.get(name));
    }

    private Optional<Claim<String>> address(Map<String, Span> row, String... names) {
        for (String name : names) {
            Span cell = row.get(name);
            Optional<Span> address = cell == null ? Optional.empty() : Addresses.first(text, cell.start(), cell.end());
            if (address.isPresent()) {
                return address.map(this::claim);
            }
        }
        return Optional.empty();
    }

    private Claim<String> claim(Span span) {
        return part.claim(span.of(text), span.start(), span.end());
    }
}
