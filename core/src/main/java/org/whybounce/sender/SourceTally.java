package org.whybounce.sender;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.whybounce.net.IpAddress;

/// Everything that was seen of one address. A domain that is forged may have 900,000 of them, so it is small.
final class SourceTally {
    private static final @Nullable RowStatement[] NONE = new RowStatement[0];
    private static final long[] NO_COUNTS = new long[0];

    private final IpAddress address;

    // Most state one thing only, so the first lies here and the arrays hold the others.
    private @Nullable RowStatement first;
    private @Nullable RowStatement[] seen = NONE;
    private long[] counts = NO_COUNTS;
    private int kinds;
    private boolean noted;
    private long messages;
    private long days;
    private long reporters;
    private int firstDay = Integer.MAX_VALUE;
    private int lastDay = Integer.MIN_VALUE;

    SourceTally(IpAddress address) {
        this.address = address;
    }

    void add(RowStatement row, long count, Sighting.Origin origin) {
        messages += count;
        // One bit of 64 for each day and reporter: the number is exact for the few that matter and never too large.
        days |= 1L << (origin.day() & 63);
        reporters |= 1L << (origin.reporter().hashCode() * 0x9e3779b1 >>> 26);
        int day = Math.clamp(origin.day(), Integer.MIN_VALUE + 1, Integer.MAX_VALUE - 1);
        firstDay = Math.min(firstDay, day);
        lastDay = Math.max(lastDay, day);
        if (first == null || row.equals(first)) {
            first = row;
            return;
        }
        for (int i = 0; i < kinds; i++) {
            if (row.equals(seen[i])) {
                counts[i] += count;
                return;
            }
        }
        if (kinds == counts.length) {
            seen = Arrays.copyOf(seen, kinds * 2 + 1);
            counts = Arrays.copyOf(counts, kinds * 2 + 1);
        }
        seen[kinds] = row;
        counts[kinds++] = count;
    }

    /// No report shows it: it was seen in bounces or logs alone.
    void note() {
        noted = true;
    }

    boolean noted() {
        return noted;
    }

    /// Takes what was seen of it.
    interface Each {
        void take(RowStatement row, long count);
    }

    void forEach(Each each) {
        if (first != null) {
            each.take(first, messages - others());
        }
        for (int i = 0; i < kinds; i++) {
            each.take(Objects.requireNonNull(seen[i]), counts[i]);
        }
    }

    IpAddress address() {
        return address;
    }

    long messages() {
        return messages;
    }

    /// Messages that state something else than the first.
    private long others() {
        long sum = 0;
        for (int i = 0; i < kinds; i++) {
            sum += counts[i];
        }
        return sum;
    }

    long passing() {
        long[] sum = new long[1];
        forEach((row, count) -> sum[0] += row.passing() ? count : 0);
        return sum[0];
    }

    long failing() {
        return messages - passing();
    }

    long dayBits() {
        return days;
    }

    long reporterBits() {
        return reporters;
    }

    long firstDay() {
        return firstDay;
    }

    long lastDay() {
        return lastDay;
    }
}
