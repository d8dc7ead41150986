package org.whybounce.report;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.whybounce.net.IpAddress;
import org.whybounce.sender.RowStatement;
import org.whybounce.sender.Sighting;
import org.whybounce.sender.Sightings;

/// The rows of a report in few bytes: what a row states as a number, its source in 5 or 17 bytes, its count in as many
/// as it needs. A year of a domain is read back in milliseconds.
///
/// Where a report has very many sources, those that fail and are seen little are folded to their /24 or /48: a forger's
/// addresses are each seen once and never again.
public final class PackedRows {
    /// Rows from which folding begins.
    private static final int FOLD_FROM = 20_000;

    /// A source with so many messages in one report is kept as it is.
    private static final int KEPT = 10;

    private record Place(IpAddress source, RowStatement statement) {}

    private PackedRows() {}

    /// @param number the number that stands for what a row states
    public static byte[] pack(Sightings rows, ToIntFunction<RowStatement> number) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(rows.size() * 8);
        Sighting.Origin nowhere = new Sighting.Origin("", 0, 0);
        if (rows.size() < FOLD_FROM) {
            rows.forEach(nowhere, row -> put(out, row.source(), number.applyAsInt(row.statement()), row.count()));
            return out.toByteArray();
        }
        Map<Place, Long> folded = new HashMap<>();
        rows.forEach(nowhere, row -> {
            if (row.statement().passing() || row.count() >= KEPT) {
                put(out, row.source(), number.applyAsInt(row.statement()), row.count());
            } else {
                IpAddress network = row.source().masked(row.source().v4() ? 24 : 48);
                folded.merge(new Place(network, row.statement()), row.count(), Long::sum);
            }
        });
        folded.forEach((place, count) -> put(out, place.source(), number.applyAsInt(place.statement()), count));
        return out.toByteArray();
    }

    private static void put(ByteArrayOutputStream out, IpAddress source, int statement, long count) {
        byte[] bytes = source.bytes();
        out.write(bytes.length);
        out.writeBytes(bytes);
        number(out, statement);
        number(out, count);
    }

    /// Seven bits a byte, the lowest first; the highest bit says that more follow.
    private static void number(ByteArrayOutputStream out, long value) {
        long left = value;
        while (left >= 0x80) {
            out.write((int) (left & 0x7f | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }

    /// @param statement what a number stands for
    public static Sightings unpack(byte[] packed, IntFunction<RowStatement> statement) {
        Sightings.Builder rows = new Sightings.Builder();
        int at = 0;
        while (at < packed.length) {
            int length = packed[at++];
            IpAddress source = IpAddress.of(java.util.Arrays.copyOfRange(packed, at, at + length));
            at += length;
            long[] numbers = new long[2];
            for (int i = 0; i < 2; i++) {
                int shift = 0;
                while (packed[at] < 0) {
                    numbers[i] |= (long) (packed[at++] & 0x7f) << shift;
                    shift += 7;
                }
                numbers[i] |= (long) packed[at++] << shift;
            }
            rows.add(source, statement.apply((int) numbers[0]), numbers[1]);
        }
        return rows.build();
    }
}
