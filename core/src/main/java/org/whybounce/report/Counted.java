package org.whybounce.report;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream whose bytes are counted.
class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
        super(in);
    }

    long count() {
        return count;
    }

    /// Called before bytes are handed on.
    void check() throws IOException {}

    @Override
    public int read() throws IOException {
        int b = super.read();
        if (b >= 0) {
            count++;
            check();
        }
        return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int got = super.read(target, offset, length);
        if (got > 0) {
            count += got;
            check();
        }
        return got;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
