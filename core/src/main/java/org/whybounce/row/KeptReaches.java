package org.whybounce.row;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.DomainName;

/// The records of included domains, worked out once and kept for their TTL.
final class KeptReaches {
    /// Included domains that are kept, some 200 bytes each. A scan of the world's domains meets about this many.
    private static final int MOST = 200_000;

    /// Nothing is kept longer, as in [org.whybounce.dns.CachingResolver].
    private static final long LONGEST = 3600;

    private record Kept(Reach reach, long until) {}

    private final ConcurrentHashMap<DomainName, Kept> kept = new ConcurrentHashMap<>();
    private final LongAdder hit = new LongAdder();
    private final LongAdder missed = new LongAdder();
    private final LongSupplier seconds;

    /// @param seconds of a monotonic clock
    KeptReaches(LongSupplier seconds) {
        this.seconds = seconds;
    }

    @Nullable
    Reach get(DomainName name) {
        Kept found = kept.get(name);
        if (found == null || found.until() <= seconds.getAsLong()) {
            missed.increment();
            return null;
        }
        hit.increment();
        return found.reach();
    }

    /// How often an included record was kept already, of all times that one was wanted.
    double share() {
        long hits = hit.sum();
        return hits == 0 ? 0 : hits / (double) (hits + missed.sum());
    }

    void put(DomainName name, Reach reach) {
        if (kept.size() >= MOST) {
            kept.clear();
        }
        if (reach.ttl() > 0) {
            kept.put(name, new Kept(reach, seconds.getAsLong() + Math.min(LONGEST, reach.ttl())));
        }
    }
}
