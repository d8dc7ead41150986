package org.whybounce.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One stanza of a knowledge file: `Field: value` lines, ended by a blank line. A line that begins with a space goes on
/// with the value before it, joined by one space; a line that begins with `#` is a comment. Field names are compared
/// without case and may repeat; their order is kept.
///
/// These files are part of the program, so one that does not parse is a bug and stops with the source and the line.
///
/// @param source the file, for error messages
/// @param line   the line on which the stanza begins, counted from 1
public record Stanza(String source, int line, List<Field> fields) {
    /// One field, with the line it begins on.
    public record Field(String name, String value, int line) {}

    public Stanza {
        fields = List.copyOf(fields);
    }

    /// All stanzas of a file's text, in order.
    public static List<Stanza> parse(String source, String text) {
        List<Stanza> stanzas = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        int next = 0;
        for (int i = 0; next <= text.length(); i++) {
            int end = text.indexOf('\n', next);
            end = end < 0 ? text.length() : end;
            // Checked out with the line ends of Windows, a file says the same.
            boolean carriage = end > next && text.charAt(end - 1) == '\r';
            String line = text.substring(next, carriage ? end - 1 : end);
            next = end + 1;
            if (line.startsWith("#")) {
                continue;
            }
            if (line.isBlank()) {
                finish(source, fields, stanzas);
            } else if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                if (fields.isEmpty()) {
                    throw new IllegalArgumentException(at(source, i) + "a continuation of nothing");
                }
                Field last = fields.removeLast();
                fields.add(new Field(last.name(), (last.value() + " " + line.strip()).strip(), last.line()));
            } else {
                int colon = line.indexOf(':');
                if (colon < 1) {
                    throw new IllegalArgumentException(at(source, i) + "neither 'Field: value' nor a comment");
                }
                fields.add(new Field(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip(),
                        i + 1));
            }
        }
        finish(source, fields, stanzas);
        return List.copyOf(stanzas);
    }

    private static void finish(String source, List<Field> fields, List<Stanza> stanzas) {
        if (!fields.isEmpty()) {
            stanzas.add(new Stanza(source, fields.getFirst().line(), fields));
            fields.clear();
        }
    }

    private static String at(String source, int index) {
        return source + ", line " + (index + 1) + ": ";
    }

    /// The value of the first field of this name.
    public Optional<String> value(String name) {
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                return Optional.of(field.value());
            }
        }
        return Optional.empty();
    }

    /// The values of all fields of this name, in order.
    public List<String> values(String name) {
        List<String> values = new ArrayList<>();
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                values.add(field.value());
            }
        }
        return List.copyOf(values);
    }

    /// The comma-separated words of all fields of this name, in order and without empty ones.
    public List<String> words(String name) {
        List<String> words = new ArrayList<>();
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                for (String word : field.value().split(",")) {
                    if (!word.isBlank()) {
                        words.add(word.strip());
                    }
                }
            }
        }
        return List.copyOf(words);
    }

    /// A value that must be there.
    public String required(String name) {
        return value(name).orElseThrow(() -> new IllegalArgumentException(where() + "'" + name + "' is missing"));
    }

    /// Stops at a field whose name is none of these: a misspelt field would otherwise be lost in silence.
    public Stanza allowing(List<String> names) {
        for (Field field : fields) {
            if (!known(names, field.name())) {
                throw new IllegalArgumentException(
                        source + ", line " + field.line() + ": no such field here: '" + field.name() + "'");
            }
        }
        return this;
    }

    private static boolean known(List<String> names, String field) {
        for (String name : names) {
            if (name.equalsIgnoreCase(field)) {
                return true;
            }
        }
        return false;
    }

    /// `file, line n: `, to begin an error message with.
    public String where() {
        return source + ", line " + line + ": ";
    }
}
