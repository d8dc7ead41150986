package org.whybounce.net;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// A set of addresses of both families, kept as ranges that are sorted, disjoint and do not touch. Immutable. Union,
/// intersection and difference take time in proportion to the number of ranges.
public final class AddressRanges {
    public static final AddressRanges NONE = new AddressRanges(List.of());
    public static final AddressRanges EVERYTHING = new AddressRanges(List.of(
            new Range(IpAddress.v4(0), IpAddress.v4(0xffffffffL)),
            new Range(new IpAddress(false, 0, 0), new IpAddress(false, -1, -1))));

    /// From `first` to `last`, both included, of one family.
    public record Range(IpAddress first, IpAddress last) {}

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

    private static List<Range> joined(List<Range> sorted) {
        List<Range> result = new ArrayList<>();
        for (Range range : sorted) {
            Range last = result.isEmpty() ? null : result.getLast();
            if (last != null
                    && last.last().v4() == range.first().v4()
                    && (isLastOfAll(last.last()) || range.first().compareTo(next(last.last())) <= 0)) {
                if (range.last().compareTo(last.last()) > 0) {
                    result.set(result.size() - 1, new Range(last.first(), range.last()));
                }
            } else {
                result.add(range);
            }
        }
        return List.copyOf(result);
    }

    /// All of these sets together; cheaper than joining them one by one.
    public static AddressRanges unionOf(Collection<AddressRanges> sets) {
        List<Range> all = new ArrayList<>();
        sets.forEach(set -> all.addAll(set.ranges));
        all.sort((one, other) -> one.first().compareTo(other.first()));
        return new AddressRanges(joined(all));
    }

    public AddressRanges union(AddressRanges other) {
        if (ranges.isEmpty()) {
            return other;
        }
        if (other.ranges.isEmpty()) {
            return this;
        }
        List<Range> all = new ArrayList<>(ranges.size() + other.ranges.size());
        all.addAll(ranges);
        all.addAll(other.ranges);
        all.sort((one, two) -> one.first().compareTo(two.first()));
        return new AddressRanges(joined(all));
    }

    public AddressRanges intersection(AddressRanges other) {
        List<Range> result = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < ranges.size() && j < other.ranges.size()) {
            Range one = ranges.get(i);
            Range two = other.ranges.get(j);
            IpAddress first = one.first().compareTo(two.first()) >= 0 ? one.first() : two.first();
            IpAddress last = one.last().compareTo(two.last()) <= 0 ? one.last() : two.last();
            if (first.v4() == last.v4() && first.compareTo(last) <= 0) {
                result.add(new Range(first, last));
            }
            if (one.last().compareTo(two.last()) < 0) {
                i++;
            } else {
                j++;
            }
        }
        return new AddressRanges(List.copyOf(result));
    }

    /// What is in this set and not in the other.
    public AddressRanges minus(AddressRanges other) {
        List<Range> result = new ArrayList<>();
        int j = 0;
        for (Range range : ranges) {
            IpAddress from = range.first();
            boolean left = true;
            while (j < other.ranges.size() && other.ranges.get(j).last().compareTo(from) < 0) {
                j++;
            }
            int k = j;
            while (k < other.ranges.size() && other.ranges.get(k).first().compareTo(range.last()) <= 0) {
                Range cut = other.ranges.get(k);
                if (cut.first().compareTo(from) > 0) {
                    result.add(new Range(from, previous(cut.first())));
                }
                if (cut.last().compareTo(range.last()) >= 0) {
                    left = false;
                    break;
                }
                from = next(cut.last());
                k++;
            }
            if (left) {
                result.add(new Range(from, range.last()));
            }
        }
        return new AddressRanges(List.copyOf(result));
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
        List<IpPrefix> result = new ArrayList<>();
        for (Range range : ranges) {
            IpAddress first = range.first();
            while (true) {
                int length = first.width();
                while (length > 0
                        && first.masked(length - 1).equals(first)
                        && new IpPrefix(first, length - 1).last().compareTo(range.last()) <= 0) {
                    length--;
                }
                IpPrefix prefix = new IpPrefix(first, length);
                result.add(prefix);
                if (prefix.last().equals(range.last())) {
                    break;
                }
                first = next(prefix.last());
            }
        }
        return List.copyOf(result);
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
