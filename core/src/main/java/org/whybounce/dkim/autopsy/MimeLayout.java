package org.whybounce.dkim.autopsy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.whybounce.message.RawMessage;
import org.whybounce.message.field.RawField;

/// Where the parts of a multipart body lie, by lines. Boundaries are taken from every `boundary=` in header and body,
/// so
/// nesting needs no parser; this is a search for what was changed, not a reading of the mail.
///
/// @param parts  every part, outer and inner, in the order of their beginnings
/// @param closed whether the outermost boundary's closing line is there; true if there is none
record MimeLayout(List<Part> parts, boolean closed) {
    /// More parts than are worth a look.
    private static final int MOST_PARTS = 50;

    private static final int MOST_BOUNDARIES = 20;

    MimeLayout {
        parts = List.copyOf(parts);
    }

    /// A part, as line numbers.
    ///
    /// @param delimiter the line `--boundary` above it
    /// @param content   the first line behind its own header
    /// @param end       the delimiter line below it, not part of it
    /// @param leaf      whether no other part lies inside
    record Part(int delimiter, int content, int end, boolean leaf, List<RawField> headers) {
        Part {
            headers = List.copyOf(headers);
        }

        Optional<RawField> header(String name) {
            return headers.stream().filter(field -> field.is(name)).findFirst();
        }

        boolean text() {
            return leaf
                    && header("Content-Type")
                            .map(field -> field.value().strip().toLowerCase(Locale.ROOT))
                            .map(type -> type.startsWith("text/"))
                            .orElse(true);
        }
    }

    static MimeLayout of(RawMessage message, List<String> lines) {
        Set<String> boundaries = new HashSet<>();
        String outer = null;
        for (RawField field : message.all("Content-Type")) {
            outer = boundary(field.value()).orElse(outer);
        }
        if (outer != null) {
            boundaries.add(outer);
        }
        for (String line : lines) {
            if (boundaries.size() < MOST_BOUNDARIES && line.length() < 1000) {
                boundary(line).ifPresent(boundaries::add);
            }
        }
        return boundaries.isEmpty() ? new MimeLayout(List.of(), true) : layout(lines, boundaries, outer);
    }

    private static MimeLayout layout(
            List<String> lines, Set<String> boundaries, @org.jspecify.annotations.Nullable String outer) {
        List<Part> parts = new ArrayList<>();
        boolean closed = outer == null;
        for (int i = 0; i < lines.size() && parts.size() < MOST_PARTS; i++) {
            String name = delimiter(lines.get(i), boundaries);
            if (name == null) {
                continue;
            }
            if (lines.get(i).stripTrailing().equals("--" + name + "--")) {
                closed |= name.equals(outer);
                continue;
            }
            int end = i + 1;
            boolean leaf = true;
            while (end < lines.size()) {
                String other = delimiter(lines.get(end), boundaries);
                if (name.equals(other)) {
                    break;
                }
                leaf &= other == null;
                end++;
            }
            int content = i + 1;
            while (content < end && !lines.get(content).isEmpty()) {
                content++;
            }
            List<RawField> headers = RawMessage.read(BodyLines.join(lines.subList(i + 1, content)))
                    .fields();
            parts.add(new Part(i, Math.min(end, content + 1), end, leaf, headers));
        }
        return new MimeLayout(parts, closed || parts.size() == MOST_PARTS);
    }

    private static @org.jspecify.annotations.Nullable String delimiter(String line, Set<String> boundaries) {
        if (!line.startsWith("--")) {
            return null;
        }
        String name = line.substring(2).stripTrailing();
        if (boundaries.contains(name)) {
            return name;
        }
        return name.endsWith("--") && boundaries.contains(name.substring(0, name.length() - 2))
                ? name.substring(0, name.length() - 2)
                : null;
    }

    /// The value of a `boundary=` parameter in a text.
    static Optional<String> boundary(String text) {
        int at = text.toLowerCase(Locale.ROOT).indexOf("boundary=");
        if (at < 0) {
            return Optional.empty();
        }
        String value = text.substring(at + "boundary=".length());
        int end;
        if (value.startsWith("\"")) {
            value = value.substring(1);
            end = value.indexOf('"');
        } else {
            end = 0;
            while (end < value.length() && ";\r\n \t".indexOf(value.charAt(end)) < 0) {
                end++;
            }
        }
        String name = end < 0 ? value : value.substring(0, end);
        return name.isEmpty() || name.length() > 200 ? Optional.empty() : Optional.of(name);
    }
}
