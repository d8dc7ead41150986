package org.whybounce.fix.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.fix.plan.LookupPlan.Kind;
import org.whybounce.fix.plan.LookupPlan.Way;
import org.whybounce.fix.reach.RecordReach;
import org.whybounce.fix.reach.TermReach;
import org.whybounce.net.AddressRanges;
import org.whybounce.spf.record.Qualifier;

/// The ways in which each term of a record can be written with fewer lookups, each with its price. Prices of a
/// kind lie far above those of the kind before, so that a dearer kind of change is taken only where cheaper ones
/// do not do: what does nothing goes first, then what others list too, then the domain's own records and hosts
/// are merged, then a service's include is opened, and only then is it flattened.
final class LookupWays {
    /// What becomes of terms that name hosts: lookups that find nothing are bounded too, for each family of clients.
    enum Hosts {
        AS_THEY_ARE,
        WITHOUT_VOID,
        AS_ADDRESSES,
        /// Those inside of includes too.
        ALL_AS_ADDRESSES
    }

    private static final long DROP_PRICE = 10;
    private static final long OPEN_OWN_PRICE = 50;
    private static final long OWN_HOST_PRICE = 100;
    private static final long FLATTEN_OWN_PRICE = 400;
    static final long OPEN_PRICE = 1_000;
    private static final long FLATTEN_PRICE = 20_000;

    /// Includes within includes that are opened one into the other.
    private static final int MOST_LEVELS = 3;

    /// Lookups to be saved by one opened include. Whoever is further over the limit than this has to flatten.
    private static final int MOST_SAVED_INSIDE = 30;

    private final DomainName at;
    private final int need;
    private final int mostOpened;
    private final Hosts hosts;
    private final IdentityHashMap<RecordReach, List<Way>> opened = new IdentityHashMap<>();

    /// @param need       lookups to be saved in all
    /// @param mostOpened terms of a target that is opened: with more of them the record grows too long
    LookupWays(DomainName at, int need, int mostOpened, Hosts hosts) {
        this.at = at;
        this.need = need;
        this.mostOpened = mostOpened;
        this.hosts = hosts;
    }

    /// The terms that an evaluation can reach and that cost lookups: those that have ways.
    static List<TermReach> costly(RecordReach record) {
        return record.reached().stream().filter(term -> term.lookups() > 0).toList();
    }

    /// The ways of each costly term of the record itself.
    List<List<Way>> of(RecordReach record) {
        Set<TermReach> needless = needless(record.reached());
        List<List<Way>> groups = new ArrayList<>();
        for (TermReach term : costly(record)) {
            List<Way> ways = ways(term, 1);
            if (needless.contains(term)) {
                ways.add(new Way(Kind.DROP, term.lookups(), DROP_PRICE));
            }
            groups.add(ways);
        }
        return groups;
    }

    private List<Way> ways(TermReach term, int level) {
        List<Way> ways = new ArrayList<>();
        switch (term.state()) {
            case DEAD, LOOP -> ways.add(new Way(Kind.DROP, term.lookups(), 0));
            case VOID -> {
                if (hosts == Hosts.AS_THEY_ARE) {
                    ways.add(new Way(Kind.KEEP, 0, 0));
                }
                ways.add(new Way(Kind.DROP, term.lookups(), DROP_PRICE));
            }
            case OPAQUE, UNKNOWN, NONE -> ways.add(new Way(Kind.KEEP, 0, 0));
            case LIVE, BROKEN -> {
                boolean target = term.isInclude() || term.isRedirect();
                // What is a permerror for whoever gets so far cannot stay.
                boolean fatal = term.state() == TermReach.State.BROKEN
                        || term.inside().filter(RecordReach::fatal).isPresent();
                boolean stays = switch (hosts) {
                    case AS_THEY_ARE, WITHOUT_VOID -> true;
                    case AS_ADDRESSES -> target;
                    case ALL_AS_ADDRESSES ->
                        target && term.inside().filter(RecordReach::hosts).isEmpty();
                };
                if (!fatal && stays) {
                    ways.add(new Way(Kind.KEEP, 0, 0));
                }
                // What a broken record of somebody, or several of one name, were to list only their keeper can say.
                if (target && term.state() == TermReach.State.BROKEN) {
                    return ways;
                }
                if (target) {
                    below(term, level, ways);
                } else {
                    ways.add(new Way(Kind.FLATTEN, term.lookups(), OWN_HOST_PRICE + size(term)));
                }
            }
        }
        return ways;
    }

