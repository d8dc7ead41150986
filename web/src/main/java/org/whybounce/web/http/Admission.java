package org.whybounce.web.http;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.whybounce.web.WebLimits;

/// Lets in as many checks as the machine can work on, a few more wait briefly, the rest is refused at once.
/// Work that
/// would be late anyway is not begun, so that under overload the checks inside still finish in time.
public final class Admission {
    private final Semaphore places;
    private final AtomicInteger waiting = new AtomicInteger();
    private final WebLimits limits;

    public Admission(WebLimits limits) {
        this.limits = limits;
        this.places = new Semaphore(limits.checksTogether(), true);
    }

    /// Whether a place was had; then [#leave] must follow.
    public boolean enter() {
        if (places.tryAcquire()) {
            return true;
        }
        if (waiting.incrementAndGet() > limits.waiting()) {
            waiting.decrementAndGet();
            return false;
        }
        try {
            return places.tryAcquire(limits.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
        }
    }

    /// Whether a check that came now would be refused without a wait, so that its body need not be read.
    public boolean full() {
        return places.availablePermits() == 0 && waiting.get() >= limits.waiting();
    }

    public void leave() {
        places.release();
    }

    public int running() {
        return limits.checksTogether() - places.availablePermits();
    }
}
