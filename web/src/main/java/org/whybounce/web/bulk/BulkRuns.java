package org.whybounce.web.bulk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.whybounce.net.IpPrefix;

/// The runs of this server: how many may run at once and how many a client network may start, and those that can be
/// looked at. They lie in memory alone, under names that nobody guesses, and are forgotten after some minutes.
public final class BulkRuns {
    /// Bytes of a run's name.
    private static final int NAME = 16;

    private final BulkLimits limits;
    private final boolean limited;
    private final Semaphore places;
    private final Cache<IpPrefix, Bucket> clients;
    private final Cache<String, BulkRun> kept;
    private final SecureRandom random = new SecureRandom();

    /// @param limited whether each client network may start only so many an hour
    public BulkRuns(BulkLimits limits, boolean limited, int mostClients) {
        this.limits = limits;
        this.limited = limited;
        this.places = new Semaphore(limits.together());
        this.clients = Caffeine.newBuilder()
                .maximumSize(mostClients)
                .expireAfterAccess(Duration.ofHours(1))
                .build();
        this.kept = Caffeine.newBuilder()
                .maximumSize(limits.runs())
                .expireAfterWrite(limits.kept())
                .build();
    }

    public BulkLimits limits() {
        return limits;
    }

    /// Whether a run may begin.
    public sealed interface Place {
        /// To be given back when the run has ended.
        record Given(Runnable giveBack) implements Place {}

        /// This network has started enough for this hour.
        record Enough() implements Place {}

        /// Enough of them run in this server.
        record Busy() implements Place {}
    }

    public Place enter(IpPrefix client) {
        if (!places.tryAcquire()) {
            return new Place.Busy();
        }
        if (limited && !clients.get(client, c -> hour()).tryConsume(1)) {
            places.release();
            return new Place.Enough();
        }
        return new Place.Given(places::release);
    }

    private Bucket hour() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(limits.perHour()).refillGreedy(limits.perHour(), Duration.ofHours(1)))
                .build();
    }

    /// A run of which nobody has the name yet.
    public BulkRun open(BulkList list, Before before) {
        byte[] name = new byte[NAME];
        random.nextBytes(name);
        return new BulkRun(Base64.getUrlEncoder().withoutPadding().encodeToString(name), list, before, Instant.now());
    }

    /// From now on it can be looked at.
    public void keep(BulkRun run) {
        kept.put(run.id(), run);
    }

    public Optional<BulkRun> find(String id) {
        return Optional.ofNullable(kept.getIfPresent(id));
    }

    public void forget(BulkRun run) {
        run.leave();
        kept.invalidate(run.id());
    }
}
