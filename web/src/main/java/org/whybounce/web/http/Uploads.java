package org.whybounce.web.http;

import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Bounds the bytes of pastes that the server holds at once, from before they are read until their answer is
/// sent. A
/// paste takes some six times its size while it is worked on; an eighth of the heap is for their raw bytes.
public final class Uploads {
    private static final int UNIT = 1024;

    private final Semaphore kibibytes;

    public Uploads(long heapBytes, int largest) {
        this.kibibytes = new Semaphore((int) Math.max(heapBytes / 8, largest) / UNIT + 1);
    }

    /// Reserves room; what is returned gives it back. Empty where there is none just now.
    public Optional<Runnable> reserve(long bytes) {
        int units = (int) (bytes / UNIT) + 1;
        if (!kibibytes.tryAcquire(units)) {
            return Optional.empty();
        }
        return Optional.of(() -> kibibytes.release(units));
    }
}
