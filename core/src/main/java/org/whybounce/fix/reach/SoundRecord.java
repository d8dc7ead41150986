package org.whybounce.fix.reach;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.fix.Basis;
import org.whybounce.fix.term.RecordText;
import org.whybounce.intent.Intent;
import org.whybounce.intent.IntentReader;
import org.whybounce.intent.NearlyRecord;
import org.whybounce.intent.WordReading;
import org.whybounce.net.AddressRanges;
import org.whybounce.spf.record.SpfParser;
import org.whybounce.spf.record.SpfRecord;
import org.whybounce.text.Visible;
import org.whybounce.vendor.VendorDirectory;

/// One record that means what the records at a name were meant to mean, and that can be evaluated: each word read for
/// what it was meant to say, several records merged.
///
/// @param text    the record
/// @param was     the records it takes the place of
/// @param changes what was changed, one sentence each; none if the one record there is sound
/// @param basis   what it has to keep, and how it came from what stands there
/// @param onlyIf  what has to be true for it to be what was meant; empty where that is sure
/// @param mayPass what may pass with it that no SPF record lists now: where a damaged text lists it again
public record SoundRecord(
        String text, List<String> was, List<String> changes, Basis basis, List<String> onlyIf, AddressRanges mayPass) {
    public SoundRecord {
        was = List.copyOf(was);
        changes = List.copyOf(changes);
        onlyIf = List.copyOf(onlyIf);
    }

    /// The sound records that a name may have been meant to have: one where that is sure, none where nothing at the
    /// name or near it is meant as a record, several where a person has to say.
    public static List<SoundRecord> at(ReachReader reader, DomainName name) {
        List<String> was = reader.records(name);
        List<String> changes = new ArrayList<>();
        if (!was.isEmpty()) {
            return of(reader, name, was, was, changes, false);
        }
        List<NearlyRecord> nearly = reader.nearly(name);
        if (!nearly.isEmpty()) {
            nearly.forEach(each -> changes.add("‘" + start(each.was()) + "’ is no SPF record and became one that begins"
                    + " with v=spf1 and a space"));
            return of(
                    reader,
                    name,
                    nearly.stream().map(NearlyRecord::was).toList(),
                    nearly.stream().map(NearlyRecord::meant).toList(),
                    changes,
                    true);
        }
        return MisplacedRecord.of(reader, name)
                .map(found -> {
                    changes.add(found.words());
                    return of(reader, name, List.of(), found.texts(), changes, true);
                })
                .orElse(List.of());
    }

    /// The same for publishing as it is: a record from which every sender has gone is asked about.
    public static List<SoundRecord> toPublish(ReachReader reader, DomainName name) {
        return at(reader, name).stream()
                .map(each -> Arrangement.withoutDamaged(each, reader, name))
                .map(each -> Arrangement.emptied(each, reader, name))
                .toList();
    }

    /// The same with another text in its place, which keeps what this one keeps.
    public SoundRecord with(String other, List<String> more, AddressRanges may) {
        return new SoundRecord(other, was, more, basis, onlyIf, may);
    }

    /// Characters of a record by which its keeper knows it.
    private static final int MOST_SHOWN = 60;

    private static String start(String text) {
        return start(text, 24);
    }

    private static String start(String text, int most) {
        String readable = Visible.bytes(text);
        return readable.length() <= most ? readable : readable.substring(0, most) + "…";
    }

    private static List<SoundRecord> of(
            ReachReader reader,
            DomainName name,
            List<String> was,
            List<String> texts,
            List<String> changes,
            boolean restored) {
        IntentReader words = new IntentReader(new KnownNames(reader, name, VendorDirectory.builtIn()));
        List<SoundRecord> records = new ArrayList<>(read(reader, name, was, words, texts, changes, restored));
        List<String> apart = Arrangement.apart(texts);
        if (!apart.isEmpty()) {
            // The first of them alone, and all of them: only their keeper can say.
            List<SoundRecord> all = new ArrayList<>();
            read(reader, name, was, words, apart, changes, restored)
                    .forEach(each -> all.add(each.onlyIf("both records that stand in one text were meant")));
            List<String> first = new ArrayList<>(apart.subList(0, 1));
            List<String> left = new ArrayList<>(changes);
            left.add("the second record in the same text was left out");
            read(reader, name, was, words, first, left, restored)
                    .forEach(each -> all.add(each.onlyIf("only the first of them was meant")));
            records = all;
        }
        return records.stream()
                .flatMap(each -> Arrangement.ways(each, reader, name).stream())
                .distinct()
                .toList();
    }

    private static List<SoundRecord> read(
            ReachReader reader,
            DomainName name,
            List<String> was,
            IntentReader words,
            List<String> texts,
            List<String> changes,
            boolean restored) {
        List<Intent> intents = texts.stream().map(words::read).toList();
        if (intents.size() > 1) {
            intents = MergedRecord.withOneEnd(intents);
        }
        List<SoundRecord> records = new ArrayList<>();
        for (List<Intent.Choice> choices : MergedRecord.choices(intents)) {
            SoundRecord merged = one(reader, name, was, intents, choices, changes, restored);
            if (choices.size() < 2 || !Arrangement.conflict(reader, name, merged, choices)) {
                records.add(merged);
                continue;
            }
            // What stands first decides (RFC 7208, section 4.6.2), so each record in its turn stands first.
            for (Intent.Choice first : choices) {
                List<Intent.Choice> order = new ArrayList<>(choices);
                order.remove(first);
                order.addFirst(first);
                records.add(one(reader, name, was, intents, order, changes, restored)
                        .onlyIf("‘" + start(first.text(), MOST_SHOWN)
                                + "’ counts where they speak against each other"));
            }
        }
        return records;
    }

    /// The same where something more has to be true.
    SoundRecord onlyIf(String clause) {
        List<String> more = new ArrayList<>(onlyIf);
        more.add(clause);
        return new SoundRecord(text, was, changes, basis, more, mayPass);
    }

    private static SoundRecord one(
            ReachReader reader,
            DomainName name,
            List<String> was,
            List<Intent> intents,
            List<Intent.Choice> choices,
            List<String> before,
            boolean restored) {
        List<String> changes = new ArrayList<>(before);
        List<WordReading.Meant> meant = new ArrayList<>();
        for (Intent intent : intents) {
            meant.addAll(intent.meant());
        }
        meant.forEach(each -> changes.add(words(each)));
        List<Intent.Dropped> dropped = new ArrayList<>();
        List<String> onlyIf = new ArrayList<>();
        for (Intent.Choice choice : choices) {
            changes.addAll(choice.changes());
            choice.dropped().forEach(each -> changes.add("‘" + each.term() + "’ was taken out: " + each.why()));
            dropped.addAll(choice.dropped());
            onlyIf.addAll(choice.onlyIf());
        }
        String text = choices.getFirst().text();
        if (choices.size() > 1) {
            text = MergedRecord.of(
                    reader, name, choices.stream().map(Intent.Choice::text).toList(), changes);
        }
        Optional<String> loops = reader.read(name, text).reached().stream()
                .filter(term -> term.state() == TermReach.State.LOOP)
                .map(TermReach::text)
                .findFirst();
        while (loops.isPresent()) {
            String term = loops.get();
            text = RecordText.of(text).without(term).toString();
            changes.add("‘" + term + "’ was taken out: it leads back to itself");
            dropped.add(new Intent.Dropped(term, "it leads back to itself"));
            loops = reader.read(name, text).reached().stream()
                    .filter(each -> each.state() == TermReach.State.LOOP)
                    .map(TermReach::text)
                    .findFirst();
        }
        // A record whose end is part of the damage has not said what it was meant to say.
        boolean evaluated = was.size() == 1
                && onlyIf.isEmpty()
                && SpfParser.isRecord(was.getFirst())
                && SpfParser.parse(was.getFirst()) instanceof SpfRecord
                && reader.read(name, was.getFirst()).unlisted()
                        == reader.read(name, text).unlisted();
        List<String> keeps = evaluated ? List.of(was.getFirst(), text) : List.of(text);
        Basis basis = new Basis(keeps, evaluated, meant, dropped);
        AddressRanges mayPass =
                restored || !changes.isEmpty() ? reader.read(name, text).passes() : AddressRanges.NONE;
        return new SoundRecord(text, was, changes, basis, onlyIf, mayPass);
    }

    private static String words(WordReading.Meant each) {
        return each.terms().isEmpty()
                ? "‘" + each.was().strip() + "’ was taken out: " + each.because()
                : each.terms().equals(each.was().strip())
                        ? "‘" + each.terms() + "’ stands apart from its neighbours now: " + each.because()
                        : "‘" + each.was() + "’ became ‘" + each.terms() + "’: " + each.because();
    }
}
