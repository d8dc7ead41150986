package org.whybounce.message.field;

import java.util.Arrays;
import org.whybounce.text.Span;

/// A text put together from pieces of the pasted one, which still knows where each of its characters stands there.
/// Undamaged header fields are one piece; a field whose lines carry quote marks is one piece for each line.
public final class SourceText {
    private final String text;
    private final int[] starts;
    private final int[] sources;

    private SourceText(String text, int[] starts, int[] sources) {
        this.text = text;
        this.starts = starts;
        this.sources = sources;
    }

    /// The text as one piece that stands at `source` in the paste.
    public static SourceText at(int source, String text) {
        return new SourceText(text, new int[] {0}, new int[] {source});
    }

    /// The characters as they stand, line breaks of folding included.
    public String text() {
        return text;
    }

    public int length() {
        return text.length();
    }

    /// Where a part of this text stands in the paste.
    public Span span(int start, int end) {
        int from = source(start);
        return new Span(from, end <= start ? from : source(end - 1) + 1);
    }

    public Span span() {
        return span(0, text.length());
    }

    private int source(int position) {
        int found = Arrays.binarySearch(starts, position);
        int piece = found >= 0 ? found : -found - 2;
        return sources[piece] + position - starts[piece];
    }

    /// A part of this text, places kept.
    public SourceText part(int start, int end) {
        if (starts.length == 1) {
            return at(sources[0] + start, text.substring(start, end));
        }
        Builder builder = new Builder();
        int found = Arrays.binarySearch(starts, start);
        for (int i = Math.max(0, found >= 0 ? found : -found - 2); i < starts.length && starts[i] < end; i++) {
            int from = Math.max(start, starts[i]);
            int to = Math.min(end, i + 1 < starts.length ? starts[i + 1] : text.length());
            if (from < to) {
                builder.add(sources[i] + from - starts[i], text.substring(from, to));
            }
        }
        return builder.build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SourceText that
                && text.equals(that.text)
                && Arrays.equals(starts, that.starts)
                && Arrays.equals(sources, that.sources);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    /// Collects pieces; neighbours in the paste become one.
    public static final class Builder {
        private final StringBuilder text = new StringBuilder();
        private int[] starts = new int[4];
        private int[] sources = new int[4];
        private int count;

        public Builder add(int source, String piece) {
            if (piece.isEmpty()) {
                return this;
            }
            boolean neighbour = count > 0 && sources[count - 1] + text.length() - starts[count - 1] == source;
            if (!neighbour) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                    sources = Arrays.copyOf(sources, count * 2);
                }
                starts[count] = text.length();
                sources[count++] = source;
            }
            text.append(piece);
            return this;
        }

        public SourceText build() {
            return count == 0
                    ? at(0, "")
                    : new SourceText(text.toString(), Arrays.copyOf(starts, count), Arrays.copyOf(sources, count));
        }
    }
}
