package org.whybounce.cli.many;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/// Whether one input holds so many refusals that a table answers better than one explanation.
public final class Holds {
    private final boolean many;
    private final byte[] only;

    private Holds(boolean many, byte[] only) {
        this.many = many;
        this.only = only;
    }

    /// Whether it holds many refusals.
    public boolean many() {
        return many;
    }

    /// The one mail in a packed file, or else all that was given.
    public byte[] only() {
        return only;
    }

    /// A log of so few refusals is a paste like any other: each of them is explained.
    private static final int FEW_LINES = 5;

    /// @param start the beginning of what is given, all of it unless `more`
    /// @param more  whether it goes on behind that
    public static Holds look(String source, byte[] start, boolean more) {
        AtomicLong mails = new AtomicLong();
        AtomicLong refusals = new AtomicLong();
        boolean[] log = new boolean[1];
        byte[][] only = {start};
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
                if (mails.incrementAndGet() == 1) {
                    only[0] = mail;
                }
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
            return new Holds(more || mails.get() > 1, start);
        }
        boolean packed = start.length > 1 && (start[0] == 'P' && start[1] == 'K' || start[0] == 0x1f);
        boolean many = mails.get() > 1 || log[0] && (more || packed || refusals.get() > FEW_LINES);
        return new Holds(many, packed && mails.get() == 1 ? only[0] : start);
    }
}
