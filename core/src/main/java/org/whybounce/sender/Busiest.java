package org.whybounce.sender;

import java.util.Collection;
import java.util.Comparator;
import java.util.PriorityQueue;

/// The sources of one kind with the most messages. What has fewer goes where the addresses that are seen least are
/// counted.
final class Busiest {
    /// The least first; of as many messages the higher address.
    private static final Comparator<SourceTally> LEAST_FIRST = Comparator.comparingLong(SourceTally::messages)
            .thenComparing(SourceTally::address, Comparator.reverseOrder());

    private final int most;
    private final SeldomSeen seldom;
    private final PriorityQueue<Sighted> kept =
            new PriorityQueue<>((one, other) -> LEAST_FIRST.compare(one.tally(), other.tally()));

    Busiest(int most, SeldomSeen seldom) {
        this.most = most;
        this.seldom = seldom;
    }

    /// Whether it would be the first to go, so that nothing needs to be made of it.
    boolean beyond(SourceTally source) {
        Sighted least = kept.peek();
        return kept.size() == most && least != null && LEAST_FIRST.compare(source, least.tally()) < 0;
    }

    void add(Sighted source) {
        kept.add(source);
        if (kept.size() > most) {
            seldom.add(kept.remove().tally());
        }
    }

    Collection<Sighted> kept() {
        return kept;
    }

    SeldomSeen seldom() {
        return seldom;
    }
}
