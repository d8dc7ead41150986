package org.whybounce.spf;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;

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
        DomainName domain, List<Piece> pieces, IpRanges depending, List<ByMessage> byMessage, List<Share> terms) {
    /// Addresses that get one result for one reason.
    ///
    /// @param at   the domain whose record decides
    /// @param term the deciding term as it is written; empty if there is none
    /// @param used what an evaluation of these addresses counts
    public record Piece(IpRanges addresses, SpfResult result, String at, Optional<String> term, Counters used) {}

    /// A term that depends on the message.
    public record ByMessage(DomainName at, String term) {}

    /// What one term is worth.
    ///
    /// @param at      the domain in whose record it stands
    /// @param lists   the addresses that it names, whatever stands before it
    /// @param decides those of them that no term before it had decided
    public record Share(DomainName at, SpfTree.Branch branch, IpRanges lists, IpRanges decides) {
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
    public IpRanges with(SpfResult result) {
        IpRanges all = IpRanges.NONE;
        for (Piece piece : pieces) {
            if (piece.result() == result) {
                all = all.union(piece.addresses());
            }
        }
        return all;
    }

    /// The addresses that pass.
    public IpRanges passing() {
        return with(SpfResult.PASS);
    }

    public Map<SpfResult, IpRanges> byResult() {
        Map<SpfResult, IpRanges> map = new EnumMap<>(SpfResult.class);
        for (Piece piece : pieces) {
            map.merge(piece.result(), piece.addresses(), IpRanges::union);
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
    public IpRanges passingNotIn(AddressSet other) {
        return passing().minus(other.passing());
    }
}
