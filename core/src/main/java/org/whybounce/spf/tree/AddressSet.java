package org.whybounce.spf.tree;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.net.AddressRanges;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;
import org.whybounce.spf.Counters;
import org.whybounce.spf.SpfLimits;
import org.whybounce.spf.record.Qualifier;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.spf.record.Term;

/// What a domain's record says about every address there is, without asking for one at a time.
///
/// Terms that depend on the message (macros, `ptr`) are set apart: an address that no other term decides before one of
/// them gets here what it would get if none of them matched, and [#depending] says which addresses those are.
///
/// @param pieces     each result with its addresses and the term that decides; every address is in one piece
/// @param depending  addresses on whose way a term stands that depends on the message
/// @param byMessage  those terms
/// @param terms      for each term that lists addresses what it adds, in the order of evaluation
public record AddressSet(
        DomainName domain, List<Piece> pieces, AddressRanges depending, List<ByMessage> byMessage, List<Share> terms) {
    /// Addresses that get one result for one reason.
    ///
    /// @param at   the domain whose record decides
    /// @param term the deciding term as it is written; empty if there is none
    /// @param used what an evaluation of these addresses counts
    public record Piece(AddressRanges addresses, SpfResult result, String at, Optional<String> term, Counters used) {}

    /// A single range wider than this passes more addresses than one owner usually has: 65,536.
    public static final int WIDE_V4 = 16;

    /// The same for IPv6: what a provider gets from its registry in one piece.
    public static final int WIDE_V6 = 32;

    /// Terms that are compared with each other for [#overlaps]; real trees have some hundred.
    private static final int MOST_COMPARED = 1000;

    /// A term that depends on the message.
    public record ByMessage(DomainName at, String term) {}

    /// What one term is worth.
    ///
    /// @param at      the domain in whose record it stands
    /// @param lists   the addresses that it names, whatever stands before it
    /// @param decides those of them that no term before it had decided
    public record Share(DomainName at, SpfTree.Branch branch, AddressRanges lists, AddressRanges decides) {
        /// Those that terms before it had decided already.
        public AddressRanges already() {
            return lists.minus(decides);
        }

        /// Whether the record would say the same without this term.
        public boolean useless() {
            return decides.isEmpty() && !lists.isEmpty();
        }
    }

    /// What a tree comes to.
    public static AddressSet of(SpfTree tree) {
        return new EveryAddress(tree, SpfLimits.RFC7208, false).addressSet();
    }

    /// As [#of(SpfTree)] with other limits: [SpfLimits#BEYOND] tells what a record that costs too much was meant to
    /// authorise.
    public static AddressSet of(SpfTree tree, SpfLimits limits) {
        return new EveryAddress(tree, limits, false).addressSet();
    }

    /// The addresses that get one result.
    public AddressRanges with(SpfResult result) {
        AddressRanges all = AddressRanges.NONE;
        for (Piece piece : pieces) {
            if (piece.result() == result) {
                all = all.union(piece.addresses());
            }
        }
        return all;
    }

    /// The addresses that pass.
    public AddressRanges passing() {
        return with(SpfResult.PASS);
    }

    public Map<SpfResult, AddressRanges> byResult() {
        Map<SpfResult, AddressRanges> map = new EnumMap<>(SpfResult.class);
        for (Piece piece : pieces) {
            map.merge(piece.result(), piece.addresses(), AddressRanges::union);
        }
        return map;
    }

    /// The piece that an address lies in.
    public Piece pieceOf(IpAddress ip) {
        for (Piece piece : pieces) {
            if (piece.addresses().contains(ip)) {
                return piece;
            }
        }
        throw new IllegalStateException("no piece holds " + ip);
    }

    /// What passes here and does not pass in another record: by a change that makes this `other`, these senders are
    /// lost.
    public AddressRanges passingNotIn(AddressSet other) {
        return passing().minus(other.passing());
    }

    /// Two terms that list the same addresses by themselves; an include lists none, its record's terms do.
    ///
    /// @param common what both list; if that is all of both, one of them is a duplicate
    public record Overlap(Share first, Share second, AddressRanges common) {
        public boolean duplicate() {
            return common.equals(first.lists()) && common.equals(second.lists());
        }
    }

    /// For each term that repeats addresses, the first term before it that lists some of them. Of more than a thousand
    /// terms the first thousand are compared.
    public List<Overlap> overlaps() {
        List<Share> listing = terms.stream()
                .filter(share ->
                        share.branch().below().isEmpty() && !share.lists().isEmpty())
                .limit(MOST_COMPARED)
                .toList();
        List<Overlap> overlaps = new ArrayList<>();
        for (int i = 1; i < listing.size(); i++) {
            Share second = listing.get(i);
            for (int j = 0; j < i; j++) {
                AddressRanges common = listing.get(j).lists().intersection(second.lists());
                if (!common.isEmpty()) {
                    overlaps.add(new Overlap(listing.get(j), second, common));
                    break;
                }
            }
        }
        return overlaps;
    }

    /// A range that passes more than one owner usually has.
    public record Wide(Share by, IpPrefix range) {}

    /// The ranges wider than [#WIDE_V4] and [#WIDE_V6] that a term passes.
    public List<Wide> wide() {
        List<Wide> wide = new ArrayList<>();
        for (Share share : terms) {
            if (share.branch().term() instanceof Term.Directive directive && directive.qualifier() == Qualifier.PASS) {
                for (IpPrefix range : share.branch().ranges()) {
                    if (range.length() < (range.v4() ? WIDE_V4 : WIDE_V6)) {
                        wide.add(new Wide(share, range));
                    }
                }
            }
        }
        return wide;
    }

    /// Addresses whose result is another one.
    public record Change(SpfResult from, SpfResult to, AddressRanges addresses) {}

    /// What differs between two records, address for address.
    ///
    /// @param gained  what passes only then
    /// @param lost    what passes only now
    /// @param changes every change of result, those two included
    public record Difference(AddressRanges gained, AddressRanges lost, List<Change> changes) {
        public boolean none() {
            return changes.isEmpty();
        }
    }

    /// What changes for whom if this record becomes that one.
    public Difference difference(AddressSet then) {
        List<Change> changes = new ArrayList<>();
        Map<SpfResult, AddressRanges> after = then.byResult();
        byResult()
                .forEach((from, here) -> after.forEach((to, there) -> {
                    AddressRanges both = from == to ? AddressRanges.NONE : here.intersection(there);
                    if (!both.isEmpty()) {
                        changes.add(new Change(from, to, both));
                    }
                }));
        return new Difference(then.passingNotIn(this), passingNotIn(then), List.copyOf(changes));
    }
}
