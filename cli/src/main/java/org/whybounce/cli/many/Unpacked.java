package org.whybounce.cli.many;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// What comes out of a packed file, within bounds: a few kilobytes can unpack to a disk full of nothing.
final class Unpacked extends FilterInputStream {
    /// LIMITS, reports on the command line: 1 GiB of one entry; a log of more is given unpacked.
    private static final long MOST = 1L << 30;

    /// More than that is no text.
    static final class TooMuch extends IOException {
        private static final long serialVersionUID = 1;

        TooMuch() {
            super("it unpacks to more than 1 GiB; unpack it first and give the file");
        }
    }

    private long bytes;

    Unpacked(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int read = super.read(buffer, from, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int read) throws IOException {
        bytes += read;
        if (bytes > MOST) {
            throw new TooMuch();
        }
    }

    /// The stream goes on behind this entry.
    @Override
    public void close() {}
}
