package org.whybounce.sender;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.whybounce.net.IpAddress;

/// The sources of one domain in the order in which they were first seen, each found by its address. It is a table of
/// numbers over one array, since a domain that is forged has 900,000 sources and a map has an object more for each.
final class SourceTable {
    /// Secret, so that nobody can write a report whose addresses all fall into one place of the table.
    private static final long SECRET = ThreadLocalRandom.current().nextLong();

    private @Nullable SourceTally[] all = new SourceTally[8];
    private int size;

    /// Places in `all`, counted from 1; 0 is empty. At most half full, and a power of two long.
    private int[] places = new int[32];

    int size() {
        return size;
    }

    @Nullable
    SourceTally find(IpAddress address) {
        int place = places[place(address)];
        return place == 0 ? null : all[place - 1];
    }

    SourceTally findOrAdd(IpAddress address) {
        int at = place(address);
        if (places[at] != 0) {
            return Objects.requireNonNull(all[places[at] - 1]);
        }
        if (size == all.length) {
            all = Arrays.copyOf(all, size + (size >> 1));
        }
        SourceTally made = new SourceTally(address);
        all[size++] = made;
        places[at] = size;
        if (size * 2 >= places.length) {
            places = new int[places.length * 2];
            for (int i = 0; i < size; i++) {
                places[place(Objects.requireNonNull(all[i]).address())] = i + 1;
            }
        }
        return made;
    }

    /// Where the address is, or where it would be put.
    private int place(IpAddress address) {
        long mixed = (address.high() ^ SECRET) * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ mixed >>> 32 ^ address.low()) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 29 ^ SECRET) * 0x94d049bb133111ebL;
        int at = (int) (mixed >>> 32) & places.length - 1;
        while (places[at] != 0
                && !Objects.requireNonNull(all[places[at] - 1]).address().equals(address)) {
            at = at + 1 & places.length - 1;
        }
        return at;
    }

    void forEach(Consumer<SourceTally> each) {
        for (int i = 0; i < size; i++) {
            each.accept(Objects.requireNonNull(all[i]));
        }
    }
}
