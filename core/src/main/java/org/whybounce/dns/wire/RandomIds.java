package org.whybounce.dns.wire;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// Message ids and port choices that nobody can guess (RFC 5452, section 9.2), drawn in bulk, since the generator costs
/// more than its numbers. No lock is held while one is taken: many virtual threads do so at once, and each that finds a
/// lock taken would have to be put aside and woken again.
final class RandomIds {
    private static final int BULK = 1024;

    /// Numbers that each are handed out once.
    private static final class Bulk {
        private final byte[] bytes = new byte[2 * BULK];
        private final AtomicInteger taken = new AtomicInteger();

        Bulk(SecureRandom random) {
            random.nextBytes(bytes);
        }

        /// 16 bits; -1 once all are gone.
        int next() {
            int at = 2 * taken.getAndIncrement();
            return at < bytes.length ? (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff : -1;
        }
    }

    private final SecureRandom random = new SecureRandom();
    private volatile Bulk bulk = new Bulk(random);

    /// 16 bits.
    int next() {
        while (true) {
            Bulk now = bulk;
            int id = now.next();
            if (id >= 0) {
                return id;
            }
            refill(now);
        }
    }

    // Compared by identity: whoever comes second finds that the first has refilled it.
    @SuppressWarnings("ReferenceEquality")
    private synchronized void refill(Bulk gone) {
        if (bulk == gone) {
            bulk = new Bulk(random);
        }
    }
}
