package org.whybounce.message.field;

import java.io.ByteArrayOutputStream;

/// How the lines of a message ended before they were made to end in CR LF, as they do on the wire.
public enum LineEnds {
    CRLF,
    LF,
    CR,
    MIXED,
    /// One line only.
    NONE;

    public static LineEnds of(byte[] bytes) {
        boolean both = false;
        boolean lone = false;
        boolean returns = false;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                if (i > 0 && bytes[i - 1] == '\r') {
                    both = true;
                } else {
                    lone = true;
                }
            } else if (bytes[i] == '\r' && (i + 1 == bytes.length || bytes[i + 1] != '\n')) {
                returns = true;
            }
        }
        if (both || lone) {
            return both && lone ? MIXED : both ? CRLF : LF;
        }
        return returns ? CR : NONE;
    }

    /// Every line made to end in CR LF. A lone CR is a line break only where there is no LF at all (old Macs); anywhere
    /// else it is a byte of the line.
    public static byte[] crlf(byte[] bytes, LineEnds ends) {
        if (ends == CRLF || ends == NONE) {
            return bytes;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + bytes.length / 40 + 2);
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == '\n' && (i == 0 || bytes[i - 1] != '\r') || b == '\r' && ends == CR) {
                out.write('\r');
                out.write('\n');
            } else {
                out.write(b);
            }
        }
        return out.toByteArray();
    }
}
