package org.whybounce.fix.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.whybounce.fix.RecordEdit;
import org.whybounce.fix.reach.ReachReader;
import org.whybounce.fix.reach.RecordReach;
import org.whybounce.fix.reach.SoundRecord;
import org.whybounce.fix.term.RecordText;
import org.whybounce.net.AddressRanges;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfLimits;
import org.whybounce.spf.record.SpfResult;

/// Brings a record within the ten lookups of RFC 7208, section 4.6.4, changing as little as it can.
///
/// Terms that do nothing go first: targets without a record, loops, duplicates. Then, only as far as is still
/// needed and at the least price, what [LookupWays] knows. A vendor may change its addresses on any day, so
/// flattening is dear and comes with a warning. `redirect` stays, or is opened together with the end that it
/// brings.
///
/// This only makes candidates. That no range is lost or gained and the end stays the same is the [Prover]'s to say.
public final class LowerLookups {
    /// More overflow records than this would use up the lookups that they are to save.
    private static final int MOST_OVERFLOWS = 9;

    /// Terms of a target that is opened: with more of them the record grows too long.
    private static final List<Integer> MOST_OPENED = List.of(40, 6, 0);

    /// Bytes of an overflow record: what any answer holds, and what an answer of 1,232 bytes holds, the size that
    /// servers and resolvers agreed on for EDNS (DNS flag day 2020).
    private static final List<Integer> SIZES = List.of(Prover.COMFORTABLE_BYTES, 1_150);

    /// What one more record to keep is worth, in the prices of [LookupWays].
    private static final long OVERFLOW_PRICE = 500;

    private LowerLookups() {}

    /// The change for a record as it stands; empty where ten lookups already suffice and nothing in it is dead.
    public static Mending.Attempt propose(Mending mending) {
        ReachReader reader = mending.reader();
        List<SoundRecord> ways = SoundRecord.toPublish(reader, mending.at());
        if (ways.isEmpty()) {
            return Mending.Attempt.refused("there is no SPF record at " + mending.at());
        }
        List<SoundRecord> lowered =
                ways.size() == 1 ? NeedlessServices.ways(ways.getFirst(), reader, mending.at()) : ways;
        return mending.forEach(lowered, sound -> {
            List<Mending.Candidate> candidates = candidates(mending, sound, reader, AddressRanges.NONE);
            return candidates.isEmpty()
                    ? Mending.Attempt.refused(why(mending, sound, reader))
                    : mending.first(candidates);
        });
    }

    /// Candidates for a sound record, the least change first; none if its lookups are within the limit.
    ///
    /// @param mayPass what may pass newly, beside what the sound record was meant to list
    static List<Mending.Candidate> candidates(
            Mending mending, SoundRecord sound, ReachReader reader, AddressRanges mayPass) {
        RecordText text = withoutDuplicates(RecordText.of(sound.text()));
        RecordReach reach = reader.read(mending.at(), text.toString());
        int over = reach.lookups() - SpfLimits.RFC7208.lookups();
        List<String> words = new ArrayList<>(sound.changes());
        if (!text.equals(RecordText.of(sound.text()))) {
            words.add("terms that stand there twice were left out");
        }
        AddressRanges may = mayPass.union(sound.mayPass());
        if (over <= 0 && !reach.fatal() && !strangersErr(mending, text)) {
            return words.isEmpty()
                    ? List.of()
                    : List.of(new Mending.Candidate(
                            mending.edit(sound.was(), text.toString(), reader),
                            List.of(),
                            may,
                            "Mends the record: " + String.join("; ", words) + ".",
                            RepairRecord.notes(sound),
                            sound.basis()));
        }
        return search(new Rewriting(mending, sound, reader, reach, words, may), over);
    }

    /// What came of the candidates; where none could be proven and none of them had fewer lookups, why that is so.
    static Mending.Attempt explained(Mending.Attempt attempt, Mending mending, SoundRecord sound, ReachReader reader) {
        boolean over = attempt.fix().isEmpty()
                && reader.read(mending.at(), sound.text()).lookups() > SpfLimits.RFC7208.lookups()
                && candidates(mending, sound, reader, AddressRanges.NONE).isEmpty();
        return over ? Mending.Attempt.refused(why(mending, sound, reader)) : attempt;
    }

