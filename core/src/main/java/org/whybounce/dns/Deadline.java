package org.whybounce.dns;

import java.time.Duration;

/// A moment on this machine's monotonic clock after which nobody waits any longer. Nothing moves it.
///
/// @param nanos the moment, as [System#nanoTime()] counts
public record Deadline(long nanos) {
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    public boolean passed() {
        return left() <= 0;
    }

    /// Nanoseconds until then; zero or less once it has passed.
    public long left() {
        return nanos - System.nanoTime();
    }

    /// Milliseconds until then, at least 1, for calls to which 0 means "for ever".
    public int leftMillis() {
        return Math.clamp(left() / 1_000_000, 1, Integer.MAX_VALUE);
    }

    public Deadline earlier(Deadline other) {
        return other.nanos - nanos < 0 ? other : this;
    }
}
