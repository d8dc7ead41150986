package org.whybounce.dns;

import java.util.List;

/// "What if I publish this": answers as another resolver does, but for one name and type with the records given.
///
/// @param beneath  answers everything else
/// @param question the name and type that the overlay answers
/// @param records  the records as they would be; none means that they would be gone
public record Overlay(Resolver beneath, Question question, List<ResourceRecord> records) implements Resolver {
    public Overlay {
        records = List.copyOf(records);
    }

    /// The TXT records at `name` replaced by the texts given, each cut into strings of at most 255 bytes. Other TXT
    /// records of the name are to be given again by the caller if they are to stay.
    public static Overlay txt(Resolver beneath, DomainName name, List<String> texts) {
        List<ResourceRecord> records = texts.stream()
                .map(text ->
                        (ResourceRecord) new ResourceRecord.Txt(name, ZoneFile.DEFAULT_TTL, TxtStrings.split(text)))
                .toList();
        return new Overlay(beneath, new Question(name, RecordType.TXT), records);
    }

    @Override
    public Answer ask(Question asked) {
        return asked.equals(question) ? here() : beneath.ask(asked);
    }

    @Override
    public Answer ask(Question asked, Deadline deadline) {
        return asked.equals(question) ? here() : beneath.ask(asked, deadline);
    }

    @Override
    public boolean waits() {
        return beneath.waits();
    }

    private Answer here() {
        return records.isEmpty()
                ? new Answer.NoData(ZoneFile.DEFAULT_TTL)
                : new Answer.Found(records, records.getFirst().ttl());
    }
}
