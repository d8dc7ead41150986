package org.whybounce.report;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// The files of a tar archive (POSIX ustar), one after the other.
final class TarEntries {
    /// A file in the archive.
    record Entry(String name, InputStream in) {}

    /// Takes a file; what it leaves unread is passed over.
    interface Each {
        void take(Entry entry) throws IOException;
    }

    private static final int BLOCK = 512;

    private TarEntries() {}

    static void read(InputStream in, Each each) throws IOException {
        byte[] header = new byte[BLOCK];
        for (int entries = 0; ; entries++) {
            if (entries > ReportLimits.ENTRIES) {
                throw new Unreadable("the archive has more than " + ReportLimits.ENTRIES + " entries");
            }
            int got;
            try {
                got = in.readNBytes(header, 0, BLOCK);
            } catch (EOFException cut) {
                throw new Unreadable("the tar archive ends too early");
            }
            if (got < BLOCK || header[0] == 0) {
                return;
            }
            long size = octal(header, 124, 12);
            if (size < 0) {
                throw new Unreadable("the tar archive is damaged");
            }
            Part part = new Part(in, size);
            char type = (char) header[156];
            if (type == '0' || type == 0) {
                each.take(new Entry(name(header), part));
            }
            part.skipRest((BLOCK - size % BLOCK) % BLOCK);
        }
    }

    private static String name(byte[] header) {
        int length = 0;
        while (length < 100 && header[length] != 0) {
            length++;
        }
        return new String(header, 0, length, StandardCharsets.UTF_8);
    }

    private static long octal(byte[] header, int from, int length) {
        long value = 0;
        boolean any = false;
        for (int i = from; i < from + length; i++) {
            int c = header[i];
            if (c >= '0' && c <= '7') {
                value = value * 8 + (c - '0');
                any = true;
            } else if (any) {
                break;
            } else if (c != ' ') {
                return -1;
            }
        }
        return any ? value : -1;
    }

    /// So many bytes of the archive.
    private static final class Part extends InputStream {
        private final InputStream in;
        private long left;

        Part(InputStream in, long left) {
            this.in = in;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int got = in.read(target, offset, (int) Math.min(length, left));
            if (got < 0) {
                throw new EOFException("the archive ends too early");
            }
            left -= got;
            return got;
        }

        void skipRest(long padding) throws IOException {
            try {
                in.skipNBytes(left + padding);
            } catch (EOFException cut) {
                throw new Unreadable("the tar archive ends too early");
            }
            left = 0;
        }
    }
}
