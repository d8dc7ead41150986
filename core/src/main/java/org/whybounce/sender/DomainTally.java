package org.whybounce.sender;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.DomainName;

/// The sightings of one domain, added up.
public final class DomainTally {
    /// Messages of one day or one reporter.
    public record Volume(long messages, long passing) {}

    /// A volume that is still added to.
    private static final class Adding {
        private long messages;
        private long passing;

        private void add(RowStatement seen, long count) {
            messages += count;
            passing += seen.passing() ? count : 0;
        }

        private Volume done() {
            return new Volume(messages, passing);
        }
    }

    private final DomainName domain;
    private final SourceTable sources = new SourceTable();
    private final Map<Long, Adding> days = new TreeMap<>();
    private final Map<String, Adding> reporters = new TreeMap<>();
    // The rows of one report come one after the other.
    private Sighting.@Nullable Origin lastOrigin;
    private Adding day = new Adding();
    private Adding reporter = new Adding();
    private final List<SingleMail> notes = new ArrayList<>();
    private long messages;
    private long passing;
    private long spfAligned;
    private long dkimAligned;
    private long begin = Long.MAX_VALUE;
    private long end;
    private String policy = "";

    public DomainTally(DomainName domain) {
        this.domain = domain;
    }

    public void add(Sighting sighting) {
        long count = sighting.count();
        RowStatement seen = sighting.statement();
        messages += count;
        passing += seen.passing() ? count : 0;
        spfAligned += seen.spfAligned() ? count : 0;
        dkimAligned += seen.dkimAligned() ? count : 0;
        Sighting.Origin origin = sighting.origin();
        if (!origin.equals(lastOrigin)) {
            lastOrigin = origin;
            day = days.computeIfAbsent(origin.day(), any -> new Adding());
            reporter = reporters.computeIfAbsent(origin.reporter(), any -> new Adding());
        }
        day.add(seen, count);
        reporter.add(seen, count);
        sources.findOrAdd(sighting.source()).add(seen, count, origin);
    }

    /// Mail that no aggregate report counts. It makes its source seen, and adds nothing to the volumes, which are the
    /// reports' alone.
    public void note(SingleMail noted) {
        notes.add(noted);
        SourceTally known = sources.find(noted.source());
        if (known == null || known.noted()) {
            SourceTally source = sources.findOrAdd(noted.source());
            source.note();
            source.add(
                    noted.statement(),
                    noted.messages(),
                    new Sighting.Origin(noted.reporter(), noted.day() * 86_400, noted.day() * 86_400));
        }
    }

    public List<SingleMail> notes() {
        return notes;
    }

    /// A report on the domain was read, with or without rows.
    ///
    /// @param published the policy that the receiver saw
    public void period(Sighting.Origin origin, String published) {
        if (origin.begin() > 0) {
            if (origin.end() >= end && !published.isEmpty()) {
                policy = published;
            }
            begin = Math.min(begin, origin.begin());
            end = Math.max(end, origin.end());
        }
    }

    public DomainName domain() {
        return domain;
    }

    SourceTable sources() {
        return sources;
    }

    public Map<Long, Volume> days() {
        return done(days);
    }

    public Map<String, Volume> reporters() {
        return done(reporters);
    }

    private static <K> Map<K, Volume> done(Map<K, Adding> sums) {
        Map<K, Volume> volumes = new TreeMap<>();
        sums.forEach((key, sum) -> volumes.put(key, sum.done()));
        return volumes;
    }

    public long messages() {
        return messages;
    }

    public long passing() {
        return passing;
    }

    public long spfAligned() {
        return spfAligned;
    }

    public long dkimAligned() {
        return dkimAligned;
    }

    /// Seconds since 1970; 0 if no report told its period.
    public long begin() {
        return begin == Long.MAX_VALUE ? 0 : begin;
    }

    public long end() {
        return end;
    }

    /// How many days the reports cover, from the first to the last.
    public long length() {
        return begin() == 0 ? 0 : Math.floorDiv(end, 86_400L) - Math.floorDiv(begin(), 86_400L) + 1;
    }

    /// The policy that receivers saw last; empty if no report told it.
    public String policy() {
        return policy;
    }
}
