package org.whybounce.message;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.whybounce.message.HeaderBlock.Damage;
import org.whybounce.message.field.FieldNames;
import org.whybounce.message.field.HeaderField;
import org.whybounce.message.field.Scan;
import org.whybounce.message.field.SourceText;
import org.whybounce.text.Span;

/// Reads headers that a programming interface gives as a list: `{"name": "Received", "value": "from ..."}` (Gmail,
/// Microsoft Graph, Amazon SES), `["Received", "from ..."]` (Mailgun), `{"Received": ["from ...", ...]}`, or the whole
/// block as one string. Only the strings and the signs between them are looked at; broken JSON is read as far as it
/// goes.
final class JsonHeaders {
    /// A string of the paste, decoded.
    ///
    /// @param start where it stands, its quotation mark included
    /// @param before the last sign before it that is no white space
    private record Literal(SourceText value, int start, int end, char before) {}

    /// Lines of prose before the list.
    private static final int MOST_LINES = 50;

    private final String text;
    private final List<HeaderField> fields = new ArrayList<>();
    private final List<String> limits = new ArrayList<>();

    private JsonHeaders(String text) {
        this.text = text;
    }

    static Optional<HeaderBlock> read(String text, int from) {
        int start = begin(text, from);
        return start < 0 ? Optional.empty() : new JsonHeaders(text).block(start);
    }

    /// Where a list begins: at a line that opens with a bracket or, at the very beginning, a quotation mark.
    private static int begin(String text, int from) {
        int at = from;
        for (int line = 0; line < MOST_LINES && at < text.length(); line++) {
            int first = at;
            while (first < text.length() && (text.charAt(first) == ' ' || text.charAt(first) == '\t')) {
                first++;
            }
            if (first >= text.length()) {
                return -1;
            }
            char c = text.charAt(first);
            if (c == '{' || c == '[' || c == '"' && line == 0) {
                return first;
            }
            int end = text.indexOf('\n', at);
            if (end < 0) {
                return -1;
            }
            at = end + 1;
        }
        return -1;
    }

    private Optional<HeaderBlock> block(int start) {
        List<Literal> literals = literals(start);
        for (int i = 0; i < literals.size() && fields.size() < HeaderBlock.MOST_FIELDS; i++) {
            Literal literal = literals.get(i);
            Optional<HeaderBlock> whole = whole(literal);
            if (whole.isPresent()) {
                return whole;
            }
            i = entry(literals, i);
        }
        if (fields.size() >= HeaderBlock.MOST_FIELDS) {
            limits.add("only the first " + HeaderBlock.MOST_FIELDS + " header fields were read");
        }
        boolean telling = fields.stream().anyMatch(field -> FieldNames.known(field.name()));
        if (fields.size() < 2 || !telling) {
            return Optional.empty();
        }
        Span span = new Span(
                fields.getFirst().span().start(), fields.getLast().span().end());
        return Optional.of(new HeaderBlock(fields, span, Optional.empty(), EnumSet.of(Damage.JSON), limits));
    }

    /// Reads the entry that begins with a literal; returns the index of its last one.
    private int entry(List<Literal> literals, int i) {
        Literal first = literals.get(i);
        String word = first.value().text();
        boolean more = i + 1 < literals.size();
        if (key(word, "name")
                && i + 3 < literals.size()
                && key(literals.get(i + 2).value().text(), "value")) {
            add(literals.get(i + 1), literals.get(i + 3));
            return i + 3;
        }
        if (key(word, "value")
                && i + 3 < literals.size()
                && key(literals.get(i + 2).value().text(), "name")) {
            add(literals.get(i + 3), literals.get(i + 1));
            return i + 3;
        }
        if (!more || !FieldNames.known(word)) {
            return i;
        }
        Literal second = literals.get(i + 1);
        boolean pair = (first.before() == '[' || first.before() == '(') && second.before() == ',';
        if (pair || second.before() == ':') {
            add(first, second);
            return i + 1;
        }
        int at = i + 1;
        // `"Received": ["...", "..."]`: the bracket stands before the first value, commas before the others.
        if (second.before() == '[') {
            do {
                add(first, literals.get(at++));
            } while (at < literals.size()
                    && literals.get(at).before() == ','
                    && text.indexOf(
                                    ']',
                                    literals.get(at - 1).end(),
                                    literals.get(at).start())
                            < 0);
        }
        return at - 1;
    }

    private static boolean key(String word, String wanted) {
        return word.equalsIgnoreCase(wanted) || wanted.equals("name") && word.equalsIgnoreCase("key");
    }

    private void add(Literal name, Literal value) {
        if (FieldNames.plausible(name.value().text()) && fields.size() < HeaderBlock.MOST_FIELDS) {
            fields.add(new HeaderField(
                    name.value().text(),
                    value.value(),
                    new Span(Math.min(name.start(), value.start()), Math.max(name.end(), value.end()))));
        }
    }

    /// A string that holds header lines itself.
    private static Optional<HeaderBlock> whole(Literal literal) {
        String value = literal.value().text();
        if (value.indexOf('\n') < 0 || value.length() < 60) {
            return Optional.empty();
        }
        return HeaderBlockReader.plain(value, 0)
                .filter(block -> block.fields().size() > 2
                        && block.fields().stream()
                                        .filter(field -> FieldNames.known(field.name()))
                                        .count()
                                > 2)
                .map(block -> new HeaderBlock(
                        block.fields().stream()
                                .map(field -> {
                                    Span body = field.body().span();
                                    return new HeaderField(
                                            field.name(),
                                            literal.value().part(body.start(), Math.max(body.start(), body.end())),
                                            literal.value()
                                                    .span(
                                                            field.span().start(),
                                                            field.span().end()));
                                })
                                .toList(),
                        new Span(literal.start(), literal.end()),
                        Optional.empty(),
                        EnumSet.of(Damage.JSON),
                        block.limits()));
    }

    private List<Literal> literals(int start) {
        List<Literal> found = new ArrayList<>();
        char before = ' ';
        // Python prints lists with single quotation marks.
        boolean single = text.startsWith("[('", start) || text.startsWith("{'", start) || text.startsWith("[{'", start);
        for (int i = start; i < text.length() && found.size() < 4 * HeaderBlock.MOST_FIELDS; i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\'' && single) {
                SourceText.Builder value = new SourceText.Builder();
                int end = literal(i + 1, c, value);
                found.add(new Literal(value.build(), i, end, before));
                i = end - 1;
                before = ' ';
            } else if (!Scan.space(c)) {
                before = c;
            }
        }
        return found;
    }

    /// Decodes a string; returns the place behind its end.
    private int literal(int start, char quote, SourceText.Builder value) {
        int from = start;
        int i = start;
        while (i < text.length() && text.charAt(i) != quote) {
            if (text.charAt(i) != '\\' || i + 1 >= text.length()) {
                i++;
                continue;
            }
            value.add(from, text.substring(from, i));
            char escaped = text.charAt(i + 1);
            int code = escaped == 'u' && i + 6 <= text.length() ? hex(i + 2) : -1;
            value.add(i, code >= 0 ? String.valueOf((char) code) : meaning(escaped));
            i += code >= 0 ? 6 : 2;
            from = i;
        }
        value.add(from, text.substring(Math.min(from, i), i));
        return Math.min(i + 1, text.length());
    }

    private int hex(int at) {
        int code = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            code = code * 16 + digit;
        }
        return code;
    }

    private static String meaning(char escaped) {
        return switch (escaped) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'b', 'f' -> " ";
            default -> String.valueOf(escaped);
        };
    }
}
