package org.whybounce.fix.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.fix.reach.ReachReader;
import org.whybounce.fix.reach.SoundRecord;
import org.whybounce.net.AddressRanges;

/// Mends a record that evaluates to permerror: syntax, several records, targets that are none, too many lookups.
public final class RepairRecord {
    private RepairRecord() {}

    public static Mending.Attempt propose(Mending mending) {
        ReachReader reader = mending.reader();
        Optional<SoundRecord> sound = SoundRecord.at(reader, mending.at());
        if (sound.isEmpty()) {
            return Mending.Attempt.refused("there is no SPF record at " + mending.at());
        }
        SoundRecord record = sound.get();
        List<Mending.Candidate> candidates = new ArrayList<>();
        if (!record.changes().isEmpty()) {
            candidates.add(new Mending.Candidate(
                    mending.edit(record.was(), record.text(), reader),
                    List.of(),
                    record.mayPass(),
                    "Mends the record: " + String.join("; ", record.changes()) + ".",
                    notes(record)));
        }
        candidates.addAll(LowerLookups.candidates(mending, record, reader, AddressRanges.NONE));
        return candidates.isEmpty()
                ? Mending.Attempt.refused(LowerLookups.why(mending, record, reader))
                : LowerLookups.explained(mending.first(candidates), mending, record, reader);
    }

    static List<String> notes(SoundRecord record) {
        List<String> notes = new ArrayList<>();
        if (!record.dropped().isEmpty()) {
            notes.add("Taken out because nobody can tell what they were meant to list: "
                    + String.join(", ", record.dropped())
                    + ". Add them again in a form that parses if they mattered.");
        }
        if (record.was().isEmpty()) {
            notes.add("Nothing was read at this name until now. Check that the record lists all that sends before you"
                    + " publish: what it does not list meets its end from then on.");
        }
        return notes;
    }
}
