package org.whybounce.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.spf.BrokenRecord;
import org.whybounce.spf.Qualifier;
import org.whybounce.spf.SpfParser;

/// One record that means what the records at a name were meant to mean, and that can be evaluated: syntax repaired,
/// several records merged, targets that are none taken out.
///
/// @param text    the record
/// @param was     the records it takes the place of
/// @param changes what was changed, one sentence each; none if the one record there is sound
/// @param dropped terms whose meaning could not be told
public record SoundRecord(String text, List<String> was, List<String> changes, List<String> dropped) {
    public SoundRecord {
        was = List.copyOf(was);
        changes = List.copyOf(changes);
        dropped = List.copyOf(dropped);
    }

    /// The sound record for a name; empty where the name has no SPF record.
    public static Optional<SoundRecord> at(ReachReader reader, DomainName name) {
        List<String> was = reader.records(name);
        if (was.isEmpty()) {
            return Optional.empty();
        }
        List<String> changes = new ArrayList<>();
        List<String> dropped = new ArrayList<>();
        List<String> parsable = new ArrayList<>();
        for (String text : was) {
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
            changes.add(was.size() + " records became one: RFC 7208, section 3.2 allows no more");
        }
        String sound = withoutDead(reader, name, one, changes);
        return Optional.of(new SoundRecord(sound, was, changes, dropped));
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

    // RFC 7208, section 5.2: an include of a domain without a record is a permerror, and so lists nobody.
    private static String withoutDead(ReachReader reader, DomainName name, String text, List<String> changes) {
        RecordReach reach = reader.read(name, text);
        RecordText kept = RecordText.of(text);
        for (TermReach term : reach.reached()) {
            switch (term.state()) {
                case DEAD -> {
                    kept = kept.without(term.text());
                    changes.add("‘" + term.text() + "’ was taken out: no SPF record stands there");
                }
                case LOOP -> {
                    kept = kept.without(term.text());
                    changes.add("‘" + term.text() + "’ was taken out: it leads back to itself");
                }
                case LIVE, BROKEN, VOID, OPAQUE, UNKNOWN, NONE -> {}
            }
        }
        return kept.toString();
    }
}
