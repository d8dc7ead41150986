package org.whybounce.cli.many;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.whybounce.intake.Intake;

/// The mails of an mbox file (RFC 4155) of any length, one after the other.
final class MboxStream {
    /// Takes one mail.
    interface Mail {
        void take(long number, byte[] mail);
    }

    private final ByteLines lines;

    MboxStream(InputStream in) {
        this.lines = new ByteLines(in);
    }

    void mails(Mail taker, Consumer<String> limits) throws IOException {
        ByteArrayOutputStream mail = new ByteArrayOutputStream(16 * 1024);
        long number = 0;
        boolean blank = true;
        boolean said = false;
        for (byte[] line = lines.bytes(); line != null; line = lines.bytes()) {
            if (blank && separator(line)) {
                if (number > 0) {
                    taker.take(number, mail.toByteArray());
                }
                number++;
                mail.reset();
            } else if (mail.size() + line.length <= Intake.MOST_BYTES) {
                mail.write(line, 0, line.length);
            } else if (!said) {
                said = true;
                limits.accept("A mail of the mbox file is longer than " + Intake.MOST_BYTES
                        + " bytes; its beginning was read.");
            }
            blank = line.length == 1 || line.length == 2 && line[0] == '\r';
        }
        if (number > 0) {
            taker.take(number, mail.toByteArray());
        }
    }

    /// `From someone@example.org Tue Nov 24 01:02:03 2026`.
    private static boolean separator(byte[] line) {
        if (line.length < 20
                || line[0] != 'F'
                || line[1] != 'r'
                || line[2] != 'o'
                || line[3] != 'm'
                || line[4] != ' ') {
            return false;
        }
        for (int i = 8; i + 2 < line.length; i++) {
            if (line[i] == ':' && digit(line[i - 1]) && digit(line[i + 1]) && digit(line[i + 2])) {
                return true;
            }
        }
        return false;
    }

    private static boolean digit(byte b) {
        return b >= '0' && b <= '9';
    }
}
