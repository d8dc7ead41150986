package org.whybounce.fix.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Which terms to change so that a record costs few enough lookups, at the least harm.
///
/// Each term offers ways: keep it, drop it, open it (its target's own terms in its place, each again in one of
/// its ways, which keeps what the target includes alive), or flatten it (its addresses in its place, which saves
/// all its lookups and goes stale when its owner moves). Each way saves a number of lookups and has a price.
/// Choosing one way for each term so that enough is saved at the least price is a knapsack with groups, and small
/// enough (terms times lookups) to be solved exactly: `price[g][s]` is the least price at which the first `g`
/// terms save at least `s`.
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
    /// @param inner of a term that is opened, the ways of those terms inside that cost lookups
    record Way(Kind kind, int saves, long price, List<Way> inner) {
        Way(Kind kind, int saves, long price) {
            this(kind, saves, price, List.of());
        }
    }

    private static final long IMPOSSIBLE = Long.MAX_VALUE / 4;

    private final List<List<Way>> groups;
    private final int most;
    private final long[][] price;

    private LookupPlan(List<List<Way>> groups, int most) {
        this.groups = groups;
        this.most = most;
        this.price = new long[groups.size() + 1][most + 1];
    }

    /// @param groups the ways of each term
    /// @param most   no choice has to save more
    static LookupPlan of(List<List<Way>> groups, int most) {
        LookupPlan plan = new LookupPlan(groups, Math.max(most, 0));
        plan.solve();
        return plan;
    }

    private void solve() {
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
    }

    /// The least price at which exactly so much is saved (or more, if it is the most).
    long price(int saved) {
        return price[groups.size()][saved];
    }

    boolean possible(int saved) {
        return price(saved) < IMPOSSIBLE;
    }

    /// One way for each group, so that at least `need` is saved at the least price; empty where no choice saves so
    /// much.
    Optional<List<Way>> choose(int need) {
        int best = -1;
        for (int s = Math.max(need, 0); s <= most; s++) {
            if (possible(s) && (best < 0 || price(s) < price(best))) {
                best = s;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(chosen(best));
    }

    // Backwards: the way and the place before it that the least price came from.
    private List<Way> chosen(int saved) {
        List<Way> chosen = new ArrayList<>();
        int at = saved;
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
        return chosen;
    }
}
