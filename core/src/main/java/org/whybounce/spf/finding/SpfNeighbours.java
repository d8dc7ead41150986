package org.whybounce.spf.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;
import org.whybounce.spf.NearMiss;
import org.whybounce.spf.SpfLimits;
import org.whybounce.spf.record.Qualifier;
import org.whybounce.spf.record.Term;
import org.whybounce.spf.tree.AddressSet;
import org.whybounce.spf.tree.SpfTree;

/// Listed ranges that lie beside an address, and families of which nothing is listed.
final class SpfNeighbours {
    /// The block that one customer or one data centre row usually gets; a range that shares it is a neighbour.
    private static final int BLOCK_V4 = 24;

    private static final int BLOCK_V6 = 48;

    /// Ranges wider than this have no neighbours that mean anything.
    private static final int WIDEST_V4 = 16;

    private static final int WIDEST_V6 = 40;

    private SpfNeighbours() {}

    static List<NearMiss> of(SpfTree tree, IpAddress ip) {
        AddressSet set = AddressSet.of(tree, SpfLimits.BEYOND);
        List<NearMiss> found = new ArrayList<>();
        List<NearMiss.Neighbour> neighbours = new ArrayList<>();
        for (AddressSet.Share share : set.terms()) {
            if (share.branch().term() instanceof Term.Directive(Qualifier qualifier, var mechanism, var span)
                    && qualifier == Qualifier.PASS) {
                for (IpPrefix range : share.branch().ranges()) {
                    if (near(range, ip)) {
                        neighbours.add(new NearMiss.Neighbour(
                                ip,
                                range,
                                common(range, ip),
                                share.at(),
                                share.branch().text()));
                    }
                }
            }
        }
        neighbours.stream()
                .max(Comparator.comparingInt(each -> each.within().length()))
                .ifPresent(found::add);
        if (set.byMessage().isEmpty()
                && set.passing().family(ip.v4()).isEmpty()
                && !set.passing().family(!ip.v4()).isEmpty()) {
            found.add(new NearMiss.FamilyWithoutRange(ip, tree.domain()));
        }
        return found;
    }

    private static boolean near(IpPrefix range, IpAddress ip) {
        if (range.v4() != ip.v4() || range.contains(ip)) {
            return false;
        }
        int block = ip.v4() ? BLOCK_V4 : BLOCK_V6;
        int widest = ip.v4() ? WIDEST_V4 : WIDEST_V6;
        if (range.length() > block) {
            return new IpPrefix(ip, block).contains(range.address());
        }
        if (range.length() < widest) {
            return false;
        }
        // The other half of the block twice as wide, or the block of the same width right before or behind.
        IpPrefix own = new IpPrefix(ip, range.length());
        return new IpPrefix(ip, range.length() - 1).contains(range.address())
                || follows(range, own)
                || follows(own, range);
    }

    private static boolean follows(IpPrefix one, IpPrefix next) {
        IpAddress last = one.last();
        IpAddress first = next.address();
        return last.v4()
                ? last.low() + 1 == first.low()
                : last.low() + 1 == first.low() && last.high() + (last.low() == -1 ? 1 : 0) == first.high();
    }

    /// The smallest block that holds both.
    private static IpPrefix common(IpPrefix range, IpAddress ip) {
        int length = range.length();
        while (length > 0 && !new IpPrefix(range.address(), length).contains(ip)) {
            length--;
        }
        return new IpPrefix(range.address(), length);
    }
}
