package org.whybounce.dns;

import java.util.concurrent.atomic.AtomicLong;

/// The memory that all checks of a server may take together for the answers they hold: each is sure of
/// [BudgetResolver#SURE] bytes, and what one takes beyond comes from here.
public final class AnswerRoom {
    private final AtomicLong left;

    public AnswerRoom(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    boolean take(long bytes) {
        if (left.addAndGet(-bytes) >= 0) {
            return true;
        }
        left.addAndGet(bytes);
        return false;
    }

    void giveBack(long bytes) {
        left.addAndGet(bytes);
    }

    /// Bytes that are free.
    public long left() {
        return left.get();
    }
}
