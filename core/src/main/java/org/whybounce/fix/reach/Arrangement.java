package org.whybounce.fix.reach;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.fix.Basis;
import org.whybounce.fix.term.RecordText;
import org.whybounce.intent.Intent;
import org.whybounce.net.AddressRanges;
import org.whybounce.spf.record.SpfParser;
import org.whybounce.spf.record.SpfRecord;

/// What the order and the number of a damaged record's terms leave open, though each of them reads surely: senders that
/// stand behind `all`, a second record in the same text, records that speak against each other, and a record from which
/// every sender has gone.
final class Arrangement {
    private Arrangement() {}

    /// The records of a text that holds several; none where each text holds one.
    static List<String> apart(List<String> texts) {
        List<String> apart = new ArrayList<>();
        boolean several = false;
        for (String text : texts) {
            List<String> words = new ArrayList<>();
            for (String word : text.split(" ")) {
                boolean version = word.toLowerCase(Locale.ROOT).equals("v=spf1");
                if (version && words.size() > 1 && words.stream().anyMatch(Arrangement::ends)) {
                    apart.add(String.join(" ", words));
                    words.clear();
                    several = true;
                }
                if (!version || words.isEmpty()) {
                    words.add(word);
                }
            }
            apart.add(String.join(" ", words));
        }
        return several ? apart : List.of();
    }

    private static boolean ends(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return lower.endsWith("all") && lower.length() <= 4 || lower.startsWith("redirect=");
    }

    /// The record as it is read, and beside it, where that is open, in other orders.
    static List<SoundRecord> ways(SoundRecord record, ReachReader reader, DomainName at) {
        if (record.was().size() == 1
                && SpfParser.isRecord(record.was().getFirst())
                && SpfParser.parse(record.was().getFirst()) instanceof SpfRecord
                && record.changes().isEmpty()) {
            return List.of(record);
        }
        return behind(record, reader, at);
    }

    /// RFC 7208, section 5.1: what stands behind `all` is never looked at. Whoever appended it wanted it to send.
    private static List<SoundRecord> behind(SoundRecord record, ReachReader reader, DomainName at) {
        RecordReach reach = reader.read(at, record.text());
        List<String> late = new ArrayList<>();
        boolean ended = false;
        for (TermReach term : reach.terms()) {
            if (ended && !term.isModifier() && !term.isAll()) {
                late.add(term.text());
            }
            ended |= term.isAll();
        }
        if (late.isEmpty()) {
            return List.of(record);
        }
        List<String> kept = new ArrayList<>(RecordText.of(record.text()).terms());
        List<String> dropped = new ArrayList<>();
        late.forEach(term -> {
            kept.remove(kept.lastIndexOf(term));
            dropped.add(term);
        });
        String words = String.join(" ", late);
        String alone = new RecordText(kept).toString();
        String moved = RecordText.of(alone).adding(late).toString();
        return List.of(
                with(record, reader, at, moved, "‘" + words + "’ moved in front of the end", List.of())
                        .onlyIf("‘" + words + "’ behind the end of the record sends"),
                with(
                                record,
                                reader,
                                at,
                                alone,
                                "‘" + words + "’ left out: it stands behind the end, where nobody looks",
                                dropped)
                        .onlyIf("‘" + words + "’ does not send"));
    }

    private static SoundRecord with(
            SoundRecord record, ReachReader reader, DomainName at, String text, String change, List<String> dropped) {
        List<String> changes = new ArrayList<>(record.changes());
        changes.add(change);
        List<Intent.Dropped> gone = new ArrayList<>(record.basis().dropped());
        dropped.forEach(term -> gone.add(new Intent.Dropped(term, "it stands behind the end, where nobody looks")));
        Basis basis = new Basis(List.of(text), false, record.basis().meant(), gone);
        return new SoundRecord(
                text,
                record.was(),
                changes,
                basis,
                record.onlyIf(),
                reader.read(at, text).passes());
    }

    /// What a broken record of somebody, or several of one name, were to list only their keeper can say, and nobody may
    /// guess. Until they are mended, the own record evaluates only without them.
    static SoundRecord withoutDamaged(SoundRecord record, ReachReader reader, DomainName at) {
        SoundRecord kept = record;
        for (TermReach term : reader.read(at, record.text()).reached()) {
            Optional<DomainName> damaged = term.damaged();
            if (!term.isInclude() || damaged.isEmpty()) {
                continue;
            }
            String why = "the record of " + damaged.get()
                    + " is broken, or that name has several, and its keeper has to" + " mend that";
            String text = RecordText.of(kept.text()).without(term.text()).toString();
            List<String> changes = new ArrayList<>(kept.changes());
            changes.add("‘" + term.text() + "’ was taken out: " + why);
            List<Intent.Dropped> gone = new ArrayList<>(kept.basis().dropped());
            gone.add(new Intent.Dropped(term.text(), why));
            kept = new SoundRecord(
                            text,
                            kept.was(),
                            changes,
                            new Basis(List.of(text), false, kept.basis().meant(), gone),
                            kept.onlyIf(),
                            kept.mayPass())
                    .onlyIf("nothing has to be sent by ‘" + term.text() + "’ until the keeper of " + damaged.get()
                            + " has mended what stands there");
        }
        return kept;
    }

    /// A record that had senders and has none left refuses all mail of the domain: its keeper has to say that it sends
    /// none.
    static SoundRecord emptied(SoundRecord record, ReachReader reader, DomainName at) {
        RecordReach reach = reader.read(at, record.text());
        boolean nobody = reach.reached().stream().allMatch(TermReach::isAll);
        return nobody && !record.basis().dropped().isEmpty() && record.onlyIf().isEmpty()
                ? record.onlyIf("nothing sends as " + at + " any more")
                : record;
    }

    /// Whether a merged record lets through whom one of its parts refused, or keeps out whom one of them passed.
    static boolean conflict(ReachReader reader, DomainName at, SoundRecord record, List<Intent.Choice> choices) {
        RecordReach merged = reader.read(at, record.text());
        List<RecordReach> parts =
                choices.stream().map(each -> reader.read(at, each.text())).toList();
        AddressRanges all =
                AddressRanges.unionOf(parts.stream().map(RecordReach::passes).toList());
        if (!merged.passes().containsAll(all)) {
            return true;
        }
        return parts.stream()
                .anyMatch(part -> !overlap(part.listed().minus(part.passes()), merged.passes())
                        .isEmpty());
    }

    private static AddressRanges overlap(AddressRanges one, AddressRanges other) {
        return one.minus(one.minus(other));
    }
}