    /// Why nothing could be proposed for a record that is over a limit.
    static String why(Mending mending, SoundRecord sound, ReachReader reader) {
        RecordReach reach = reader.read(mending.at(), sound.text());
        if (reach.unknown().isPresent()) {
            return "‘" + reach.unknown().get()
                    + "’ could not be followed: the DNS did not answer, or the tree is deeper"
                    + " than " + ReachReader.MOST_LEVELS + " levels or asks more than " + ReachReader.MOST_QUESTIONS
                    + " questions";
        }
        if (reach.damaged().isPresent()) {
            return "the record of " + reach.damaged().get()
                    + " is broken, or that name has several; what it was to list"
                    + " only its keeper can say, so that one has to mend it first";
        }
        if (!reach.opaque().isEmpty()) {
            return "its " + reach.lookups() + " lookups come down to " + SpfLimits.RFC7208.lookups()
                    + " only if parts go that depend on the message, as ‘"
                    + reach.opaque().getFirst() + "’ does, and nobody can tell whom that would keep out";
        }
        return "its " + reach.lookups() + " lookups come down to " + SpfLimits.RFC7208.lookups()
                + " only with more addresses written out than " + MOST_OVERFLOWS
                + " records of their own hold; use subdomains for some of the services, each with a record of its own";
    }

    private record Priced(long price, Mending.Candidate candidate) {}

    /// Candidates within the limit, and before them those with room to spare, where that costs no service's addresses.
    private static List<Mending.Candidate> search(Rewriting rewriting, int over) {
        List<Priced> enough = priced(rewriting, over);
        List<Priced> found = new ArrayList<>();
        if (over > 0 && !enough.isEmpty()) {
            long most = enough.getFirst().price() + LookupWays.OPEN_PRICE;
            priced(rewriting, over + SPARE).stream()
                    .filter(each -> each.price() < most)
                    .forEach(found::add);
        }
        found.addAll(enough);
        return found.stream().map(Priced::candidate).distinct().toList();
    }

    /// Lookups to be left free where that is cheap: a service that needs one more some day breaks the record otherwise.
    private static final int SPARE = 2;

    private static List<Priced> priced(Rewriting rewriting, int over) {
        List<Priced> found = new ArrayList<>();
        for (LookupWays.Hosts hosts : LookupWays.Hosts.values()) {
            for (int mostOpened : MOST_OPENED) {
                int most = Math.max(over, 0) + MOST_OVERFLOWS;
                LookupPlan plan = LookupPlan.of(
                        new LookupWays(rewriting.reach().at(), most, mostOpened, hosts).of(rewriting.reach()), most);
                for (int overflows = 0; overflows <= MOST_OVERFLOWS; overflows++) {
                    int extra = overflows;
                    Optional<List<LookupPlan.Way>> chosen = plan.choose(Math.max(over, 0) + extra);
                    for (int size : extra == 0 ? List.of(SIZES.getFirst()) : SIZES) {
                        chosen.flatMap(ways -> rewriting
                                        .written(ways, extra, size)
                                        .map(written -> new Priced(
                                                price(ways) + extra * OVERFLOW_PRICE + written.excess(),
                                                written.candidate())))
                                .ifPresent(found::add);
                    }
                }
            }
        }
        int most = Math.max(Prover.MOST_BYTES, rewriting.sound().text().length());
        return found.stream()
                .filter(each -> each.candidate().edit().bytes() <= most)
                .sorted(Comparator.comparingLong(Priced::price))
                .toList();
    }

    private static long price(List<LookupPlan.Way> chosen) {
        return chosen.stream().mapToLong(LookupPlan.Way::price).sum();
    }

    static String text(List<String> words) {
        return "Brings it within the limits: " + String.join("; ", words) + ".";
    }

    /// Whether an address that nobody lists, of either family, meets a permerror: dead parts, too many lookups,
    /// or too many that find nothing.
    private static boolean strangersErr(Mending mending, RecordText text) {
        return errs(mending, text.toString(), Prover.STRANGER4) || errs(mending, text.toString(), Prover.STRANGER6);
    }

    static boolean errs(Mending mending, String text, IpAddress stranger) {
        RecordEdit edit = new RecordEdit(
                mending.at(), mending.reader().records(mending.at()), List.of(text), RecordEdit.DEFAULT_TTL);
        return new SpfEvaluator(edit.over(mending.resolver()))
                        .evaluate(RecordFix.question(stranger, mending.at()))
                        .result()
                == SpfResult.PERMERROR;
    }

    private static RecordText withoutDuplicates(RecordText text) {
        Set<String> seen = new LinkedHashSet<>();
        List<String> kept = new ArrayList<>();
        for (String term : text.terms()) {
            String bare = (term.startsWith("+") ? term.substring(1) : term).toLowerCase(Locale.ROOT);
            // A macro's letter case has a meaning (RFC 7208, section 7.3).
            if (RecordText.isModifier(term) || seen.add(term.indexOf('%') >= 0 ? term : bare)) {
                kept.add(term);
            }
        }
        return new RecordText(kept);
    }
}
