package org.whybounce.route;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.text.Claim;

/// Delays between hops, from clocks that nobody keeps in step.
///
/// The longest run of hops, not necessarily next to each other, whose times do not go backwards is taken for right; of
/// several, the one that ends with the newest hops, whose servers are the receiver's. Every other hop's clock is off by
/// at
/// least what it takes to put it between its neighbours in that run. Its server is named with that offset, and no delay
/// is
/// ever negative.
final class Clocks {
    /// Seconds are rounded, and servers stamp before or after the data; less is no clock fault.
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private final List<@Nullable Instant> times = new ArrayList<>();
    private final List<Optional<Duration>> delays = new ArrayList<>();
    private final List<ClockOffset> offsets = new ArrayList<>();

    /// @param chain its hops, the newest first
    Clocks(Chain chain) {
        for (int i = chain.size() - 1; i >= 0; i--) {
            times.add(chain.hop(i)
                    .date()
                    .map(Claim::value)
                    .map(date -> date.toInstant())
                    .orElse(null));
        }
        boolean[] right = right();
        Map<String, Duration> worst = new LinkedHashMap<>();
        @Nullable Instant before = null;
        for (int i = 0; i < times.size(); i++) {
            Instant time = times.get(i);
            if (time == null) {
                delays.add(Optional.empty());
                continue;
            }
            Instant corrected = time;
            if (!right[i]) {
                @Nullable Instant after = nextRight(right, i);
                if (before != null && time.isBefore(before)) {
                    corrected = before;
                } else if (after != null && time.isAfter(after)) {
                    corrected = after;
                }
                Duration offset = Duration.between(corrected, time);
                if (offset.abs().compareTo(TOLERANCE) > 0) {
                    String host = chain.by(chain.size() - 1 - i);
                    worst.merge(
                            host.isEmpty() ? "a server without a name" : host,
                            offset,
                            (one, other) -> one.abs().compareTo(other.abs()) >= 0 ? one : other);
                }
            }
            delays.add(before == null ? Optional.empty() : Optional.of(positive(Duration.between(before, corrected))));
            before = before == null || corrected.isAfter(before) ? corrected : before;
        }
        worst.forEach((host, offset) -> offsets.add(new ClockOffset(
                host,
                offset,
                "the clock of " + host + " is at least " + words(offset.abs())
                        + (offset.isNegative() ? " behind" : " ahead"))));
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    private @Nullable Instant nextRight(boolean[] right, int index) {
        for (int i = index + 1; i < right.length; i++) {
            if (right[i]) {
                return times.get(i);
            }
        }
        return null;
    }

    /// The longest run of times that do not go backwards, found from the newest on, so that of two equally long ones
    /// the
    /// one with the newer hops wins. Quadratic in the hops, of which there are few ([Route#MOST_HOPS]).
    private boolean[] right() {
        int n = times.size();
        int[] length = new int[n];
        int[] next = new int[n];
        int best = -1;
        for (int i = n - 1; i >= 0; i--) {
            Instant time = times.get(i);
            if (time == null) {
                continue;
            }
            length[i] = 1;
            next[i] = -1;
            for (int j = i + 1; j < n; j++) {
                Instant later = times.get(j);
                if (later != null && !time.minus(TOLERANCE).isAfter(later) && length[j] + 1 > length[i]) {
                    length[i] = length[j] + 1;
                    next[i] = j;
                }
            }
            if (best < 0 || length[i] > length[best]) {
                best = i;
            }
        }
        boolean[] right = new boolean[n];
        for (int i = best; i >= 0; i = next[i]) {
            right[i] = true;
        }
        return right;
    }

    /// The delay before the hop with this number, 1 being the oldest.
    Optional<Duration> delay(int number) {
        return delays.get(number - 1);
    }

    List<ClockOffset> offsets() {
        return offsets;
    }

    /// `3 s`, `4 min 10 s`, `2 h 5 min`, `3 days`.
    static String words(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        if (seconds < 2 * 86_400) {
            return seconds / 3600 + " h" + (seconds % 3600 / 60 == 0 ? "" : " " + seconds % 3600 / 60 + " min");
        }
        return seconds / 86_400 + " days";
    }
}
