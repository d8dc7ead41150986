package org.whybounce.text;

/// A place in a pasted text: `start` inclusive, `end` exclusive, counted in UTF-16 characters of the text as it was
/// decoded (the unit of Java and JavaScript strings, so that a page can mark it without counting again).
public record Span(int start, int end) {
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("not a span: " + start + ".." + end);
        }
    }

    /// The text that stands in this place.
    public String of(String text) {
        return text.substring(start, end);
    }

    public int length() {
        return end - start;
    }

    /// The same place, seen from a text that begins `offset` characters earlier.
    public Span shifted(int offset) {
        return new Span(start + offset, end + offset);
    }

    public boolean contains(Span other) {
        return start <= other.start && other.end <= end;
    }
}
