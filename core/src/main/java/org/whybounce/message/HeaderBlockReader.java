package org.whybounce.message;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.whybounce.message.HeaderBlock.Damage;
import org.whybounce.message.field.FieldNames;
import org.whybounce.message.field.HeaderField;
import org.whybounce.message.field.Scan;
import org.whybounce.message.field.SourceText;
import org.whybounce.message.results.SummaryRow;
import org.whybounce.text.Span;

/// Finds a header block in a paste and repairs what mail programs and web forms do to one.
///
/// Every line is looked at a bounded number of times, so that reading is linear in the text. A line opens a field if it
/// has a plausible name before its first colon. What is no field and does not begin with white space either is taken
/// for a continuation whose indent was lost, since that is what web mail does to headers, as long as the next lines are
/// fields again.
final class HeaderBlockReader {
    /// Lines of prose that are passed over in search of the first field; more is a text without headers.
    private static final int MOST_PROSE_LINES = 5_000;

    private final String text;
    private final List<Line> lines = new ArrayList<>();
    private final Set<Damage> damage = EnumSet.noneOf(Damage.class);
    private final List<String> limits = new ArrayList<>();
    private final OpenHead head = new OpenHead();
    private int noted;
    private Escapes escapes = Escapes.NONE;

    /// Folded lines behind a blank one that are passed over in search of the next field.
    private static final int MOST_FOLDED = 6;

    /// A line of the paste: `start` after quote marks and common indent, `end` before the line break.
    private record Line(int start, int end, int next) {
        boolean blank() {
            return start >= end;
        }
    }

    private HeaderBlockReader(String text) {
        this.text = text;
    }

    static Optional<HeaderBlock> read(String text, int from) {
        Optional<HeaderBlock> listed = JsonHeaders.read(text, from);
        return listed.isPresent()
                ? listed
                : new HeaderBlockReader(text).block(from).map(first -> whole(text, first));
    }

    /// Reads lines only.
    static Optional<HeaderBlock> plain(String text, int from) {
        return new HeaderBlockReader(text).block(from);
    }

    /// Header analysers and web mail show the summary of a mail above its other fields or its source.
    private static HeaderBlock whole(String text, HeaderBlock first) {
        boolean summary = first.body().isPresent()
                && first.fields().stream().noneMatch(field -> FieldNames.traces(field.name()))
                && (first.damage().contains(Damage.TABLE)
                        || first.fields().stream()
                                .anyMatch(field -> SummaryRow.read(field).isPresent()));
        if (!summary) {
            return first;
        }
        return new HeaderBlockReader(text)
                .block(first.body().get())
                .filter(next -> next.fields().stream().anyMatch(field -> FieldNames.traces(field.name())))
                .map(next -> next.first("From").isPresent() ? next : first.with(next))
                .orElse(first);
    }

    private Optional<HeaderBlock> block(int from) {
        int at = from;
        if (at < text.length() && text.charAt(at) == '\ufeff') {
            at++;
        }
        boolean onlyCr = onlyCarriageReturns(at);
        int prose = 0;
        while (at < text.length()) {
            Line line = lineAt(at, onlyCr);
            LineMarks marks = LineMarks.of(text, line.start(), line.end());
            int indent = marks.end(text, line.start(), line.end());
            if (nameEnd(indent, line.end()) > 0 && opensBlock(indent, line, marks, onlyCr)) {
                split(at, marks, onlyCr);
                return assemble(onlyCr);
            }
            if (++prose > MOST_PROSE_LINES) {
                return Optional.empty();
            }
            at = line.next();
        }
        return Optional.empty();
    }

    /// A header block begins with a known field, or with an unknown one that a field or its continuation follows.
    private boolean opensBlock(int start, Line line, LineMarks marks, boolean onlyCr) {
        String name = name(start, nameEnd(start, line.end()));
        if (FieldNames.known(name)) {
            return true;
        }
        if (!FieldNames.plausible(name) || line.next() >= text.length()) {
            return false;
        }
        Line after = lineAt(line.next(), onlyCr);
        int second = marks.end(text, after.start(), after.end());
        while (second < after.end() && Scan.space(text.charAt(second))) {
            second++;
        }
        int end = nameEnd(second, after.end());
        return end > 0 && FieldNames.known(name(second, end));
    }

