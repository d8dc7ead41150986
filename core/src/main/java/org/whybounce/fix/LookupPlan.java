package org.whybounce.fix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Which terms to change so that a record costs few enough lookups, at the least harm.
///
/// Each term offers ways: keep it, open it (its target's own terms in its place, which saves one lookup and keeps what
/// the target includes alive), or flatten it (its addresses in its place, which saves all its lookups and goes stale
/// when its owner moves). Each way saves a number of lookups and has a price. Choosing one way for each term so that
/// enough is saved at the least price is a knapsack with groups, and small enough (terms times lookups) to be solved
/// exactly: `price[g][s]` is the least price at which the first `g` terms save at least `s` lookups.
final class LookupPlan {
    /// How a term is written.
    enum Kind {
        KEEP,
        DROP,
        OPEN,
        FLATTEN
    }

    /// A way to write a term.
    ///
    /// @param saves lookups
    /// @param price how much is given up
    record Way(Kind kind, int saves, long price) {}

    private static final long IMPOSSIBLE = Long.MAX_VALUE / 2;

    private LookupPlan() {}

    /// One way for each group, so that at least `need` is saved at the least price; empty where no choice saves so
    /// much.
    static Optional<List<Way>> choose(List<List<Way>> groups, int need) {
        int most = Math.max(need, 0);
        long[][] price = new long[groups.size() + 1][most + 1];
        for (long[] row : price) {
            Arrays.fill(row, IMPOSSIBLE);
        }
        price[0][0] = 0;
        for (int g = 0; g < groups.size(); g++) {
            for (Way way : groups.get(g)) {
                for (int s = 0; s <= most; s++) {
                    int to = Math.min(most, s + way.saves());
                    price[g + 1][to] = Math.min(price[g + 1][to], price[g][s] + way.price());
                }
            }
        }
        if (price[groups.size()][most] >= IMPOSSIBLE) {
            return Optional.empty();
        }
        // Backwards: the way and the place before it that the least price came from.
        List<Way> chosen = new ArrayList<>();
        int at = most;
        for (int g = groups.size(); g > 0; g--) {
            search:
            for (Way way : groups.get(g - 1)) {
                for (int s = 0; s <= most; s++) {
                    if (Math.min(most, s + way.saves()) == at && price[g - 1][s] + way.price() == price[g][at]) {
                        chosen.addFirst(way);
                        at = s;
                        break search;
                    }
                }
            }
        }
        return Optional.of(chosen);
    }
}
