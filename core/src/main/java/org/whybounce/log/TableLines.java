package org.whybounce.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.text.WordList;

/// The tables in which sending services and panels list what came back, copied out of a page or saved as CSV: a line
/// that names the columns, then one row a mail. Whose table it is does not matter, its columns tell it all: one names
/// the recipient, one the reason, perhaps one what became of it.
final class TableLines implements Grammar {
    static final String NAME = "table";

    /// What sets cells apart, the surest first.
    private static final String SEPARATORS = "\t|;,";

    /// A line that names columns is short.
    private static final int LONGEST_HEADER = 600;

    private static final int LEAST_CELLS = 2;

    private static final List<String> RECIPIENTS = WordList.of("log", "table: recipient");
    private static final List<String> REASONS = WordList.of("log", "table: reason");
    private static final List<String> STATES = WordList.of("log", "table: state");
    private static final List<String> ARRIVED = WordList.of("log", "table: arrived");
    private static final List<String> NOT_ARRIVED = WordList.of("log", "table: not arrived");
    private static final List<String> PUT_OFF = WordList.of("log", "table: put off");

    /// @param cells how many the header has
    private record Columns(char separator, int cells, int recipient, List<Integer> reasons, List<Integer> states) {}

    private Optional<Columns> columns = Optional.empty();

    /// Whether a line names the columns of those below it.
    static boolean names(String text) {
        return columns(text).isPresent();
    }

    @Override
    public Optional<Event> read(Line line) {
        Optional<Columns> header = columns(line.text());
        if (header.isPresent()) {
            columns = header;
            return Optional.of(new Noted(line).event(NAME, Role.CLIENT, Outcome.READ, ""));
        }
        return columns.flatMap(named -> row(line, named));
    }

    private static Optional<Columns> columns(String text) {
        if (text.length() > LONGEST_HEADER || text.indexOf('@') >= 0 || text.isBlank()) {
            return Optional.empty();
        }
        for (int s = 0; s < SEPARATORS.length(); s++) {
            char separator = SEPARATORS.charAt(s);
            int first = text.indexOf(separator);
            // Prose has a blank behind a comma.
            boolean prose = first >= 0 && s > 1 && text.startsWith(" ", first + 1);
            if (first < 0 || prose) {
                continue;
            }
            List<String> names = cells(text, separator);
            if (names.size() < LEAST_CELLS) {
                continue;
            }
            int recipient = -1;
            List<Integer> reasons = new ArrayList<>();
            List<Integer> states = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(i).toLowerCase(Locale.ROOT);
                if (recipient < 0 && RECIPIENTS.contains(name)) {
                    recipient = i;
                } else if (REASONS.contains(name)) {
                    reasons.add(i);
                } else if (STATES.contains(name)) {
                    states.add(i);
                }
            }
            if (recipient >= 0 && !(reasons.isEmpty() && states.isEmpty())) {
                return Optional.of(
                        new Columns(separator, names.size(), recipient, List.copyOf(reasons), List.copyOf(states)));
            }
        }
        return Optional.empty();
    }

    private static Optional<Event> row(Line line, Columns named) {
        List<String> cells = cells(line.text(), named.separator());
        if (cells.size() <= named.recipient() || cells.size() * 2 < named.cells()) {
            return Optional.empty();
        }
        String recipient = address(cells.get(named.recipient()));
        if (recipient.indexOf('@') < 1) {
            return Optional.empty();
        }
        String state = join(cells, named.states()).toLowerCase(Locale.ROOT);
        String words = join(cells, named.reasons());
        Noted noted = new Noted(line)
                .value(LogFact.RECIPIENT, recipient)
                .value(LogFact.WORDS, words.isEmpty() ? join(cells, named.states()) : words);
        boolean lost = holds(state, NOT_ARRIVED);
        if (!lost && holds(state, ARRIVED)) {
            return Optional.of(noted.event(NAME, Role.CLIENT, Outcome.DELIVERED, ""));
        }
        if (!lost && words.isEmpty()) {
            return Optional.of(noted.event(NAME, Role.CLIENT, Outcome.READ, ""));
        }
        return Optional.of(noted.refused(NAME, Role.CLIENT, "", holds(state, PUT_OFF)));
    }

    private static boolean holds(String state, List<String> words) {
        return words.stream().anyMatch(state::contains);
    }

    private static String join(List<String> cells, List<Integer> columns) {
        StringBuilder all = new StringBuilder();
        for (int column : columns) {
            String cell = column < cells.size() ? cells.get(column) : "";
            all.append(all.isEmpty() || cell.isEmpty() ? "" : "; ").append(cell);
        }
        return all.toString();
    }

    /// `Ann <ann@example.net>`.
    private static String address(String cell) {
        int open = cell.lastIndexOf('<');
        int close = cell.indexOf('>', open + 1);
        String bare = open >= 0 && close > open ? cell.substring(open + 1, close) : cell;
        return bare.indexOf(' ') < 0 ? bare : "";
    }

    /// The cells of a line; the bars at the edges of a Markdown table are none.
    private static List<String> cells(String text, char separator) {
        if (text.indexOf(separator) < 0) {
            return List.of();
        }
        if (separator == ',') {
            return stripped(ColumnLines.cells(text.strip()));
        }
        String line = text;
        if (separator == '|') {
            line = line.strip();
            line = line.startsWith("|") ? line.substring(1) : line;
            line = line.endsWith("|") ? line.substring(0, line.length() - 1) : line;
        }
        List<String> cells = new ArrayList<>();
        for (int at = 0; at <= line.length() && cells.size() < ColumnLines.MOST_CELLS; ) {
            int next = line.indexOf(separator, at);
            int end = next < 0 ? line.length() : next;
            cells.add(line.substring(at, end));
            at = end + 1;
        }
        return stripped(cells);
    }

    private static List<String> stripped(List<String> cells) {
        return cells.stream()
                .map(cell -> {
                    String bare = cell.strip();
                    boolean quoted = bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"");
                    return quoted ? bare.substring(1, bare.length() - 1) : bare;
                })
                .toList();
    }
}
