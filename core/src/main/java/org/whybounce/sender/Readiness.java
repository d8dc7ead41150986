package org.whybounce.sender;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Whether a domain can ask receivers to refuse what fails DMARC.
///
/// @param now   messages of the period that fail, by what their source is
/// @param then  the same with everything done that [Senders#fixes] says
public record Readiness(Verdict verdict, Map<SenderClass, Long> now, Map<SenderClass, Long> then, String because) {
    /// The answer.
    public enum Verdict {
        READY("ready"),
        AFTER_FIXES("after-fixes"),
        NOT_READY("not-ready"),
        TOO_LITTLE_DATA("too-little-data");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// @param mended by class, messages that the fixes mend
    static Readiness of(DomainTally tally, List<SenderGroup> senders, Map<SenderClass, Long> mended) {
        Map<SenderClass, Long> now = new EnumMap<>(SenderClass.class);
        for (SenderClass kind : SenderClass.values()) {
            now.put(kind, 0L);
        }
        senders.forEach(sender -> now.merge(sender.kind(), sender.failing(), Long::sum));
        Map<SenderClass, Long> then = new EnumMap<>(now);
        mended.forEach((kind, count) -> then.merge(kind, -count, Long::sum));
        long own = senders.stream()
                .filter(sender -> sender.kind().legitimate())
                .mapToLong(SenderGroup::messages)
                .sum();
        long noise = (long) (own * SenderLimits.NOISE);
        long refusedNow = legitimate(now);
        long refusedThen = legitimate(then);
        long unknown = now.getOrDefault(SenderClass.UNKNOWN, 0L);
        if (tally.messages() < SenderLimits.MESSAGES || tally.length() < SenderLimits.PERIOD) {
            return new Readiness(
                    Verdict.TOO_LITTLE_DATA,
                    now,
                    then,
                    "The reports cover " + tally.length() + (tally.length() == 1 ? " day" : " days") + " and "
                            + tally.messages() + " messages; " + SenderLimits.PERIOD + " days and "
                            + SenderLimits.MESSAGES + " messages are the least to judge by.");
        }
        if (refusedThen > noise) {
            return new Readiness(
                    Verdict.NOT_READY,
                    now,
                    then,
                    refusedThen + " messages of your own would still be refused after the fixes below.");
        }
        if (unknown > tally.messages() * SenderLimits.UNKNOWN) {
            return new Readiness(
                    Verdict.NOT_READY,
                    now,
                    then,
                    unknown
                            + " failing messages come from sources that cannot be told: find out first whose they are.");
        }
        return refusedNow > noise
                ? new Readiness(
                        Verdict.AFTER_FIXES,
                        now,
                        then,
                        refusedNow + " messages of your own would be refused today, " + refusedThen
                                + " after the fixes below.")
                : new Readiness(Verdict.READY, now, then, refusedNow + " messages of your own would be refused.");
    }

    static long legitimate(Map<SenderClass, Long> failing) {
        return failing.entrySet().stream()
                .filter(each -> each.getKey().legitimate())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /// Messages of the owner's own sources that would be refused.
    public long legitimateNow() {
        return legitimate(now);
    }

    public long legitimateThen() {
        return legitimate(then);
    }

    public long forwarded() {
        return now.entrySet().stream()
                .filter(each -> each.getKey().forwarded())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    public long failing(SenderClass kind) {
        return now.getOrDefault(kind, 0L);
    }
}
