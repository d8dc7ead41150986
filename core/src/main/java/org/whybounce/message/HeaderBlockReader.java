package org.whybounce.message;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.whybounce.message.HeaderBlock.Damage;
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
    private boolean entities;

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
        return new HeaderBlockReader(text).block(from);
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
            int indent = line.start();
            while (indent < line.end() && isMark(text.charAt(indent))) {
                indent++;
            }
            if (nameEnd(indent, line.end()) > 0 && opensBlock(indent, line, onlyCr)) {
                String prefix = text.substring(line.start(), indent);
                split(at, prefix, onlyCr);
                return Optional.of(assemble(onlyCr));
            }
            if (++prose > MOST_PROSE_LINES) {
                return Optional.empty();
            }
            at = line.next();
        }
        return Optional.empty();
    }

    /// A header block begins with a known field, or with an unknown one that a field or its continuation follows.
    private boolean opensBlock(int start, Line line, boolean onlyCr) {
        String name = text.substring(start, nameEnd(start, line.end())).strip();
        if (FieldNames.known(name)) {
            return true;
        }
        if (!FieldNames.plausible(name) || line.next() >= text.length()) {
            return false;
        }
        Line after = lineAt(line.next(), onlyCr);
        int second = after.start();
        while (second < after.end() && isMark(text.charAt(second))) {
            second++;
        }
        int end = nameEnd(second, after.end());
        return end > 0 && FieldNames.known(text.substring(second, end).strip());
    }

    private static boolean isMark(char c) {
        return c == ' ' || c == '\t' || c == '>' || c == '|' || c == '\u00a0';
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

    /// Cuts the block into lines without their common prefix, up to the blank line that ends it.
    private void split(int from, String prefix, boolean onlyCr) {
        if (prefix.indexOf('>') >= 0 || prefix.indexOf('|') >= 0) {
            damage.add(Damage.QUOTED);
        } else if (!prefix.isEmpty()) {
            damage.add(Damage.INDENTED);
        }
        boolean bars = prefix.indexOf('|') >= 0;
        boolean doubled = doubleSpaced(from, onlyCr);
        if (doubled) {
            damage.add(Damage.DOUBLE_SPACED);
        }
        int at = from;
        int blanks = 0;
        while (at < text.length()) {
            Line line = lineAt(at, onlyCr);
            int start = line.start();
            if (!prefix.isEmpty()) {
                int same = 0;
                while (same < prefix.length()
                        && start + same < line.end()
                        && text.charAt(start + same) == prefix.charAt(same)) {
                    same++;
                }
                // A blank line may have lost the blanks of its quote mark.
                start += same == prefix.length() || start + same == line.end() ? same : 0;
            }
            boolean blank = isBlank(start, line.end());
            if (blank && !(doubled && blanks == 0)) {
                lines.add(new Line(line.next(), line.next(), line.next()));
                return;
            }
            blanks = blank ? blanks + 1 : 0;
            if (!blank) {
                lines.add(new Line(start, bars ? beforeBar(start, line.end()) : line.end(), line.next()));
            }
            at = line.next();
        }
    }

    /// The end of a table row without the bar that closes it.
    private int beforeBar(int start, int end) {
        int i = end;
        while (i > start && (text.charAt(i - 1) == ' ' || text.charAt(i - 1) == '\t')) {
            i--;
        }
        if (i <= start || text.charAt(i - 1) != '|') {
            return end;
        }
        i--;
        while (i > start && text.charAt(i - 1) == ' ') {
            i--;
        }
        return i;
    }

    /// A line of nothing but white space ends a header block just as an empty one does in every paste seen; strictly it
    /// would be a continuation (RFC 5322, section 4.2, forbids generating it).
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
    private boolean doubleSpaced(int from, boolean onlyCr) {
        int at = from;
        for (int pair = 0; pair < 3; pair++) {
            if (at >= text.length()) {
                return false;
            }
            Line line = lineAt(at, onlyCr);
            if (isBlank(line.start(), line.end()) || line.next() >= text.length()) {
                return false;
            }
            Line blank = lineAt(line.next(), onlyCr);
            if (!isBlank(blank.start(), blank.end()) || blank.next() >= text.length()) {
                return false;
            }
            Line next = lineAt(blank.next(), onlyCr);
            boolean continues = next.start() < next.end() && startsWithSpace(next);
            int end = nameEnd(next.start(), next.end());
            if (!continues
                    && (end <= 0
                            || !FieldNames.known(
                                    text.substring(next.start(), end).strip()))) {
                return false;
            }
            at = blank.next();
        }
        return true;
    }

    private HeaderBlock assemble(boolean onlyCr) {
        if (onlyCr) {
            damage.add(Damage.BARE_CR);
        }
        entities = entities();
        if (entities) {
            damage.add(Damage.ENTITIES);
        }
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
                String written = text.substring(line.start(), nameEnd);
                name = written.strip();
                if (text.charAt(nameEnd) != ':') {
                    damage.add(Damage.TABLE);
                } else if (name.length() < written.length()) {
                    damage.add(Damage.SPACE_BEFORE_COLON);
                }
                fieldStart = line.start();
                body = new SourceText.Builder();
                add(body, Math.min(nameEnd + 1, line.end()), line.end());
            } else {
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
        noteCharacters(fields);
        int start = fields.getFirst().span().start();
        int end = fields.getLast().span().end();
        Optional<Integer> bodyAt = after >= 0 && after < text.length() ? Optional.of(after) : Optional.empty();
        List<HeaderField> whole = JoinedFields.split(fields);
        if (whole.size() > fields.size()) {
            damage.add(Damage.JOINED);
        }
        return new HeaderBlock(whole, new Span(start, end), bodyAt, damage, limits);
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

    /// Adds a part of the paste, entities of a web page as the characters that they stand for.
    private void add(SourceText.Builder body, int start, int end) {
        int from = start;
        if (entities) {
            for (int at = text.indexOf('&', start); at >= 0 && at < end; at = text.indexOf('&', at + 1)) {
                for (Entity entity : ENTITIES) {
                    if (text.startsWith(entity.name(), at) && at + entity.name().length() <= end) {
                        body.add(from, text.substring(from, at));
                        body.add(at, entity.means());
                        from = at + entity.name().length();
                        break;
                    }
                }
            }
        }
        body.add(from, text.substring(from, end));
    }

    private record Entity(String name, String means) {}

    private static final List<Entity> ENTITIES = List.of(
            new Entity("&lt;", "<"),
            new Entity("&gt;", ">"),
            new Entity("&quot;", "\""),
            new Entity("&#39;", "'"),
            new Entity("&nbsp;", " "),
            new Entity("&amp;", "&"));

    /// Whether the block was copied from the source of a web page: it has angle brackets as entities, and no others.
    private boolean entities() {
        boolean found = false;
        for (Line line : lines) {
            // Within the line only: a search to the end of the text would make a long block quadratic.
            if (text.indexOf('<', line.start(), line.end()) >= 0) {
                return false;
            }
            found |= text.indexOf("&lt;", line.start(), line.end()) >= 0;
        }
        return found;
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
        String name = text.substring(line.start(), end).strip();
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
        // Tables of web pages have a tab or a bar where the colon was.
        boolean cell = colon < end && (text.charAt(i) == '\t' || text.charAt(colon) == '|');
        return cell && Character.isUpperCase(text.charAt(start)) && FieldNames.known(text.substring(start, i))
                ? text.charAt(colon) == '|' ? colon : i
                : -1;
    }

    private void noteCharacters(List<HeaderField> fields) {
        for (HeaderField field : fields) {
            String body = field.body().text();
            if (body.indexOf('\0') >= 0) {
                damage.add(Damage.NUL);
            }
            for (int cr = body.indexOf('\r'); cr >= 0; cr = body.indexOf('\r', cr + 1)) {
                int after = cr + 1;
                while (after < body.length() && body.charAt(after) == '\r') {
                    after++;
                }
                if (after >= body.length() || body.charAt(after) != '\n') {
                    damage.add(Damage.BARE_CR);
                    break;
                }
            }
        }
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
