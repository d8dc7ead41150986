package org.whybounce.spf.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.DomainName;
import org.whybounce.net.AddressRanges;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.Counters;
import org.whybounce.spf.SpfLimits;
import org.whybounce.spf.record.SpfResult;

/// A tree turned once into sorted arrays of addresses, so that one address is answered by a binary search.
///
/// For what depends on the message (macros, `ptr`) and for what the DNS failed to answer the search says so, and the
/// evaluator has to be asked. It holds for [#ttl] seconds. Explanations (`exp=`) are not in it: they are rare and are
/// asked for once a mail is refused.
public final class CompiledSpf {
    /// What an address gets.
    ///
    /// @param at   the domain whose record decides
    /// @param term the deciding term; empty if no term decides
    /// @param used what an evaluation would count
    public record Verdict(SpfResult result, String at, Optional<String> term, Counters used) {}

    private final DomainName domain;
    private final long ttl;

    // An address belongs to the last start that is not above it; a verdict of null has to be evaluated.
    private final int[] starts4;
    private final @Nullable Verdict[] verdicts4;
    private final long[] high6;
    private final long[] low6;
    private final @Nullable Verdict[] verdicts6;

    private CompiledSpf(DomainName domain, long ttl, List<Start> v4, List<Start> v6) {
        this.domain = domain;
        this.ttl = ttl;
        starts4 = new int[v4.size()];
        verdicts4 = new Verdict[v4.size()];
        for (int i = 0; i < starts4.length; i++) {
            // Flipping the first bit makes signed order the unsigned one.
            starts4[i] = (int) v4.get(i).from().low() ^ Integer.MIN_VALUE;
            verdicts4[i] = v4.get(i).verdict();
        }
        high6 = new long[v6.size()];
        low6 = new long[v6.size()];
        verdicts6 = new Verdict[v6.size()];
        for (int i = 0; i < high6.length; i++) {
            high6[i] = v6.get(i).from().high() ^ Long.MIN_VALUE;
            low6[i] = v6.get(i).from().low() ^ Long.MIN_VALUE;
            verdicts6[i] = v6.get(i).verdict();
        }
    }

    private record Start(IpAddress from, @Nullable Verdict verdict) {}

    /// The compiled form; empty if the tree could not be followed to its ends.
    public static Optional<CompiledSpf> of(SpfTree tree) {
        if (!tree.complete()) {
            return Optional.empty();
        }
        EveryAddress every = new EveryAddress(tree, SpfLimits.RFC7208, true);
        List<AddressSet.Piece> pieces = every.pieces();
        List<Start> starts = new ArrayList<>();
        for (AddressSet.Piece piece : pieces) {
            boolean evaluate = piece.result() == SpfResult.TEMPERROR
                    || !piece.addresses().intersection(every.depending()).isEmpty();
            Verdict verdict = evaluate ? null : new Verdict(piece.result(), piece.at(), piece.term(), piece.used());
            for (AddressRanges.Range interval : piece.addresses().ranges()) {
                starts.add(new Start(interval.first(), verdict));
            }
        }
        starts.sort((one, other) -> one.from().compareTo(other.from()));
        return Optional.of(new CompiledSpf(
                tree.domain(),
                tree.ttl(),
                starts.stream().filter(start -> start.from().v4()).toList(),
                starts.stream().filter(start -> start.from().v6()).toList()));
    }

    public DomainName domain() {
        return domain;
    }

    /// Seconds for which this holds, from when the tree was made.
    public long ttl() {
        return ttl;
    }

    /// What the address gets; empty if that depends on the message or on a DNS failure, so that it has to be evaluated.
    public Optional<Verdict> verdict(IpAddress ip) {
        return Optional.ofNullable(ip.v4() ? verdict4((int) ip.low()) : verdict6(ip.high(), ip.low()));
    }

    /// How many IPv4 addresses get the same for the same reason; of IPv6 how many networks of /64. It tells a term that
    /// lists somebody's hosts from one that lists everybody's.
    public long reach(IpAddress ip) {
        Verdict of = verdict(ip).orElse(null);
        if (of == null) {
            return 0;
        }
        long sum = 0;
        if (ip.v4()) {
            for (int i = 0; i < starts4.length; i++) {
                if (of.equals(verdicts4[i])) {
                    sum += (i + 1 < starts4.length ? (long) starts4[i + 1] : 1L + Integer.MAX_VALUE) - starts4[i];
                }
            }
            return sum;
        }
        for (int i = 0; i < high6.length && sum >= 0; i++) {
            if (of.equals(verdicts6[i])) {
                sum += Math.max(0, (i + 1 < high6.length ? high6[i + 1] : Long.MAX_VALUE) - high6[i]);
            }
        }
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    private @Nullable Verdict verdict4(int address) {
        int key = address ^ Integer.MIN_VALUE;
        int low = 0;
        int high = starts4.length - 1;
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            if (starts4[middle] <= key) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return verdicts4[low];
    }

    private @Nullable Verdict verdict6(long addressHigh, long addressLow) {
        long keyHigh = addressHigh ^ Long.MIN_VALUE;
        long keyLow = addressLow ^ Long.MIN_VALUE;
        int low = 0;
        int high = high6.length - 1;
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            if (high6[middle] < keyHigh || high6[middle] == keyHigh && low6[middle] <= keyLow) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return verdicts6[low];
    }
}
