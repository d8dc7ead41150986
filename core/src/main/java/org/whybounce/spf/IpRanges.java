package org.whybounce.spf;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;

/// A set of addresses of both families, held as intervals that neither overlap nor touch. All operations take time
/// linear in the number of intervals, plus sorting where the ranges come unsorted.
public final class IpRanges {
    /// All addresses from `first` to `last`, both included and of one family.
    public record Interval(IpAddress first, IpAddress last) {
        public BigInteger size() {
            return number(last).subtract(number(first)).add(BigInteger.ONE);
        }
    }

    public static final IpRanges NONE = new IpRanges(List.of());
    public static final IpRanges ALL_V4 = of(List.of(new IpPrefix(IpAddress.v4(0), 0)));
    public static final IpRanges ALL_V6 = of(List.of(new IpPrefix(new IpAddress(false, 0, 0), 0)));

    private final List<Interval> intervals;

    private IpRanges(List<Interval> intervals) {
        this.intervals = intervals;
    }

    public static IpRanges of(Collection<IpPrefix> prefixes) {
        List<Interval> all = new ArrayList<>(prefixes.size());
        for (IpPrefix prefix : prefixes) {
            all.add(new Interval(prefix.address(), prefix.last()));
        }
        all.sort((one, other) -> one.first().compareTo(other.first()));
        return merged(all);
    }

    /// Joins what overlaps or touches; the intervals are sorted by their first address.
    private static IpRanges merged(List<Interval> sorted) {
        List<Interval> joined = new ArrayList<>(sorted.size());
        for (Interval next : sorted) {
            Interval before = joined.isEmpty() ? null : joined.getLast();
            if (before == null || before.last().compareTo(next.first()) < 0 && !touches(before.last(), next.first())) {
                joined.add(next);
            } else if (before.last().compareTo(next.last()) < 0) {
                joined.set(joined.size() - 1, new Interval(before.first(), next.last()));
            }
        }
        return new IpRanges(Collections.unmodifiableList(joined));
    }

    private static boolean touches(IpAddress one, IpAddress next) {
        return one.v4() == next.v4() && !last(one) && following(one).equals(next);
    }

    private static boolean last(IpAddress ip) {
        return ip.v4() ? ip.low() == 0xffffffffL : ip.high() == -1 && ip.low() == -1;
    }

    private static IpAddress following(IpAddress ip) {
        return ip.v4()
                ? IpAddress.v4(ip.low() + 1)
                : new IpAddress(false, ip.low() == -1 ? ip.high() + 1 : ip.high(), ip.low() + 1);
    }

    private static IpAddress preceding(IpAddress ip) {
        return ip.v4()
                ? IpAddress.v4(ip.low() - 1)
                : new IpAddress(false, ip.low() == 0 ? ip.high() - 1 : ip.high(), ip.low() - 1);
    }

    public List<Interval> intervals() {
        return intervals;
    }

    public boolean isEmpty() {
        return intervals.isEmpty();
    }

