package org.whybounce.bounce.raw;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A `Name: value` field of a header block or of a delivery report (RFC 5322, section 2.2).
///
/// @param name  in lower case
/// @param start where the value begins in the text that was read
/// @param end   where it ends, its folded lines included
public record Field(String name, int start, int end) {
    /// The value with folding taken out.
    String value(String text) {
        String raw = text.substring(start, end).strip();
        if (raw.indexOf('\n') < 0 && raw.indexOf('\r') < 0) {
            return raw;
        }
        StringBuilder out = new StringBuilder(raw.length());
        boolean space = false;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '\n' || c == '\r') {
                space = true;
            } else if (!space || c != ' ' && c != '\t') {
                if (space) {
                    out.append(' ');
                    space = false;
                }
                out.append(c);
            }
        }
        return out.toString();
    }

    public static Optional<String> first(List<Field> fields, String text, String name) {
        for (Field field : fields) {
            if (field.name.equals(name)) {
                return Optional.of(field.value(text));
            }
        }
        return Optional.empty();
    }

    /// Real mail has some tens of them; more is an attack (LIMITS: header fields).
    static final int MOST_FIELDS = 1000;

    /// The fields from `start` to the first empty line, and the place behind that line.
    public static Block block(String text, int start, int end) {
        List<Field> fields = new ArrayList<>();
        int at = start;
        String name = "";
        int valueStart = 0;
        int valueEnd = 0;
        while (at < end) {
            int lineEnd = lineEnd(text, at, end);
            int next = next(text, lineEnd, end);
            if (lineEnd == at) {
                at = next;
                break;
            }
            char c = text.charAt(at);
            if ((c == ' ' || c == '\t') && !name.isEmpty()) {
                valueEnd = lineEnd;
            } else {
                if (!name.isEmpty() && fields.size() < MOST_FIELDS) {
                    fields.add(new Field(name, valueStart, valueEnd));
                }
                name = "";
                int colon = at;
                while (colon < lineEnd && colon - at < 80 && text.charAt(colon) != ':') {
                    colon++;
                }
                if (colon < lineEnd && text.charAt(colon) == ':' && colon > at) {
                    String found = text.substring(at, colon).strip().toLowerCase(Locale.ROOT);
                    // A space inside is no field name (RFC 5322, section 3.6.8), but "From " opens an mbox. An address
                    // is none either: "<user@example.net>: host said" is how a bounce begins.
                    if (found.indexOf(' ') < 0 && found.indexOf('@') < 0) {
                        name = found;
                        valueStart = colon + 1;
                        valueEnd = lineEnd;
                    } else if (!found.startsWith("from ")) {
                        break;
                    }
                } else if (!text.startsWith("From ", at)) {
                    // No field: the header block ended without its empty line.
                    break;
                }
            }
            at = next;
        }
        if (!name.isEmpty() && fields.size() < MOST_FIELDS) {
            fields.add(new Field(name, valueStart, valueEnd));
        }
        return new Block(List.copyOf(fields), at);
    }

    /// @param after where the body begins
    public record Block(List<Field> fields, int after) {}

    public static int lineEnd(String text, int at, int end) {
        int i = at;
        while (i < end) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                return i;
            }
            i++;
        }
        return end;
    }

    /// Behind a line's end: LF, CRLF or a lone CR.
    public static int next(String text, int lineEnd, int end) {
        if (lineEnd >= end) {
            return end;
        }
        if (text.charAt(lineEnd) == '\r' && lineEnd + 1 < end && text.charAt(lineEnd + 1) == '\n') {
            return lineEnd + 2;
        }
        return lineEnd + 1;
    }
}
