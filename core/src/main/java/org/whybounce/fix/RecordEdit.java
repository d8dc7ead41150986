package org.whybounce.fix;

import java.util.ArrayList;
import java.util.List;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Overlay;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.dns.TxtStrings;

/// A change of the TXT records at one name: these texts go, those come, every other TXT record of the name stays.
///
/// @param at      the name
/// @param was     the texts that go, as DNS has them now; none if the record is new
/// @param becomes the texts that come; none if records only go
/// @param ttl     seconds that the new records are to live: what the old ones had, else an hour
public record RecordEdit(DomainName at, List<String> was, List<String> becomes, long ttl) {
    /// For a record that is new.
    public static final long DEFAULT_TTL = 3600;

    public RecordEdit {
        was = List.copyOf(was);
        becomes = List.copyOf(becomes);
    }

    public RecordType type() {
        return RecordType.TXT;
    }

    /// Whether anything changes.
    public boolean changes() {
        return !was.equals(becomes);
    }

    /// The DNS as it would be with this change.
    public Resolver over(Resolver beneath) {
        Question question = new Question(at, RecordType.TXT);
        Answer now = beneath.ask(question);
        List<ResourceRecord> records = new ArrayList<>();
        List<String> going = new ArrayList<>(was);
        for (ResourceRecord record : now.recordsOrNone()) {
            if (!(record instanceof ResourceRecord.Txt txt && going.remove(txt.text()))) {
                records.add(record);
            }
        }
        for (String text : becomes) {
            records.add(new ResourceRecord.Txt(at, ttl, TxtStrings.split(text)));
        }
        return new Overlay(beneath, question, records);
    }

    /// The bytes that the new records' texts take in an answer: each string and its length byte.
    public int bytes() {
        int bytes = 0;
        for (String text : becomes) {
            bytes += text.length() + TxtStrings.split(text).size();
        }
        return bytes;
    }

    /// The same for the texts that go.
    public int bytesBefore() {
        return was.stream()
                .mapToInt(text -> text.length() + TxtStrings.split(text).size())
                .sum();
    }

    /// How many character-strings the new records need.
    public int strings() {
        return becomes.stream().mapToInt(text -> TxtStrings.split(text).size()).sum();
    }
}
