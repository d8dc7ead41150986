package org.whybounce.fix.reach;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.fix.term.NearlyRecord;
import org.whybounce.fix.term.RecordText;
import org.whybounce.fix.term.SyntaxRepair;
import org.whybounce.fix.term.TermMeaning;
import org.whybounce.net.AddressRanges;
import org.whybounce.spf.record.BrokenRecord;
import org.whybounce.spf.record.Qualifier;
import org.whybounce.spf.record.SpfParser;

/// One record that means what the records at a name were meant to mean, and that can be evaluated: syntax repaired,
/// several records merged, targets that are none taken out.
///
/// @param text    the record
/// @param was     the records it takes the place of
/// @param changes what was changed, one sentence each; none if the one record there is sound
/// @param dropped terms whose meaning could not be told
/// @param mayPass what may pass with it that no SPF record lists now: where a text that is no record was meant as one
public record SoundRecord(
        String text, List<String> was, List<String> changes, List<String> dropped, AddressRanges mayPass) {
    public SoundRecord {
        was = List.copyOf(was);
        changes = List.copyOf(changes);
        dropped = List.copyOf(dropped);
    }

    /// The sound record for a name; empty where nothing at the name or near it is meant as one.
    public static Optional<SoundRecord> at(ReachReader reader, DomainName name) {
        List<String> was = reader.records(name);
        List<String> changes = new ArrayList<>();
        if (!was.isEmpty()) {
            return Optional.of(of(reader, name, was, was, changes, false));
        }
        List<NearlyRecord> nearly = reader.nearly(name);
        if (!nearly.isEmpty()) {
            nearly.forEach(each -> changes.add("‘" + start(each.was()) + "’ is no SPF record and became one that begins"
                    + " with v=spf1 and a space"));
            return Optional.of(of(
                    reader,
                    name,
                    nearly.stream().map(NearlyRecord::was).toList(),
                    nearly.stream().map(NearlyRecord::meant).toList(),
                    changes,
                    true));
        }
        return MisplacedRecord.of(reader, name).map(found -> {
            changes.add(found.words());
            return of(reader, name, List.of(), found.texts(), changes, true);
        });
    }

    private static String start(String text) {
        return text.length() <= 24 ? text : text.substring(0, 24) + "…";
    }

    private static SoundRecord of(
            ReachReader reader,
            DomainName name,
            List<String> was,
            List<String> texts,
            List<String> changes,
            boolean restored) {
        List<String> dropped = new ArrayList<>();
        List<String> parsable = new ArrayList<>();
        for (String text : texts) {
            if (SpfParser.parse(text) instanceof BrokenRecord broken) {
                SyntaxRepair repair = SyntaxRepair.of(broken);
                changes.addAll(repair.changes());
                dropped.addAll(repair.dropped());
                parsable.add(repair.text());
            } else {
                parsable.add(text);
            }
        }
        String one = parsable.getFirst();
        if (parsable.size() > 1) {
            one = merged(reader, name, parsable);
            changes.add(texts.size() + " records became one: RFC 7208, section 3.2 allows no more");
        }
        Living living = Living.of(reader, name, one);
        changes.addAll(living.changes());
        AddressRanges mayPass =
                restored || living.restored() ? reader.read(name, living.text()).passes() : AddressRanges.NONE;
        return new SoundRecord(living.text(), was, changes, dropped, mayPass);
    }

    /// All terms of all records, each once, and one end: the mildest of theirs, since nobody whose mail passed or was
    /// let through under one of the records is to be refused for the merging.
    private static String merged(ReachReader reader, DomainName name, List<String> texts) {
        List<String> terms = new ArrayList<>();
        List<String> modifiers = new ArrayList<>();
        Qualifier mildest = Qualifier.FAIL;
        boolean ends = false;
        for (String text : texts) {
            RecordReach reach = reader.read(name, text);
            for (TermReach term : reach.terms()) {
                String asTerm = term.isRedirect() ? "include:" + target(term.text()) : term.text();
                if (term.isAll()) {
                    break;
                }
                if (term.isModifier() && !term.isRedirect()) {
                    String kind = term.text().substring(0, term.text().indexOf('=') + 1);
                    if (modifiers.stream().noneMatch(each -> each.startsWith(kind))) {
                        modifiers.add(term.text());
                    }
                } else if (!new RecordText(terms).has(asTerm)) {
                    terms.add(asTerm);
                }
            }
            ends |= reach.hasEnd();
            mildest = milder(mildest, reach.unlisted());
        }
        if (ends) {
            terms.add(mildest.sign() + "all");
        }
        terms.addAll(modifiers);
        return new RecordText(terms).toString();
    }

    static Qualifier milder(Qualifier one, Qualifier other) {
        return mildness(one) >= mildness(other) ? one : other;
    }

    private static int mildness(Qualifier qualifier) {
        return switch (qualifier) {
            case FAIL -> 0;
            case SOFTFAIL -> 1;
            case NEUTRAL -> 2;
            case PASS -> 3;
        };
    }

    private static String target(String redirect) {
        return redirect.substring(redirect.indexOf('=') + 1);
    }

    /// A record without terms that are a permerror for whoever gets so far (RFC 7208, section 5.2: an include of a
    /// domain without a record).
    ///
    /// @param restored whether a term that had run together with its neighbour lists something again
    private record Living(String text, List<String> changes, boolean restored) {
        static Living of(ReachReader reader, DomainName name, String text) {
            RecordReach reach = reader.read(name, text);
            RecordText kept = RecordText.of(text);
            List<String> changes = new ArrayList<>();
            boolean restored = false;
            for (TermReach term : reach.reached()) {
                switch (term.state()) {
                    case DEAD -> {
                        Optional<String> apart = TermMeaning.split(term.text())
                                .filter(terms ->
                                        !reader.read(name, "v=spf1 " + terms).fatal());
                        if (apart.isPresent()) {
                            kept = kept.replacing(term.text(), apart.get());
                            changes.add("‘" + term.text() + "’ became ‘" + apart.get() + "’: a space was missing");
                            restored = true;
                        } else {
                            kept = kept.without(term.text());
                            changes.add("‘" + term.text() + "’ was taken out: no SPF record stands there");
                        }
                    }
                    case LOOP -> {
                        kept = kept.without(term.text());
                        changes.add("‘" + term.text() + "’ was taken out: it leads back to itself");
                    }
                    case LIVE, BROKEN, VOID, OPAQUE, UNKNOWN, NONE -> {}
                }
            }
            return new Living(kept.toString(), changes, restored);
        }
    }
}
