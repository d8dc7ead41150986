package org.whybounce.sender;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// What the sources of one operator show together, of those that the SPF record does not list.
///
/// @param days      days on which they were seen, of 64 at most
/// @param reporters who saw them
record Group(int addresses, long messages, int days, int reporters, long ownEnvelope, long serviceSigned) {
    static Map<String, Group> of(Collection<Sighted> sources) {
        Map<String, long[]> sums = new HashMap<>();
        for (Sighted source : sources) {
            if (source.listed()) {
                continue;
            }
            long[] sum = sums.computeIfAbsent(source.group(), any -> new long[6]);
            sum[5]++;
            sum[0] += source.tally().messages();
            sum[1] |= source.tally().dayBits();
            sum[2] |= source.tally().reporterBits();
            sum[3] += Traits.sum(source.traits().ownEnvelope());
            sum[4] += Traits.sum(source.traits().others());
        }
        Map<String, Group> groups = new HashMap<>();
        sums.forEach((key, sum) -> groups.put(
                key, new Group((int) sum[5], sum[0], Long.bitCount(sum[1]), Long.bitCount(sum[2]), sum[3], sum[4])));
        return groups;
    }

    /// Whether it was seen often enough to be somebody's regular mail.
    boolean regular() {
        return days >= SenderLimits.DAYS && (reporters >= 2 || messages >= SenderLimits.MESSAGES);
    }
}