    /// The name in front of its colon, without the blanks and stars that stand around it.
    private String name(int start, int end) {
        int from = start;
        int to = end;
        while (from < to && (text.charAt(from) == '*' || text.charAt(from) <= ' ')) {
            from++;
        }
        while (to > from && (text.charAt(to - 1) == '*' || text.charAt(to - 1) == '"' || text.charAt(to - 1) <= ' ')) {
            to--;
        }
        return text.substring(from, to);
    }

    private boolean onlyCarriageReturns(int from) {
        int cr = text.indexOf('\r', from);
        int lf = text.indexOf('\n', from);
        return cr >= 0 && lf < 0;
    }

    private Line lineAt(int at, boolean onlyCr) {
        int end = text.indexOf(onlyCr ? '\r' : '\n', at);
        if (end < 0) {
            return new Line(at, text.length(), text.length());
        }
        int content = end;
        // A line end that was turned into CR LF twice has two carriage returns.
        while (content > at && text.charAt(content - 1) == '\r') {
            content--;
        }
        return new Line(at, content, end + 1);
    }

    /// Cuts the block into lines without their marks, up to the blank line or the fence that ends it.
    private void split(int from, LineMarks marks, boolean onlyCr) {
        marks.damage().ifPresent(damage::add);
        boolean doubled = doubleSpaced(from, marks, onlyCr);
        if (doubled) {
            damage.add(Damage.DOUBLE_SPACED);
        }
        int at = from;
        int blanks = 0;
        while (at < text.length()) {
            Line line = lineAt(at, onlyCr);
            int start = marks.end(text, line.start(), line.end());
            boolean blank = isBlank(start, line.end());
            boolean fence = text.startsWith("```", start) || text.startsWith("~~~", start);
            boolean damaged = blank && !doubled && !fence && goesOn(line, start < line.end(), marks, onlyCr);
            if (damaged) {
                at = line.next();
                continue;
            }
            if (fence || blank && !(doubled && blanks == 0)) {
                lines.add(new Line(line.next(), line.next(), line.next()));
                return;
            }
            blanks = blank ? blanks + 1 : 0;
            if (!blank) {
                lines.add(new Line(start, marks.close(text, start, line.end()), line.next()));
            }
            at = line.next();
        }
    }

    /// Whether the head goes on behind a blank line: its next field follows, at once or behind folded lines.
    private boolean goesOn(Line blank, boolean onlyBlanks, LineMarks marks, boolean onlyCr) {
        Line next = unmarked(blank.next(), marks, onlyCr);
        boolean blanks = onlyBlanks;
        int empty = 1;
        int folded = 0;
        while (next.next() < text.length()) {
            if (isBlank(next.start(), next.end())) {
                blanks &= next.start() < next.end();
                empty++;
            } else if (startsWithSpace(next)) {
                folded++;
                empty = 0;
            } else {
                break;
            }
            if (empty > OpenHead.MOST_BLANKS || folded > MOST_FOLDED) {
                return false;
            }
            next = unmarked(next.next(), marks, onlyCr);
        }
        int end = next.start() < next.end() ? nameEnd(next.start(), next.end()) : -1;
        if (end <= 0 || !FieldNames.known(name(next.start(), end))) {
            return false;
        }
        // Each line is looked at once, whatever number of blank ones there is.
        for (; noted < lines.size(); noted++) {
            Line line = lines.get(noted);
            int nameEnd = line.blank() || startsWithSpace(line) && noted > 0 ? -1 : nameEnd(line.start(), line.end());
            if (nameEnd > 0) {
                head.has(name(line.start(), nameEnd));
            }
        }
        boolean goesOn = head.goesOn(name(next.start(), end), blanks) && (folded == 0 || head.foldsOn(blanks));
        if (goesOn && !blanks) {
            damage.add(Damage.BLANK_LINES);
        }
        return goesOn;
    }

