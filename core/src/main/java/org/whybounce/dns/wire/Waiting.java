package org.whybounce.dns.wire;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.Deadline;

/// One question on its way and the thread that waits for it.
final class Waiting {
    private final Query query;
    private final Thread thread;
    private final Deadline deadline;
    private volatile @Nullable Heard heard;

    Waiting(Query query, Thread thread, Deadline deadline) {
        this.query = query;
        this.thread = thread;
        this.deadline = deadline;
    }

    /// Waits to be woken; the deadline is the reader's to watch.
    Heard await() {
        while (true) {
            Heard now = heard;
            if (now != null) {
                return now;
            }
            if (Thread.currentThread().isInterrupted()) {
                return new Heard.Cancelled();
            }
            LockSupport.park(this);
        }
    }

    /// Whether the message answers this question; if so, whoever waits is woken with it.
    boolean take(byte[] message) {
        if (heard != null || !query.answeredBy(message)) {
            return false;
        }
        wake(new Heard.Message(message));
        return true;
    }

    void wake(Heard what) {
        heard = what;
        LockSupport.unpark(thread);
    }

    boolean late(long now) {
        return deadline.nanos() - now <= 0;
    }
}
