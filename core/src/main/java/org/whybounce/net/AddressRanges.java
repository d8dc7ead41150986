package org.whybounce.net;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/// A set of addresses of both families, kept as ranges that are sorted, disjoint and do not touch. Immutable. Union,
/// intersection and difference take time in proportion to the number of ranges, plus sorting where they come unsorted.
public final class AddressRanges {
    public static final AddressRanges NONE = new AddressRanges(List.of());
    public static final AddressRanges ALL_V4 = of(new IpPrefix(IpAddress.v4(0), 0));
    public static final AddressRanges ALL_V6 = of(new IpPrefix(new IpAddress(false, 0, 0), 0));
    public static final AddressRanges EVERYTHING = ALL_V4.union(ALL_V6);

    /// From `first` to `last`, both included, of one family.
    public record Range(IpAddress first, IpAddress last) {
        /// How many addresses these are.
        public BigInteger size() {
            return number(last).subtract(number(first)).add(BigInteger.ONE);
        }
    }

    private final List<Range> ranges;

    private AddressRanges(List<Range> ranges) {
        this.ranges = ranges;
    }

    public static AddressRanges of(Collection<IpPrefix> prefixes) {
        List<Range> all = new ArrayList<>();
        for (IpPrefix prefix : prefixes) {
            all.add(new Range(prefix.address(), prefix.last()));
        }
        all.sort((one, other) -> one.first().compareTo(other.first()));
        return new AddressRanges(joined(all));
    }

    public static AddressRanges of(IpPrefix prefix) {
        return new AddressRanges(List.of(new Range(prefix.address(), prefix.last())));
    }

    /// Joins what overlaps or touches; the ranges are sorted by their first address.
    private static List<Range> joined(List<Range> sorted) {
        List<Range> joined = new ArrayList<>(sorted.size());
        for (Range range : sorted) {
            Range before = joined.isEmpty() ? null : joined.getLast();
            if (before == null || !meet(before.last(), range.first())) {
                joined.add(range);
            } else if (range.last().compareTo(before.last()) > 0) {
                joined.set(joined.size() - 1, new Range(before.first(), range.last()));
            }
        }
        return Collections.unmodifiableList(joined);
    }

    /// Whether a range that begins at `first` overlaps or touches one that begins no later and ends at `last`.
    private static boolean meet(IpAddress last, IpAddress first) {
        return last.v4() == first.v4() && (isLastOfAll(last) || first.compareTo(next(last)) <= 0);
    }

    /// All of these sets together; cheaper than joining them one by one.
    public static AddressRanges unionOf(Collection<AddressRanges> sets) {
        List<Range> all = new ArrayList<>();
        sets.forEach(set -> all.addAll(set.ranges));
        all.sort((one, other) -> one.first().compareTo(other.first()));
        return new AddressRanges(joined(all));
    }

    public AddressRanges union(AddressRanges other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        List<Range> all = new ArrayList<>(ranges.size() + other.ranges.size());
        int mine = 0;
        int theirs = 0;
        while (mine < ranges.size() || theirs < other.ranges.size()) {
            boolean takeMine = theirs == other.ranges.size()
                    || mine < ranges.size()
                            && ranges.get(mine)
                                            .first()
                                            .compareTo(other.ranges.get(theirs).first())
                                    <= 0;
            all.add(takeMine ? ranges.get(mine++) : other.ranges.get(theirs++));
        }
        return new AddressRanges(joined(all));
    }

    public AddressRanges intersection(AddressRanges other) {
        List<Range> common = new ArrayList<>();
        int mine = 0;
        int theirs = 0;
        while (mine < ranges.size() && theirs < other.ranges.size()) {
            Range one = ranges.get(mine);
            Range two = other.ranges.get(theirs);
            IpAddress first = one.first().compareTo(two.first()) >= 0 ? one.first() : two.first();
            boolean oneEndsFirst = one.last().compareTo(two.last()) <= 0;
            IpAddress last = oneEndsFirst ? one.last() : two.last();
            if (first.compareTo(last) <= 0) {
                boolean whole = first.equals(one.first()) && last.equals(one.last());
                common.add(whole ? one : new Range(first, last));
            }
            if (oneEndsFirst) {
                mine++;
            } else {
                theirs++;
            }
        }
        return common.isEmpty() ? NONE : new AddressRanges(Collections.unmodifiableList(common));
    }

