package org.whybounce.check.look;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is worked out when the first one asks for it, and then kept; who asks meanwhile waits.
final class Once<T> implements Supplier<T> {
    private final Supplier<T> how;
    private @Nullable T value;

    Once(Supplier<T> how) {
        this.how = how;
    }

    @Override
    public synchronized T get() {
        T known = value;
        if (known == null) {
            known = how.get();
            value = known;
        }
        return known;
    }
}
