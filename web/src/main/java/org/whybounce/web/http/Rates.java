package org.whybounce.web.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.whybounce.net.IpPrefix;
import org.whybounce.web.WebLimits;

/// How many checks each client network may still make. The networks themselves are kept in memory only, for ten
/// minutes
/// at the most, and are never written anywhere by this class.
public final class Rates {
    /// Where the minutes of several servers are counted together; gives the seconds to wait, 0 if the check may
    /// go on.
    @FunctionalInterface
    public interface Shared {
        int take(IpPrefix client, int perMinute);
    }

    private record Client(Bucket minute, AtomicInteger running) {}

    private final WebLimits limits;
    private final Cache<IpPrefix, Client> clients;
    private final Shared shared;

    public Rates(WebLimits limits, Shared shared) {
        this.limits = limits;
        this.shared = shared;
        this.clients = Caffeine.newBuilder()
                .maximumSize(limits.clients())
                .expireAfterAccess(Duration.ofMinutes(10))
                .build();
    }

    /// A place for one check.
    public sealed interface Place {
        /// To be given back when the check has ended.
        record Given(Runnable giveBack) implements Place {}

        record Refused(int retryAfter) implements Place {}
    }

    public Place take(IpPrefix client) {
        Client known = clients.get(client, c -> new Client(minute(), new AtomicInteger()));
        if (known.running().incrementAndGet() > limits.checksAtOnce()) {
            known.running().decrementAndGet();
            return new Place.Refused(2);
        }
        int wait = limits.checksPerMinute() > 0 ? minute(client, known) : 0;
        if (wait > 0) {
            known.running().decrementAndGet();
            return new Place.Refused(wait);
        }
        return new Place.Given(known.running()::decrementAndGet);
    }

    private int minute(IpPrefix client, Client known) {
        ConsumptionProbe probe = known.minute().tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? shared.take(client, limits.checksPerMinute())
                : 1 + (int) Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds();
    }

    private Bucket minute() {
        int most = Math.max(1, limits.checksPerMinute());
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(most).refillGreedy(most, Duration.ofMinutes(1)))
                .build();
    }
}