    /// What is in this set and not in the other.
    public AddressRanges minus(AddressRanges other) {
        if (isEmpty() || other.isEmpty()) {
            return this;
        }
        List<Range> left = new ArrayList<>();
        int theirs = 0;
        for (Range mine : ranges) {
            IpAddress from = mine.first();
            boolean gone = false;
            while (theirs < other.ranges.size()
                    && other.ranges.get(theirs).last().compareTo(from) < 0) {
                theirs++;
            }
            for (int i = theirs; i < other.ranges.size(); i++) {
                Range cut = other.ranges.get(i);
                if (cut.first().compareTo(mine.last()) > 0) {
                    break;
                }
                if (cut.first().compareTo(from) > 0) {
                    left.add(new Range(from, previous(cut.first())));
                }
                if (cut.last().compareTo(mine.last()) >= 0) {
                    gone = true;
                    break;
                }
                from = next(cut.last());
            }
            if (!gone) {
                left.add(from.equals(mine.first()) ? mine : new Range(from, mine.last()));
            }
        }
        return left.isEmpty() ? NONE : new AddressRanges(Collections.unmodifiableList(left));
    }

    /// The addresses of one family only.
    public AddressRanges family(boolean v4) {
        return intersection(v4 ? ALL_V4 : ALL_V6);
    }

    /// How many addresses these are.
    public BigInteger size() {
        return ranges.stream().map(Range::size).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static BigInteger number(IpAddress ip) {
        return new BigInteger(1, ip.bytes());
    }

    public boolean contains(IpAddress ip) {
        int low = 0;
        int high = ranges.size() - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            Range range = ranges.get(middle);
            if (ip.compareTo(range.first()) < 0) {
                high = middle - 1;
            } else if (ip.compareTo(range.last()) > 0) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    public boolean containsAll(AddressRanges other) {
        return other.minus(this).isEmpty();
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    public List<Range> ranges() {
        return ranges;
    }

    /// The fewest prefixes that cover exactly this set, sorted.
    public List<IpPrefix> prefixes() {
        List<IpPrefix> prefixes = new ArrayList<>();
        for (Range range : ranges) {
            IpAddress from = range.first();
            while (true) {
                IpPrefix widest = widest(from, range.last());
                prefixes.add(widest);
                IpAddress end = widest.last();
                if (end.equals(range.last())) {
                    break;
                }
                from = next(end);
            }
        }
        return Collections.unmodifiableList(prefixes);
    }

    /// The widest prefix that begins at `from` and does not reach beyond `last`.
    private static IpPrefix widest(IpAddress from, IpAddress last) {
        IpPrefix prefix = new IpPrefix(from, from.width() - zeros(from));
        while (prefix.last().compareTo(last) > 0) {
            prefix = new IpPrefix(from, prefix.length() + 1);
        }
        return prefix;
    }

    /// How many of the last bits are zero.
    private static int zeros(IpAddress ip) {
        if (ip.v4()) {
            return Math.min(32, Long.numberOfTrailingZeros(ip.low()));
        }
        return ip.low() != 0 ? Long.numberOfTrailingZeros(ip.low()) : 64 + Long.numberOfTrailingZeros(ip.high());
    }

    private static boolean isLastOfAll(IpAddress ip) {
        return ip.low() == (ip.v4() ? 0xffffffffL : -1L) && (ip.v4() || ip.high() == -1L);
    }

    private static IpAddress next(IpAddress ip) {
        return ip.v4()
                ? IpAddress.v4(ip.low() + 1)
                : new IpAddress(false, ip.low() == -1L ? ip.high() + 1 : ip.high(), ip.low() + 1);
    }

    private static IpAddress previous(IpAddress ip) {
        return ip.v4()
                ? IpAddress.v4(ip.low() - 1)
                : new IpAddress(false, ip.low() == 0 ? ip.high() - 1 : ip.high(), ip.low() - 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressRanges set && ranges.equals(set.ranges);
    }

    @Override
    public int hashCode() {
        return ranges.hashCode();
    }

    @Override
    public String toString() {
        return prefixes().toString();
    }
}
