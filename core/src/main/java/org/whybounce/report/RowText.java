package org.whybounce.report;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.whybounce.sender.RowStatement;

/// The text of one record but for its address and count, as one run of characters: that is what tells whether it says
/// the same as a record before. Most do, and then nothing is made of it a second time.
final class RowText {
    /// What a piece of it is. An opening has no text of its own.
    enum Field {
        DISPOSITION('a'),
        POLICY_DKIM('b'),
        POLICY_SPF('c'),
        REASON('d'),
        HEADER_FROM('e'),
        ENVELOPE_FROM('f'),
        NEW_SPF('g'),
        SPF_DOMAIN('h'),
        SPF_SCOPE('i'),
        SPF_RESULT('j'),
        NEW_DKIM('k'),
        DKIM_DOMAIN('l'),
        DKIM_SELECTOR('m'),
        DKIM_RESULT('n');

        private final char mark;

        Field(char letter) {
            // A control character: no value of a report holds one.
            mark = (char) (letter - 'a' + 1);
        }
    }

    private static final int MOST_PIECES = 512;

    private char[] text = new char[1024];
    private int length;
    private final Field[] fields = new Field[MOST_PIECES];
    private final int[] ends = new int[MOST_PIECES];
    private int pieces;
    private boolean cut;

    /// A run of characters that can be looked up without being copied.
    private static final class Run {
        private char[] chars;
        private int length;
        private int hash;

        Run(char[] chars, int length) {
            this.chars = chars;
            this.length = length;
        }

        void set(char[] newChars, int newLength) {
            chars = newChars;
            length = newLength;
            int h = 1;
            for (int i = 0; i < newLength; i++) {
                h = 31 * h + newChars[i];
            }
            hash = h;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Run run
                    && hash == run.hash
                    && Arrays.equals(chars, 0, length, run.chars, 0, run.length);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    private final Map<Run, RowStatement> known = new HashMap<>();
    private final Run probe = new Run(text, 0);

    void clear() {
        length = 0;
        pieces = 0;
        cut = false;
    }

    /// Whether the record had more pieces than any real one, so that some were left out.
    boolean cut() {
        return cut;
    }

    void open(Field field) {
        piece(field);
    }

    void put(Field field, char[] chars, int from, int count) {
        int start = from;
        int stop = from + Math.min(count, ReportLimits.VALUE);
        while (start < stop && chars[start] <= ' ') {
            start++;
        }
        while (stop > start && chars[stop - 1] <= ' ') {
            stop--;
        }
        if (text.length - length < stop - start + 2) {
            text = Arrays.copyOf(text, Math.max(text.length * 2, length + stop - start + 2));
        }
        System.arraycopy(chars, start, text, length, stop - start);
        length += stop - start;
        piece(field);
    }

    private void piece(Field field) {
        if (pieces == MOST_PIECES) {
            cut = true;
            return;
        }
        if (text.length - length < 2) {
            text = Arrays.copyOf(text, text.length * 2);
        }
        // Fields are told apart in the run itself, so that equal runs are equal records.
        text[length++] = field.mark;
        fields[pieces] = field;
        ends[pieces++] = length - 1;
    }

    /// What the record says; the same value for the same text.
    RowStatement seen(RowReading reading) {
        probe.set(text, length);
        RowStatement before = known.get(probe);
        if (before != null) {
            return before;
        }
        RowStatement made = reading.seen(this);
        if (!reading.computed() && known.size() < ReportLimits.SAME) {
            Run key = new Run(text, 0);
            key.set(Arrays.copyOf(text, length), length);
            known.put(key, made);
        }
        return made;
    }

    int pieces() {
        return pieces;
    }

    Field field(int piece) {
        return fields[piece];
    }

    String text(int piece) {
        int start = piece == 0 ? 0 : ends[piece - 1] + 1;
        return new String(text, start, ends[piece] - start);
    }
}