    /// A line of nothing but white space looks like an empty one; strictly it is a continuation (RFC 5322,
    /// section 4.2, forbids generating it), and [OpenHead] tells the two apart.
    private boolean isBlank(int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c != ' ' && c != '\t' && c != '\r' && c != '\u00a0') {
                return false;
            }
        }
        return true;
    }

    /// Whether a blank line follows each of the first lines, and fields or continuations go on after it.
    private boolean doubleSpaced(int from, LineMarks marks, boolean onlyCr) {
        int at = from;
        for (int pair = 0; pair < 3; pair++) {
            if (at >= text.length()) {
                return false;
            }
            Line line = unmarked(at, marks, onlyCr);
            if (isBlank(line.start(), line.end()) || line.next() >= text.length()) {
                return false;
            }
            Line blank = unmarked(line.next(), marks, onlyCr);
            if (!isBlank(blank.start(), blank.end()) || blank.next() >= text.length()) {
                return false;
            }
            Line next = unmarked(blank.next(), marks, onlyCr);
            boolean continues = next.start() < next.end() && startsWithSpace(next);
            int end = nameEnd(next.start(), next.end());
            if (!continues && (end <= 0 || !FieldNames.known(name(next.start(), end)))) {
                return false;
            }
            at = blank.next();
        }
        return true;
    }

    private Line unmarked(int at, LineMarks marks, boolean onlyCr) {
        Line line = lineAt(at, onlyCr);
        return new Line(marks.end(text, line.start(), line.end()), line.end(), line.next());
    }

    private Optional<HeaderBlock> assemble(boolean onlyCr) {
        if (onlyCr) {
            damage.add(Damage.BARE_CR);
        }
        escapes = escapes();
        escapes.damage().ifPresent(damage::add);
        List<HeaderField> fields = new ArrayList<>();
        SourceText.Builder body = new SourceText.Builder();
        String name = "";
        int fieldStart = -1;
        int fieldEnd = -1;
        int after = -1;
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (line.blank() && i == lines.size() - 1) {
                after = line.start();
                break;
            }
            int nameEnd = opensField(line, i, name);
            if (nameEnd > 0) {
                if (fieldStart >= 0) {
                    fields.add(new HeaderField(name, body.build(), new Span(fieldStart, fieldEnd)));
                    if (fields.size() >= HeaderBlock.MOST_FIELDS) {
                        limits.add("only the first " + HeaderBlock.MOST_FIELDS + " header fields were read");
                        fieldStart = -1;
                        break;
                    }
                }
                name = name(line.start(), nameEnd);
                if (nameEnd >= line.end() || text.charAt(nameEnd) != ':') {
                    damage.add(Damage.TABLE);
                } else if (Scan.space(text.charAt(nameEnd - 1))) {
                    damage.add(Damage.SPACE_BEFORE_COLON);
                }
                fieldStart = line.start();
                body = new SourceText.Builder();
                add(body, bodyStart(nameEnd, line.end()), line.end());
            } else if (fieldStart >= 0) {
                if (!startsWithSpace(line)) {
                    damage.add(Damage.FOLDING_LOST);
                }
                addFolded(body, line, fieldEnd);
            }
            fieldEnd = line.end();
        }
        if (fieldStart >= 0) {
            fields.add(new HeaderField(name, body.build(), new Span(fieldStart, fieldEnd)));
        }
        if (fields.isEmpty()) {
            // What is left of the first line without its marks is no field.
            return Optional.empty();
        }
        OddCharacters.note(fields, damage);
        int start = fields.getFirst().span().start();
        int end = fields.getLast().span().end();
        Optional<Integer> bodyAt = after >= 0 && after < text.length() ? Optional.of(after) : Optional.empty();
        List<HeaderField> whole = JoinedFields.split(fields);
        if (whole.size() > fields.size()) {
            damage.add(Damage.JOINED);
        }
        return Optional.of(new HeaderBlock(whole, new Span(start, end), bodyAt, damage, limits));
    }

    /// Where a field's body begins: behind the colon, and behind stars or quotes that set the name off.
    private int bodyStart(int nameEnd, int end) {
        int at = Math.min(nameEnd + 1, end);
        if (text.startsWith("**", at)) {
            return at + 2;
        }
        int next = Scan.skipSpace(text, at);
        boolean closed = nameEnd > 0 && text.charAt(nameEnd - 1) == '"' || nameEnd < end && text.charAt(nameEnd) == '"';
        return closed && next < end && text.charAt(next) == '"' ? next + 1 : at;
    }

    /// Joins a continuation to the body. The line break between them stands in the paste, so it is a piece too; where
    /// the line has lost its indent, that line break is what keeps the two words apart.
    private void addFolded(SourceText.Builder body, Line line, int previousEnd) {
        int breakEnd = previousEnd;
        while (breakEnd < line.start() && (text.charAt(breakEnd) == '\r' || text.charAt(breakEnd) == '\n')) {
            breakEnd++;
        }
        if (previousEnd >= 0 && breakEnd > previousEnd) {
            body.add(previousEnd, text.substring(previousEnd, breakEnd));
        }
        add(body, line.start(), line.end());
    }

    /// Adds a part of the paste, what was encoded as the characters that it stands for.
    private void add(SourceText.Builder body, int start, int end) {
        escapes.add(body, text, Math.min(start, end), end);
    }

    /// How the characters of the block were encoded on the way, if they were.
    private Escapes escapes() {
        Line first = lines.getFirst();
        if (text.indexOf("\",\"", first.start(), first.end()) > 0
                && first.start() > 0
                && text.charAt(first.start() - 1) == '"') {
            return Escapes.CELLS;
        }
        Escapes.Search search = new Escapes.Search();
        lines.forEach(line -> search.look(text, line.start(), line.end()));
        return search.found();
    }

    private boolean startsWithSpace(Line line) {
        char c = text.charAt(line.start());
        return c == ' ' || c == '\t' || c == '\u00a0';
    }

    /// The end of the name if the line opens a field, else -1.
    private int opensField(Line line, int index, String current) {
        if (line.blank() || startsWithSpace(line) && index > 0) {
            return -1;
        }
        int end = nameEnd(line.start(), line.end());
        if (end < 0) {
            return -1;
        }
        String name = name(line.start(), end);
        if (index == 0 || FieldNames.known(name)) {
            return end;
        }
        boolean slashes = end + 2 < line.end() && text.charAt(end + 1) == '/' && text.charAt(end + 2) == '/';
        return !slashes && FieldNames.plausibleAfter(name, current) ? end : -1;
    }

    /// The place of the colon that ends a field's name, or -1. The name is printable ASCII without a colon (RFC 5322,
    /// section 2.2); blanks before the colon are the obsolete syntax of its section 4.5.
    private int nameEnd(int start, int end) {
        int i = start;
        int limit = Math.min(end, start + FieldNames.LONGEST);
        while (i < limit && text.charAt(i) > ' ' && text.charAt(i) < 0x7f && text.charAt(i) != ':') {
            i++;
        }
        if (i == start) {
            return -1;
        }
        int colon = i;
        while (colon < limit && (text.charAt(colon) == ' ' || text.charAt(colon) == '\t')) {
            colon++;
        }
        if (colon < end && text.charAt(colon) == ':') {
            return colon;
        }
        return cellEnd(start, i, colon, end);
    }

    /// The end of the name in a table, which has a tab, a bar, a quoted cell, wide blanks or a line break where the
    /// colon was.
    private int cellEnd(int start, int nameEnd, int next, int end) {
        if (!Character.isUpperCase(text.charAt(start))) {
            return -1;
        }
        int comma = text.indexOf("\",\"", start, Math.min(nameEnd + 1, end));
        if (comma > 0) {
            return FieldNames.known(text.substring(start, comma)) ? comma + 1 : -1;
        }
        if (!FieldNames.known(text.substring(start, nameEnd))) {
            return -1;
        }
        if (next >= end) {
            // The name alone on its line: what a page copies that shows the value below it.
            return nameEnd == end && FieldNames.telling(text.substring(start, nameEnd)) ? end : -1;
        }
        if (text.charAt(next) == '|') {
            return next;
        }
        return text.charAt(nameEnd) == '\t' || next - nameEnd > 1 ? nameEnd : -1;
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
