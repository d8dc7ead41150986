package org.whybounce.cli.many;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The lines of a stream, whatever its length: one line is held at a time.
final class ByteLines {
    /// What stands behind this in one line is passed over; no mail server writes as much.
    static final int LONGEST = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private byte[] line = new byte[1024];
    private int length;
    private int at;
    private int end;
    private long read;
    private boolean cut;

    ByteLines(InputStream in) {
        this.in = in;
    }

    /// Reads the next line, without its end; false at the end of the stream.
    private boolean next() throws IOException {
        length = 0;
        boolean any = false;
        while (true) {
            if (at == end) {
                end = in.read(buffer, 0, buffer.length);
                at = 0;
                if (end <= 0) {
                    end = 0;
                    return any;
                }
                read += end;
            }
            any = true;
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            keep(from, at);
            if (at < end) {
                at++;
                return true;
            }
        }
    }

    private void keep(int from, int to) {
        int taken = Math.min(to - from, LONGEST - length);
        cut |= taken < to - from;
        if (length + taken > line.length) {
            line = Arrays.copyOf(line, Math.min(LONGEST, Math.max(line.length * 2, length + taken)));
        }
        System.arraycopy(buffer, from, line, length, taken);
        length += taken;
    }

    @Nullable
    String text() throws IOException {
        if (!next()) {
            return null;
        }
        int stop = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, stop, StandardCharsets.UTF_8);
    }

    /// The line's bytes with its line feed, as they stand.
    byte @Nullable [] bytes() throws IOException {
        if (!next()) {
            return null;
        }
        byte[] whole = Arrays.copyOf(line, length + 1);
        whole[length] = '\n';
        return whole;
    }

    /// Whether a line was longer than [#LONGEST].
    boolean cut() {
        return cut;
    }

    long read() {
        return read;
    }
}
