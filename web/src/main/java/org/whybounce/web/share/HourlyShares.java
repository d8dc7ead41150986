package org.whybounce.web.share;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.whybounce.net.IpPrefix;
import org.whybounce.web.WebLimits;

/// How many reports each client network may still share: they stay for days, so that a minute's rate of checks would
/// fill any disk.
public final class HourlyShares {
    private final WebLimits limits;
    private final Cache<IpPrefix, Bucket> clients;

    public HourlyShares(WebLimits limits) {
        this.limits = limits;
        this.clients = Caffeine.newBuilder()
                .maximumSize(limits.clients())
                .expireAfterAccess(Duration.ofHours(1))
                .build();
    }

    public boolean tryConsume(IpPrefix client) {
        return clients.get(
                        client,
                        c -> Bucket.builder()
                                .addLimit(limit -> limit.capacity(limits.sharesPerHour())
                                        .refillGreedy(limits.sharesPerHour(), Duration.ofHours(1)))
                                .build())
                .tryConsume(1);
    }
}
