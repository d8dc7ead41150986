package org.whybounce.fix.reach;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.fix.term.RecordText;
import org.whybounce.intent.Intent;
import org.whybounce.spf.record.Qualifier;

/// Several records of one name made into one (RFC 7208, section 3.2): all terms of all of them, each once, and the
/// strictest end that one of them has. A milder one would let through what the owner refused in the other.
final class MergedRecord {
    /// Ways to read several records together: more is no question that a person can answer.
    private static final int MOST_WAYS = 6;

    private MergedRecord() {}

    /// Where one of the records says what becomes of others, an end that would have to be asked for in another record
    /// is not asked for.
    static List<Intent> withOneEnd(List<Intent> intents) {
        boolean ends = intents.stream().anyMatch(Intent::ends);
        return ends ? intents.stream().map(Intent::withoutDoubtfulEnd).toList() : intents;
    }

    /// One choice for each record, in every combination that there is room for.
    static List<List<Intent.Choice>> choices(List<Intent> intents) {
        List<List<Intent.Choice>> ways = new ArrayList<>();
        ways.add(List.of());
        for (Intent intent : intents) {
            List<List<Intent.Choice>> longer = new ArrayList<>();
            for (List<Intent.Choice> way : ways) {
                for (Intent.Choice choice : intent.choices()) {
                    List<Intent.Choice> more = new ArrayList<>(way);
                    more.add(choice);
                    longer.add(more);
                }
            }
            ways = longer.size() <= MOST_WAYS ? longer : longer.subList(0, MOST_WAYS);
        }
        return ways;
    }

    static String of(ReachReader reader, DomainName name, List<String> texts, List<String> changes) {
        List<String> terms = new ArrayList<>();
        List<String> modifiers = new ArrayList<>();
        List<Qualifier> ends = new ArrayList<>();
        for (String text : texts) {
            RecordReach reach = reader.read(name, text);
            for (TermReach term : reach.terms()) {
                if (term.isAll()) {
                    break;
                }
                String asTerm = term.isRedirect() ? "include:" + target(term.text()) : term.text();
                if (term.isModifier() && !term.isRedirect()) {
                    String kind = term.text().substring(0, term.text().indexOf('=') + 1);
                    if (modifiers.stream().noneMatch(each -> each.startsWith(kind))) {
                        modifiers.add(term.text());
                    }
                } else if (!new RecordText(terms).has(asTerm)) {
                    terms.add(asTerm);
                }
            }
            if (reach.hasEnd() && reach.unlisted() != Qualifier.PASS) {
                ends.add(reach.unlisted());
            }
        }
        changes.add(texts.size() + " records became one: RFC 7208, section 3.2 allows no more");
        Optional<Qualifier> strictest = ends.stream().reduce(MergedRecord::stricter);
        if (strictest.isPresent()) {
            terms.add(strictest.get().sign() + "all");
            if (ends.stream().distinct().count() > 1) {
                changes.add(
                        "of their ends the stricter stays, ‘" + strictest.get().sign() + "all’");
            }
        }
        terms.addAll(modifiers);
        return new RecordText(terms).toString();
    }

    private static Qualifier stricter(Qualifier one, Qualifier other) {
        return mildness(one) <= mildness(other) ? one : other;
    }

    static int mildness(Qualifier qualifier) {
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
}