    public boolean contains(IpAddress ip) {
        int low = 0;
        int high = intervals.size() - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            Interval interval = intervals.get(middle);
            if (ip.compareTo(interval.first()) < 0) {
                high = middle - 1;
            } else if (ip.compareTo(interval.last()) > 0) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    public IpRanges union(IpRanges other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        List<Interval> all = new ArrayList<>(intervals.size() + other.intervals.size());
        int mine = 0;
        int theirs = 0;
        while (mine < intervals.size() || theirs < other.intervals.size()) {
            boolean takeMine = theirs == other.intervals.size()
                    || mine < intervals.size()
                            && intervals
                                            .get(mine)
                                            .first()
                                            .compareTo(
                                                    other.intervals.get(theirs).first())
                                    <= 0;
            all.add(takeMine ? intervals.get(mine++) : other.intervals.get(theirs++));
        }
        return merged(all);
    }

    public IpRanges intersect(IpRanges other) {
        List<Interval> common = new ArrayList<>();
        int mine = 0;
        int theirs = 0;
        while (mine < intervals.size() && theirs < other.intervals.size()) {
            Interval a = intervals.get(mine);
            Interval b = other.intervals.get(theirs);
            IpAddress first = a.first().compareTo(b.first()) >= 0 ? a.first() : b.first();
            boolean aEndsFirst = a.last().compareTo(b.last()) <= 0;
            IpAddress last = aEndsFirst ? a.last() : b.last();
            if (first.compareTo(last) <= 0) {
                boolean whole = first.equals(a.first()) && last.equals(a.last());
                common.add(whole ? a : new Interval(first, last));
            }
            if (aEndsFirst) {
                mine++;
            } else {
                theirs++;
            }
        }
        return common.isEmpty() ? NONE : new IpRanges(Collections.unmodifiableList(common));
    }

    /// What is in this set and not in the other.
    public IpRanges minus(IpRanges other) {
        if (isEmpty() || other.isEmpty()) {
            return this;
        }
        List<Interval> left = new ArrayList<>();
        int theirs = 0;
        for (Interval mine : intervals) {
            IpAddress from = mine.first();
            boolean gone = false;
            while (theirs < other.intervals.size()
                    && other.intervals.get(theirs).last().compareTo(from) < 0) {
                theirs++;
            }
            for (int i = theirs; i < other.intervals.size(); i++) {
                Interval cut = other.intervals.get(i);
                if (cut.first().compareTo(mine.last()) > 0) {
                    break;
                }
                if (cut.first().compareTo(from) > 0) {
                    left.add(new Interval(from, preceding(cut.first())));
                }
                if (cut.last().compareTo(mine.last()) >= 0) {
                    gone = true;
                    break;
                }
                from = following(cut.last());
            }
            if (!gone) {
                left.add(from.equals(mine.first()) ? mine : new Interval(from, mine.last()));
            }
        }
        return left.isEmpty() ? NONE : new IpRanges(Collections.unmodifiableList(left));
    }

    /// The addresses of one family only.
    public IpRanges family(boolean v4) {
        return intersect(v4 ? ALL_V4 : ALL_V6);
    }

    /// How many addresses these are.
    public BigInteger size() {
        return intervals.stream().map(Interval::size).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static BigInteger number(IpAddress ip) {
        return new BigInteger(1, ip.bytes());
    }

    /// The fewest prefixes that are exactly this set.
    public List<IpPrefix> prefixes() {
        List<IpPrefix> prefixes = new ArrayList<>();
        for (Interval interval : intervals) {
            IpAddress from = interval.first();
            while (true) {
                IpPrefix widest = widest(from, interval.last());
                prefixes.add(widest);
                IpAddress end = end(widest);
                if (end.compareTo(interval.last()) >= 0) {
                    break;
                }
                from = following(end);
            }
        }
        return prefixes;
    }

    private static IpAddress end(IpPrefix prefix) {
        return prefix.last();
    }

    /// The widest prefix that begins at `from` and does not reach beyond `last`.
    private static IpPrefix widest(IpAddress from, IpAddress last) {
        int length = from.width() - zeros(from);
        IpPrefix prefix = new IpPrefix(from, length);
        while (end(prefix).compareTo(last) > 0) {
            length++;
            prefix = new IpPrefix(from, length);
        }
        return prefix;
    }

    private static int zeros(IpAddress ip) {
        if (ip.v4()) {
            return Math.min(32, Long.numberOfTrailingZeros(ip.low()));
        }
        return ip.low() != 0 ? Long.numberOfTrailingZeros(ip.low()) : 64 + Long.numberOfTrailingZeros(ip.high());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpRanges ranges && ranges.intervals.equals(intervals);
    }

    @Override
    public int hashCode() {
        return intervals.hashCode();
    }

    @Override
    public String toString() {
        return prefixes().toString();
    }
}
