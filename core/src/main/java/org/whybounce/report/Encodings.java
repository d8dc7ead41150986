package org.whybounce.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// The encodings that reports come in, told by their bytes.
final class Encodings {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private Encodings() {}

    /// The character that windows-1252 has for a byte; the replacement character where it has none.
    static int windows1252(int b) {
        return new String(new byte[] {(byte) b}, WINDOWS_1252).charAt(0);
    }

    /// The 16-bit encoding that the first bytes of XML tell, with a byte order mark or without; null for another.
    static @org.jspecify.annotations.Nullable Charset sixteenBit(byte[] head, int length) {
        if (length < 4) {
            return null;
        }
        int first = (head[0] & 0xff) << 8 | head[1] & 0xff;
        int second = (head[2] & 0xff) << 8 | head[3] & 0xff;
        if (first == 0xfeff || first == '<' && (second & 0xff00) == 0) {
            return StandardCharsets.UTF_16BE;
        }
        return first == 0xfffe || first == '<' << 8 && (second & 0xff) == 0 ? StandardCharsets.UTF_16LE : null;
    }

    /// The same text in UTF-8.
    static InputStream utf8(InputStream in, Charset charset) {
        InputStreamReader reader = new InputStreamReader(in, charset);
        return new InputStream() {
            private byte[] ready = new byte[0];
            private int at;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                if (at == ready.length) {
                    char[] chars = new char[8192];
                    int got = reader.read(chars, 0, chars.length - 1);
                    if (got < 0) {
                        return -1;
                    }
                    // A pair must not be torn between two pieces.
                    if (Character.isHighSurrogate(chars[got - 1])) {
                        int low = reader.read();
                        if (low >= 0) {
                            chars[got++] = (char) low;
                        }
                    }
                    ready = new String(chars, 0, got).getBytes(StandardCharsets.UTF_8);
                    at = 0;
                }
                int count = Math.min(length, ready.length - at);
                System.arraycopy(ready, at, target, offset, count);
                at += count;
                return count;
            }
        };
    }
}
