package org.whybounce.sender;

import java.util.HashMap;
import java.util.Map;
import org.whybounce.net.IpPrefix;

/// The addresses of one class beyond those that are judged one by one, since thousands of others send more. A forger
/// who sends from 900,000 addresses is kept here in a few numbers.
final class SeldomSeen {
    private final Map<IpPrefix, Long> ranges = new HashMap<>();
    private long addresses;
    private long messages;
    private long passing;
    private long firstDay = Long.MAX_VALUE;
    private long lastDay = Long.MIN_VALUE;

    void add(SourceTally source) {
        addresses++;
        messages += source.messages();
        passing += source.passing();
        firstDay = Math.min(firstDay, source.firstDay());
        lastDay = Math.max(lastDay, source.lastDay());
        IpPrefix range = new IpPrefix(source.address(), source.address().v4() ? 24 : 48);
        if (ranges.size() < SenderLimits.LISTED || ranges.containsKey(range)) {
            ranges.merge(range, source.messages(), Long::sum);
        }
    }

    boolean isEmpty() {
        return addresses == 0;
    }

    long addresses() {
        return addresses;
    }

    long messages() {
        return messages;
    }

    long passing() {
        return passing;
    }

    long firstDay() {
        return firstDay;
    }

    long lastDay() {
        return lastDay;
    }

    Map<IpPrefix, Long> ranges() {
        return ranges;
    }
}
