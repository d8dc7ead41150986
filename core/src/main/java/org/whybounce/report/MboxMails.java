package org.whybounce.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/// The mails of an mbox (RFC 4155): each begins with a line `From `, at the start or behind an empty line.
final class MboxMails {
    /// Takes a mail, the number of it from 1.
    interface Each {
        void take(byte[] mail, int number) throws IOException;
    }

    private static final byte[] FROM = {'F', 'r', 'o', 'm', ' '};

    private MboxMails() {}

    static void read(InputStream in, Each each) throws IOException {
        ByteArrayOutputStream mail = new ByteArrayOutputStream(1 << 16);
        byte[] buffer = new byte[1 << 16];
        int number = 0;
        boolean lineBegins = true;
        boolean emptyBefore = true;
        boolean separator = false;
        int matched = 0;
        int lineLength = 0;
        for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
            int start = 0;
            for (int i = 0; i < got; i++) {
                byte b = buffer[i];
                if (lineBegins) {
                    lineBegins = false;
                    matched = 0;
                    lineLength = 0;
                    separator = false;
                }
                if (matched >= 0 && emptyBefore && matched < FROM.length) {
                    matched = b == FROM[matched] ? matched + 1 : -1;
                    separator = matched == FROM.length;
                }
                if (b != '\n' && b != '\r') {
                    lineLength++;
                }
                if (b == '\n') {
                    if (separator) {
                        // What lies before this line is a mail; the line itself belongs to none.
                        put(mail, buffer, start, i + 1);
                        start = i + 1;
                        byte[] whole = mail.toByteArray();
                        mail.reset();
                        int from = lineStart(whole);
                        if (number > 0) {
                            each.take(java.util.Arrays.copyOf(whole, from), number);
                        }
                        number++;
                    }
                    emptyBefore = lineLength == 0;
                    lineBegins = true;
                }
            }
            put(mail, buffer, start, got);
        }
        if (number > 0) {
            each.take(mail.toByteArray(), number);
        }
    }

    /// Where the last line begins.
    private static int lineStart(byte[] bytes) {
        int i = bytes.length - 2;
        while (i >= 0 && bytes[i] != '\n') {
            i--;
        }
        return i + 1;
    }

    private static void put(ByteArrayOutputStream mail, byte[] buffer, int from, int to) throws IOException {
        if (mail.size() + to - from > ReportLimits.MAIL) {
            throw new Unreadable("a mail in it is larger than " + (ReportLimits.MAIL >> 20) + " MiB");
        }
        mail.write(buffer, from, to - from);
    }
}
