package org.whybounce.cli.many;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/// Whether one input holds so many refusals that a table answers better than one explanation.
public final class Holds {
    private Holds() {}

    /// A log of so few refusals is a paste like any other: each of them is explained.
    private static final int FEW_LINES = 5;

    /// @param start the beginning of what is given, all of it unless `more`
    /// @param more  whether it goes on behind that
    public static boolean many(String source, byte[] start, boolean more) {
        AtomicLong mails = new AtomicLong();
        AtomicLong refusals = new AtomicLong();
        boolean[] log = new boolean[1];
        Opening.Taker taker = new Opening.Taker() {
            @Override
            public void file(String file) {}

            @Override
            public void log(String file, java.io.InputStream in) throws IOException {
                log[0] = true;
                ByteLines lines = new ByteLines(in);
                var reading = new org.whybounce.log.LogReading(
                        told -> refusals.addAndGet(told.event().outcome().refusal() ? 1 : 0));
                for (String line = lines.text(); line != null && refusals.get() <= FEW_LINES; line = lines.text()) {
                    reading.line(line);
                }
                reading.end();
            }

            @Override
            public void mail(String file, long number, byte[] mail) {
                mails.incrementAndGet();
            }

            @Override
            public void unread(String file, String why) {
                mails.incrementAndGet();
            }

            @Override
            public void limit(String words) {}
        };
        try {
            new Opening(taker).stream(source, new ByteArrayInputStream(start), 0);
        } catch (IOException cut) {
            // A packed file of which only the beginning is at hand.
            return more || mails.get() > 1;
        }
        return mails.get() > 1 || log[0] && (more || refusals.get() > FEW_LINES);
    }
}
