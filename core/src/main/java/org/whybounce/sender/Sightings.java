package org.whybounce.sender;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.whybounce.net.IpAddress;

/// The sightings of one report, kept in arrays of numbers: a report of a large receiver has 900,000 of them.
public final class Sightings {
    private final Builder rows;

    private Sightings(Builder rows) {
        this.rows = rows;
    }

    public int size() {
        return rows.size;
    }

    /// How many messages they are in all.
    public long messages() {
        long sum = 0;
        for (int i = 0; i < rows.size; i++) {
            sum += rows.counts[i];
        }
        return sum;
    }

    public void forEach(Sighting.Origin origin, Consumer<Sighting> each) {
        for (int i = 0; i < rows.size; i++) {
            each.accept(new Sighting(rows.source(i), Objects.requireNonNull(rows.seen[i]), rows.counts[i], origin));
        }
    }

    /// A number that is the same for the same rows in the same order.
    public int fingerprint() {
        // Most rows state one of a few things, and each of those is gone through once.
        IdentityHashMap<RowStatement, Integer> hashes = new IdentityHashMap<>();
        int hash = rows.size;
        for (int i = 0; i < rows.size; i++) {
            RowStatement seen = Objects.requireNonNull(rows.seen[i]);
            hash = 31 * hash + rows.source(i).hashCode();
            hash = 31 * hash + Long.hashCode(rows.counts[i]);
            hash = 31 * hash + hashes.computeIfAbsent(seen, Object::hashCode);
        }
        return hash;
    }

    /// Takes one row after the other.
    public static final class Builder {
        private long[] low = new long[16];

        // Of IPv4 there is nothing to keep here, and most reports hold nothing else.
        private long @Nullable [] high;
        private boolean @Nullable [] v6;
        private @Nullable RowStatement[] seen = new RowStatement[16];
        private long[] counts = new long[16];
        private int size;

        public void add(IpAddress source, RowStatement row, long count) {
            if (size == counts.length) {
                int more = size + (size >> 1);
                low = Arrays.copyOf(low, more);
                high = high == null ? null : Arrays.copyOf(high, more);
                v6 = v6 == null ? null : Arrays.copyOf(v6, more);
                seen = Arrays.copyOf(seen, more);
                counts = Arrays.copyOf(counts, more);
            }
            if (source.v6()) {
                long[] upper = high == null ? new long[low.length] : high;
                boolean[] wide = v6 == null ? new boolean[low.length] : v6;
                upper[size] = source.high();
                wide[size] = true;
                high = upper;
                v6 = wide;
            }
            low[size] = source.low();
            seen[size] = row;
            counts[size++] = count;
        }

        public int size() {
            return size;
        }

        private IpAddress source(int row) {
            return high == null || v6 == null || !v6[row] ? IpAddress.v4(low[row]) : IpAddress.v6(high[row], low[row]);
        }

        /// All that was added. The builder is given away with it.
        public Sightings build() {
            if (size < counts.length - (counts.length >> 3)) {
                low = Arrays.copyOf(low, size);
                high = high == null ? null : Arrays.copyOf(high, size);
                v6 = v6 == null ? null : Arrays.copyOf(v6, size);
                seen = Arrays.copyOf(seen, size);
                counts = Arrays.copyOf(counts, size);
            }
            return new Sightings(this);
        }
    }
}
