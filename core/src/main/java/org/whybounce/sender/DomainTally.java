package org.whybounce.sender;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;

/// The sightings of one domain, added up.
public final class DomainTally {
    /// Messages of one day or one reporter.
    public record Volume(long messages, long passing) {}

    private final DomainName domain;
    private final Map<IpAddress, SourceTally> sources = new LinkedHashMap<>();
    private final Map<Long, Volume> days = new TreeMap<>();
    private final Map<String, Volume> reporters = new TreeMap<>();
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
        sources.computeIfAbsent(sighting.source(), SourceTally::new).add(seen, count, sighting.origin());
        days.merge(
                sighting.origin().day(),
                new Volume(count, seen.passing() ? count : 0),
                (a, b) -> new Volume(a.messages() + b.messages(), a.passing() + b.passing()));
        reporters.merge(
                sighting.origin().reporter(),
                new Volume(count, seen.passing() ? count : 0),
                (a, b) -> new Volume(a.messages() + b.messages(), a.passing() + b.passing()));
    }

    /// Mail that no aggregate report counts. It makes its source seen, and adds nothing to the volumes, which are the
    /// reports' alone.
    public void note(SingleMail noted) {
        notes.add(noted);
        SourceTally known = sources.get(noted.source());
        if (known == null || known.noted()) {
            SourceTally source = sources.computeIfAbsent(noted.source(), SourceTally::new);
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

    Collection<SourceTally> sources() {
        return sources.values();
    }

    public Map<Long, Volume> days() {
        return days;
    }

    public Map<String, Volume> reporters() {
        return reporters;
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
