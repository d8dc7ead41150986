package org.whybounce.tally;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.whybounce.log.Outcome;

/// What all the refusals of a run come to: groups by cause, domain and receiver, and what was read on the way. Every
/// line and
/// every mail is in one of its counts.
public final class Totals {
    /// Groups kept apart; further ones are counted together and said to be.
    private static final int MOST_GROUPS = 20_000;

    /// One cause at one receiver for one domain.
    public record Key(String cause, String domain, String receiver) {}

    /// @param example the first of them
    public record Group(Key key, long refused, long deferred, Refused example, CaseVerdict verdict) {
        public long count() {
            return refused + deferred;
        }

        private Group and(boolean deferral) {
            return new Group(key, refused + (deferral ? 0 : 1), deferred + (deferral ? 1 : 0), example, verdict);
        }
    }

    /// A file, or a part of one, that could not be read.
    public record Unread(String source, String why) {}

    private final Map<Key, Group> groups = new LinkedHashMap<>();
    private final Map<Outcome, Long> lines = new EnumMap<>(Outcome.class);
    private final List<Unread> unread = new ArrayList<>();
    private final List<String> limits = new ArrayList<>();
    private long files;
    private long mails;
    private long quietMails;
    private long notDiagnosed;
    private long ungrouped;
    private long unreadBeyond;

    public void add(Refused refused, CaseVerdict verdict) {
        notDiagnosed += verdict.status().equals(CaseVerdict.NOT_DIAGNOSED.status()) ? 1 : 0;
        String domain = domain(refused, verdict);
        Key key = new Key(verdict.label(), domain, refused.receiver());
        Group group = groups.get(key);
        if (group == null && groups.size() >= MOST_GROUPS) {
            ungrouped++;
            key = new Key(verdict.label(), "(others)", "(others)");
            group = groups.get(key);
        }
        groups.put(key, (group == null ? new Group(key, 0, 0, refused, verdict) : group).and(refused.deferred()));
    }

    /// The domain that a refusal is counted under: the one that was checked, where the case tells it.
    public static String domain(Refused refused, CaseVerdict verdict) {
        return verdict.domain().isEmpty() || verdict.plain() ? refused.domain() : verdict.domain();
    }

    public void file() {
        files++;
    }

    public void lines(Outcome outcome, long count) {
        lines.merge(outcome, count, Long::sum);
    }

    /// @param refusals how many refusals the mail tells of
    public void mail(int refusals) {
        mails++;
        quietMails += refusals == 0 ? 1 : 0;
    }

    public void unread(String source, String why) {
        if (unread.size() < 1000) {
            unread.add(new Unread(source, why));
        } else {
            unreadBeyond++;
        }
    }

    public void limit(String words) {
        if (!limits.contains(words) && limits.size() < 100) {
            limits.add(words);
        }
    }

    /// Most refusals first.
    public List<Group> groups() {
        return groups.values().stream()
                .sorted(Comparator.comparingLong(Group::count)
                        .reversed()
                        .thenComparing(group -> group.key().cause())
                        .thenComparing(group -> group.key().domain())
                        .thenComparing(group -> group.key().receiver()))
                .toList();
    }

    /// Refusals and deferrals summed by one side of the groups, most first.
    public Map<String, Long> by(Function<Key, String> side) {
        Map<String, Long> sums = new TreeMap<>();
        groups.values().forEach(group -> sums.merge(side.apply(group.key()), group.count(), Long::sum));
        Map<String, Long> sorted = new LinkedHashMap<>();
        sums.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    public long refused() {
        return groups.values().stream().mapToLong(Group::refused).sum();
    }

    public long deferred() {
        return groups.values().stream().mapToLong(Group::deferred).sum();
    }

    public long files() {
        return files;
    }

    public long mails() {
        return mails;
    }

    /// Mails that tell of no refusal.
    public long quietMails() {
        return quietMails;
    }

    public long lines(Outcome outcome) {
        return lines.getOrDefault(outcome, 0L);
    }

    public long lines() {
        return lines.values().stream().mapToLong(Long::longValue).sum();
    }

    public List<Unread> unread() {
        return List.copyOf(unread);
    }

    /// Each limit that was reached, in words.
    public List<String> limits() {
        List<String> all = new ArrayList<>(limits);
        if (notDiagnosed > 0) {
            all.add(
                    notDiagnosed
                            + " refusals were counted but not diagnosed: their cases are beyond the limit of this run (--cases).");
        }
        if (ungrouped > 0) {
            all.add(ungrouped + " refusals are summed up as \"(others)\": there are more than " + MOST_GROUPS
                    + " groups.");
        }
        if (unreadBeyond > 0) {
            all.add(unreadBeyond + " more files could not be read and are not named.");
        }
        return all;
    }

    /// 1 if a cause is established; else 4 if an answer depends on DNS that could not be asked; else 3 if one is open;
    /// else 0.
    /// 2 if nothing at all could be read.
    public int exitStatus() {
        int worst = 0;
        for (Group group : groups.values()) {
            int exit = group.verdict().exit();
            if (exit == 1) {
                return 1;
            }
            worst = Math.max(worst, exit == 2 ? 3 : exit);
        }
        return groups.isEmpty() && mails == 0 && lines() == lines(Outcome.OTHER) ? 2 : worst;
    }
}
