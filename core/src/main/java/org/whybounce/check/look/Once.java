package org.whybounce.check.look;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.whybounce.budget.CpuTime;

/// A value that is worked out when the first one asks for it, and then kept; who asks meanwhile waits, and gives up the
/// processor for so long: the one who works it out may need it.
final class Once<T> implements Supplier<T> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Supplier<T> how;
    private @Nullable T value;

    Once(Supplier<T> how) {
        this.how = how;
    }

    @Override
    public T get() {
        if (!lock.tryLock()) {
            try (var _ = CpuTime.waiting()) {
                lock.lock();
            }
        }
        try {
            T known = value;
            if (known == null) {
                known = how.get();
                value = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }
}
