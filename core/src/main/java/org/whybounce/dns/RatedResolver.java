package org.whybounce.dns;

import java.util.concurrent.atomic.AtomicLong;

/// No more than so many questions a second in all, and counts them. A question whose turn comes later waits; its time
/// begins when it goes out, since it is we who made it wait.
public final class RatedResolver implements Resolver {
    private static final long SECOND = 1_000_000_000L;

    private final Resolver beneath;
    private final long apart;
    private final Limits limits;
    private final AtomicLong asked = new AtomicLong();
    private long due;

    /// @param aSecond at least 1
    public RatedResolver(Resolver beneath, int aSecond, Limits limits) {
        this.beneath = beneath;
        this.apart = SECOND / aSecond;
        this.limits = limits;
        this.due = System.nanoTime();
    }

    @Override
    public Answer ask(Question question) {
        long wait;
        synchronized (this) {
            long now = System.nanoTime();
            // A tenth of a second may be caught up, so that a busy machine does not lower the rate.
            due = Math.max(due, now - SECOND / 10) + apart;
            wait = due - now;
        }
        if (wait > 1_000_000) {
            try {
                Thread.sleep(wait / 1_000_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Answer.NotAsked(Answer.Limit.BUDGET, "cancelled");
            }
        }
        asked.incrementAndGet();
        return beneath.ask(question, Deadline.in(limits.question()));
    }

    @Override
    public Answer ask(Question question, Deadline deadline) {
        return ask(question);
    }

    @Override
    public boolean waits() {
        return beneath.waits();
    }

    /// Questions that went out.
    public long asked() {
        return asked.get();
    }
}
