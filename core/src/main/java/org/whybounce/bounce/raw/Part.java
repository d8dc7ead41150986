package org.whybounce.bounce.raw;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;

/// A piece of text to read, with its place in what was pasted.
///
/// @param type   its media type in lower case, `text/plain` where none is told
/// @param text   the text, decoded
/// @param offset where it begins in the paste; -1 where it had to be decoded, so that its places are not the paste's
public record Part(String type, String text, int offset) {
    @Nullable
    public Span span(int start, int end) {
        return offset < 0 ? null : new Span(offset + start, offset + end);
    }

    public <T> Claim<T> claim(T value, int start, int end) {
        return new Claim<>(value, span(start, end));
    }

    public Optional<Claim<String>> cut(int start, int end) {
        int from = start;
        int to = end;
        while (from < to && text.charAt(from) <= ' ') {
            from++;
        }
        while (to > from && text.charAt(to - 1) <= ' ') {
            to--;
        }
        return from == to ? Optional.empty() : Optional.of(claim(text.substring(from, to), from, to));
    }
}
