package org.whybounce.fix.reach;

import java.util.ArrayList;
import java.util.List;
import org.whybounce.net.AddressRanges;
import org.whybounce.spf.record.Qualifier;

/// What comes of each address by a record, if nobody counted lookups: four sets that together hold every address
/// once.
public record ByResult(AddressRanges pass, AddressRanges fail, AddressRanges softfail, AddressRanges neutral) {
    /// RFC 7208, section 4.7: where nothing decides the result is neutral.
    static final ByResult NEUTRAL =
            new ByResult(AddressRanges.NONE, AddressRanges.NONE, AddressRanges.NONE, AddressRanges.EVERYTHING);

    /// The terms decide in order, each only over addresses that none before it decided (RFC 7208, section 4.6.2);
    /// redirect decides the rest as its target does (section 6.1). Terms in a row with one qualifier are worked
    /// out in one step, so that the time grows with the terms and not with their square.
    public static ByResult of(List<TermReach> reached) {
        Sets sets = new Sets();
        AddressRanges decided = AddressRanges.NONE;
        int i = 0;
        while (i < reached.size()) {
            TermReach first = reached.get(i);
            if (first.isRedirect()) {
                ByResult target = first.inside().map(RecordReach::results).orElse(NEUTRAL);
                sets.add(target, decided);
                return sets.made();
            }
            Qualifier qualifier = first.qualifier().orElse(Qualifier.NEUTRAL);
            List<AddressRanges> row = new ArrayList<>();
            while (i < reached.size()
                    && reached.get(i)
                            .qualifier()
                            .filter(each -> each == qualifier)
                            .isPresent()) {
                row.add(reached.get(i++).matches());
            }
            AddressRanges matched = AddressRanges.unionOf(row);
            sets.add(qualifier, matched.minus(decided));
            decided = decided.union(matched);
        }
        sets.add(Qualifier.NEUTRAL, AddressRanges.EVERYTHING.minus(decided));
        return sets.made();
    }

    public AddressRanges of(Qualifier qualifier) {
        return switch (qualifier) {
            case PASS -> pass;
            case FAIL -> fail;
            case SOFTFAIL -> softfail;
            case NEUTRAL -> neutral;
        };
    }

    private static final class Sets {
        private AddressRanges pass = AddressRanges.NONE;
        private AddressRanges fail = AddressRanges.NONE;
        private AddressRanges softfail = AddressRanges.NONE;
        private AddressRanges neutral = AddressRanges.NONE;

        void add(Qualifier qualifier, AddressRanges ranges) {
            switch (qualifier) {
                case PASS -> pass = pass.union(ranges);
                case FAIL -> fail = fail.union(ranges);
                case SOFTFAIL -> softfail = softfail.union(ranges);
                case NEUTRAL -> neutral = neutral.union(ranges);
            }
        }

        void add(ByResult other, AddressRanges except) {
            for (Qualifier qualifier : Qualifier.values()) {
                add(qualifier, other.of(qualifier).minus(except));
            }
        }

        ByResult made() {
            return new ByResult(pass, fail, softfail, neutral);
        }
    }
}
