package org.whybounce.sender;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.whybounce.net.IpAddress;

/// The sightings of one report, kept in three arrays: a report of a large receiver has 900,000 of them.
public final class Sightings {
    private final @Nullable IpAddress[] sources;
    private final @Nullable RowStatement[] seen;
    private final long[] counts;
    private final int size;

    private Sightings(@Nullable IpAddress[] sources, @Nullable RowStatement[] seen, long[] counts, int size) {
        this.sources = sources;
        this.seen = seen;
        this.counts = counts;
        this.size = size;
    }

    public int size() {
        return size;
    }

    /// How many messages they are in all.
    public long messages() {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum += counts[i];
        }
        return sum;
    }

    public void forEach(Sighting.Origin origin, Consumer<Sighting> each) {
        for (int i = 0; i < size; i++) {
            each.accept(new Sighting(
                    Objects.requireNonNull(sources[i]), Objects.requireNonNull(seen[i]), counts[i], origin));
        }
    }

    /// A number that is the same for the same rows in the same order.
    public int fingerprint() {
        int hash = size;
        for (int i = 0; i < size; i++) {
            hash = 31 * hash + Objects.hashCode(sources[i]);
            hash = 31 * hash + Long.hashCode(counts[i]);
            hash = 31 * hash + Objects.hashCode(seen[i]);
        }
        return hash;
    }

    /// Takes one row after the other.
    public static final class Builder {
        private @Nullable IpAddress[] sources = new IpAddress[16];
        private @Nullable RowStatement[] seen = new RowStatement[16];
        private long[] counts = new long[16];
        private int size;

        public void add(IpAddress source, RowStatement row, long count) {
            if (size == counts.length) {
                int more = size * 2;
                sources = Arrays.copyOf(sources, more);
                seen = Arrays.copyOf(seen, more);
                counts = Arrays.copyOf(counts, more);
            }
            sources[size] = source;
            seen[size] = row;
            counts[size++] = count;
        }

        public int size() {
            return size;
        }

        public Sightings build() {
            return new Sightings(
                    Arrays.copyOf(sources, size), Arrays.copyOf(seen, size), Arrays.copyOf(counts, size), size);
        }
    }
}
