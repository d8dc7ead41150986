package org.whybounce.fix.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.whybounce.fix.reach.ReachReader;
import org.whybounce.fix.reach.SoundRecord;
import org.whybounce.net.AddressRanges;

/// Mends a record that evaluates to permerror: syntax, several records, targets that are none, too many lookups.
public final class RepairRecord {
    private RepairRecord() {}

    public static Mending.Attempt propose(Mending mending) {
        ReachReader reader = mending.reader();
        List<SoundRecord> ways = SoundRecord.toPublish(reader, mending.at());
        return ways.isEmpty()
                ? Mending.Attempt.refused("there is no SPF record at " + mending.at())
                : mending.forEach(
                        ways.size() == 1 ? NeedlessServices.ways(ways.getFirst(), reader, mending.at()) : ways,
                        record -> propose(mending, reader, record));
    }

    private static Mending.Attempt propose(Mending mending, ReachReader reader, SoundRecord record) {
        List<Mending.Candidate> candidates = new ArrayList<>();
        if (!record.changes().isEmpty()) {
            candidates.add(new Mending.Candidate(
                    mending.edit(record.was(), record.text(), reader),
                    List.of(),
                    record.mayPass(),
                    "Mends the record: " + String.join("; ", record.changes()) + ".",
                    notes(record),
                    record.basis()));
        }
        candidates.addAll(LowerLookups.candidates(mending, record, reader, AddressRanges.NONE));
        return candidates.isEmpty()
                ? Mending.Attempt.refused(LowerLookups.why(mending, record, reader))
                : LowerLookups.explained(mending.first(candidates), mending, record, reader);
    }

    static List<String> notes(SoundRecord record) {
        List<String> notes = new ArrayList<>();
        if (!record.basis().dropped().isEmpty()) {
            notes.add("Left out, with all that it was meant to let send: "
                    + record.basis().dropped().stream()
                            .map(each -> "‘" + each.term().strip() + "’ (" + each.why() + ")")
                            .collect(Collectors.joining(", "))
                    + ". Add what it stood for if that still sends.");
        }
        if (record.was().isEmpty()) {
            notes.add("Nothing was read at this name until now. Check that the record lists all that sends before you"
                    + " publish: what it does not list meets its end from then on.");
        }
        return notes;
    }
}