    private void below(TermReach term, int level, List<Way> ways) {
        RecordReach inside = term.inside().orElse(null);
        if (inside == null || inside.passes().equals(AddressRanges.EVERYTHING)) {
            return;
        }
        boolean own = inside.at().isAtOrBelow(PublicSuffixes.registrable(at).orElse(at));
        if ((term.isPass() || term.isRedirect()) && openable(term, inside) && level <= MOST_LEVELS) {
            long price =
                    (own ? OPEN_OWN_PRICE : OPEN_PRICE) + 5L * inside.reached().size();
            for (Way way : opened.computeIfAbsent(inside, record -> inside(record, level))) {
                ways.add(new Way(Kind.OPEN, 1 + way.saves(), price + way.price(), way.inner()));
            }
        }
        if (inside.opaque().isEmpty()
                && inside.unknown().isEmpty()
                && inside.damaged().isEmpty()) {
            ways.add(new Way(
                    Kind.FLATTEN, term.lookups(), (own ? FLATTEN_OWN_PRICE : FLATTEN_PRICE) + 100 * size(term)));
        }
    }

    /// What the costly terms inside an opened record can save, for each number the cheapest.
    private List<Way> inside(RecordReach record, int level) {
        int most = need > MOST_SAVED_INSIDE ? 0 : Math.min(need, MOST_SAVED_INSIDE);
        List<List<Way>> groups = new ArrayList<>();
        for (TermReach term : costly(record)) {
            groups.add(ways(term, level + 1));
        }
        LookupPlan plan = LookupPlan.of(groups, most);
        List<Way> ways = new ArrayList<>();
        for (int saved = 0; saved <= most; saved++) {
            if (plan.possible(saved)) {
                long price = plan.price(saved);
                ways.add(new Way(Kind.OPEN, saved, price, plan.choose(saved).orElseThrow()));
            }
        }
        return ways;
    }

    /// Whether the terms of a target mean the same in the record that names it. Of an include only passing counts
    /// (RFC 7208, section 5.2), so every term has to pass; and no macro may point to the target's own name.
    private boolean openable(TermReach term, RecordReach inside) {
        List<TermReach> reached = inside.reached();
        boolean own = inside.terms().stream().noneMatch(TermReach::isExplanation);
        return reached.size() <= mostOpened
                && (own || !term.isRedirect())
                && !inside.broken()
                && reached.stream()
                        .allMatch(each -> each.isAll() || each.isRedirect() || each.isPass() || term.isRedirect())
                && reached.stream().noneMatch(each -> each.pointsToItsDomain());
    }

    private static long size(TermReach term) {
        return term.matches().ranges().size();
    }

    /// Terms whose addresses are all listed by terms that stay. The costly ones go first, and a term that is
    /// needed to cover one that went is itself not needless.
    private static Set<TermReach> needless(List<TermReach> reached) {
        Set<TermReach> needless = Collections.newSetFromMap(new IdentityHashMap<>());
        // Where a term excludes somebody, the order counts, and nothing is certain to do nothing.
        if (reached.stream().anyMatch(term -> !term.isAll() && !term.isRedirect() && !term.isPass())) {
            return needless;
        }
        List<TermReach> passing = reached.stream()
                .filter(term -> !term.isAll()
                        && term.qualifier().filter(Qualifier.PASS::equals).isPresent())
                .toList();
        List<AddressRanges> free = new ArrayList<>();
        passing.stream().filter(term -> term.lookups() == 0).forEach(term -> free.add(term.matches()));
        AddressRanges listed = AddressRanges.unionOf(free);
        List<TermReach> dearFirst = passing.stream()
                .filter(term -> term.lookups() > 0 && term.state() == TermReach.State.LIVE)
                .sorted((one, other) -> Integer.compare(other.lookups(), one.lookups()))
                .toList();
        for (int i = 0; i < dearFirst.size(); i++) {
            TermReach term = dearFirst.get(i);
            boolean depends = term.inside()
                    .filter(inside ->
                            !inside.opaque().isEmpty() || inside.unknown().isPresent())
                    .isPresent();
            // Each term is compared as the object that it is: two may be equal and stand at two places.
            List<AddressRanges> others = new ArrayList<>(List.of(listed));
            for (int j = 0; j < dearFirst.size(); j++) {
                if (j != i && !needless.contains(dearFirst.get(j))) {
                    others.add(dearFirst.get(j).matches());
                }
            }
            if (!depends && AddressRanges.unionOf(others).containsAll(term.matches())) {
                needless.add(term);
            }
        }
        return needless;
    }
}
