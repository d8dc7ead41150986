package org.whybounce.dns;

import java.security.SecureRandom;

/// Message ids and port choices that nobody can guess (RFC 5452, section 9.2), drawn in bulk since the generator's
/// lock
/// costs more than its numbers.
final class RandomIds {
    private static final int BULK = 1024;

    private final SecureRandom random = new SecureRandom();
    private final byte[] bytes = new byte[BULK];
    private int next = BULK;

    /// 16 bits.
    synchronized int next() {
        if (next == BULK) {
            random.nextBytes(bytes);
            next = 0;
        }
        int id = (bytes[next] & 0xff) << 8 | bytes[next + 1] & 0xff;
        next += 2;
        return id;
    }
}
