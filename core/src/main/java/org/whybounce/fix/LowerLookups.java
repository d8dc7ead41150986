package org.whybounce.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.fix.LookupPlan.Kind;
import org.whybounce.fix.LookupPlan.Way;
import org.whybounce.net.AddressRanges;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;
import org.whybounce.spf.Qualifier;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfLimits;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.SpfResult;

/// Brings a record within the ten lookups of RFC 7208, section 4.6.4, changing as little as it can.
///
/// Terms that do nothing go first: targets without a record, loops, duplicates. Then, only as far as is still needed
/// and
/// at the least price: names without addresses and terms whose addresses others list too; `a` and `mx` as addresses;
/// includes opened (their own terms in their place); at last includes flattened to addresses, in overflow records where
/// they do not fit. A vendor may change its addresses on any day, so flattening is dear and comes with a warning.
/// `redirect` stays, or is opened together with the end that it brings.
///
/// This only makes candidates. That no range is lost or gained and the end stays the same is the [Prover]'s to say.
public final class LowerLookups {
    /// An overflow record is kept below what RFC 7208, section 3.4 advises for one answer.
    private static final int OVERFLOW_BYTES = Prover.COMFORTABLE_BYTES;

    /// More overflow records than this would use up the lookups that they are to save.
    private static final int MOST_OVERFLOWS = 8;

    /// Terms of a target that is opened: with more of them the record grows too long.
    private static final int MOST_OPENED = 40;

    private static final int FEW_OPENED = 4;

    // Prices, each far above the one before, so that a dearer kind of change is taken only where cheaper ones do not
    // do.
    private static final long DROP_PRICE = 10;
    private static final long OWN_HOST_PRICE = 100;
    private static final long OPEN_PRICE = 1_000;
    private static final long FLATTEN_PRICE = 20_000;

    private LowerLookups() {}

    /// The change for a record as it stands; empty where ten lookups already suffice and nothing in it is dead.
    public static Mending.Attempt propose(Mending mending) {
        ReachReader reader = mending.reader();
        Optional<SoundRecord> sound = SoundRecord.at(reader, mending.at());
        if (sound.isEmpty()) {
            return Mending.Attempt.refused("there is no SPF record at " + mending.at());
        }
        List<Mending.Candidate> candidates = new ArrayList<>(candidates(mending, sound.get(), reader));
        if (candidates.isEmpty()) {
            return Mending.Attempt.refused("nothing that could be left out or opened brings it to "
                    + SpfLimits.RFC7208.lookups() + " lookups");
        }
        return mending.first(candidates);
    }

    /// Candidates for a sound record, the least change first; none if its lookups are within the limit.
    static List<Mending.Candidate> candidates(Mending mending, SoundRecord sound, ReachReader reader) {
        RecordText text = withoutDuplicates(RecordText.of(sound.text()));
        RecordReach reach = reader.read(mending.at(), text.toString());
        int over = reach.lookups() - SpfLimits.RFC7208.lookups();
        List<String> words = new ArrayList<>(sound.changes());
        if (!text.equals(RecordText.of(sound.text()))) {
            words.add("terms that stand there twice were left out");
        }
        List<Mending.Candidate> candidates = new ArrayList<>();
        if (over <= 0 && !reach.fatal() && !strangersErr(mending, text)) {
            if (!words.isEmpty()) {
                candidates.add(candidate(mending, sound, reader, text, List.of(), words, List.of()));
            }
            return candidates;
        }
        // What fits one answer comes first; what does not is still better than a record that nobody evaluates.
        for (boolean small : List.of(true, false)) {
            for (Hosts hosts : Hosts.values()) {
                for (int overflows = 0; overflows <= MOST_OVERFLOWS; overflows++) {
                    int extra = overflows;
                    for (int mostOpened : List.of(MOST_OPENED, FEW_OPENED)) {
                        LookupPlan.choose(ways(reach, mostOpened, hosts), over + extra)
                                .flatMap(chosen -> written(mending, sound, reader, reach, chosen, words, extra, small))
                                .ifPresent(candidates::add);
                    }
                }
            }
        }
        return candidates.stream().distinct().toList();
    }

    /// What becomes of terms that name hosts: lookups that find nothing are bounded too, for each family of clients.
    private enum Hosts {
        AS_THEY_ARE,
        WITHOUT_VOID,
        AS_ADDRESSES
    }

    /// Whether an address that nobody lists, of either family, meets a permerror: dead parts, too many lookups, or too
    /// many that find nothing.
    private static boolean strangersErr(Mending mending, RecordText text) {
        RecordEdit edit = new RecordEdit(
                mending.at(), mending.reader().records(mending.at()), List.of(text.toString()), RecordEdit.DEFAULT_TTL);
        SpfEvaluator evaluator = new SpfEvaluator(edit.over(mending.resolver()));
        SpfQuestion nobody = SpfQuestion.mailFrom(
                IpAddress.v4(0xf0000001L),
                "postmaster@" + mending.at(),
                mending.at().toString());
        return evaluator.evaluate(nobody).result() == SpfResult.PERMERROR
                || evaluator
                                .evaluate(nobody.from(new IpAddress(false, 0x4000000000000000L, 1)))
                                .result()
                        == SpfResult.PERMERROR;
    }

    private static RecordText withoutDuplicates(RecordText text) {
        List<String> kept = new ArrayList<>();
        for (String term : text.terms()) {
            if (RecordText.isModifier(term) || !new RecordText(kept).has(term)) {
                kept.add(term);
            }
        }
        return new RecordText(kept);
    }

    private static List<List<Way>> ways(RecordReach reach, int mostOpened, Hosts hosts) {
        List<List<Way>> groups = new ArrayList<>();
        List<TermReach> reached = reach.reached();
        for (TermReach term : reach.terms()) {
            List<Way> ways = new ArrayList<>();
            // What is a permerror for whoever gets so far cannot stay.
            boolean fatal = reached.contains(term)
                    && (term.state() == TermReach.State.BROKEN
                            || term.inside().filter(RecordReach::fatal).isPresent());
            boolean mustGo = switch (hosts) {
                case AS_THEY_ARE -> false;
                case WITHOUT_VOID -> term.state() == TermReach.State.VOID;
                case AS_ADDRESSES ->
                    term.state() == TermReach.State.VOID
                            || term.state() == TermReach.State.LIVE && !term.isInclude() && !term.isRedirect();
            };
            if (!fatal && !(mustGo && reached.contains(term) && term.lookups() > 0)) {
                ways.add(new Way(Kind.KEEP, 0, 0));
            }
            if (reached.contains(term) && term.lookups() > 0) {
                switch (term.state()) {
                    case LIVE, BROKEN -> {
                        if (term.isInclude() || term.isRedirect()) {
                            below(term, ways, mostOpened);
                        } else if (term.qualifier().isPresent()) {
                            ways.add(new Way(Kind.FLATTEN, term.lookups(), OWN_HOST_PRICE + size(term)));
                        }
                        if (coveredByOthers(term, reached)) {
                            ways.add(new Way(Kind.DROP, term.lookups(), DROP_PRICE));
                        }
                    }
                    case VOID -> ways.add(new Way(Kind.DROP, term.lookups(), DROP_PRICE));
                    case DEAD, LOOP -> ways.add(new Way(Kind.DROP, term.lookups(), 0));
                    case OPAQUE, UNKNOWN, NONE -> {}
                }
            }
            groups.add(ways);
        }
        return groups;
    }

    private static void below(TermReach term, List<Way> ways, int mostOpened) {
        RecordReach inside = term.inside().orElse(null);
        if (inside == null) {
            return;
        }
        boolean passes = term.isRedirect()
                || term.qualifier().filter(each -> each == Qualifier.PASS).isPresent();
        boolean plain = inside.reached().stream()
                .allMatch(each -> each.isAll()
                        || each.qualifier().filter(q -> q == Qualifier.PASS).isPresent());
        boolean everybody = inside.passes().equals(AddressRanges.EVERYTHING);
        if (passes
                && plain
                && !everybody
                && !inside.fatal()
                && inside.reached().size() <= mostOpened
                && term.state() == TermReach.State.LIVE) {
            // An opened target is read once and then goes stale in its own terms only.
            ways.add(new Way(Kind.OPEN, 1, OPEN_PRICE + 50L * inside.reached().size()));
        }
        if (passes && inside.opaque().isEmpty() && inside.unknown().isEmpty() && !everybody) {
            ways.add(new Way(Kind.FLATTEN, term.lookups(), FLATTEN_PRICE + 100 * size(term)));
        }
    }

    private static long size(TermReach term) {
        return term.matches().prefixes().size();
    }

    private static boolean coveredByOthers(TermReach term, List<TermReach> reached) {
        if (term.inside().filter(inside -> !inside.opaque().isEmpty()).isPresent()
                || term.qualifier().filter(each -> each == Qualifier.PASS).isEmpty()) {
            return false;
        }
        AddressRanges others = AddressRanges.NONE;
        for (TermReach other : reached) {
            if (!other.isAll()
                    && other.qualifier().filter(each -> each == Qualifier.PASS).isPresent()
                    // A term is covered only by terms that stay; those that cost nothing always do.
                    && other.lookups() == 0) {
                others = others.union(other.matches());
            }
        }
        return others.containsAll(term.matches());
    }

    private static Optional<Mending.Candidate> written(
            Mending mending,
            SoundRecord sound,
            ReachReader reader,
            RecordReach reach,
            List<Way> chosen,
            List<String> before,
            int overflows,
            boolean small) {
        List<String> terms = new ArrayList<>();
        List<String> words = new ArrayList<>(before);
        List<String> flattened = new ArrayList<>();
        AddressRanges ranges = AddressRanges.NONE;
        int place = -1;
        for (int i = 0; i < chosen.size(); i++) {
            TermReach term = reach.terms().get(i);
            switch (chosen.get(i).kind()) {
                case KEEP -> terms.add(term.text());
                case DROP -> words.add("‘" + term.text() + "’ was left out: " + why(term));
                case OPEN -> {
                    opened(term, terms);
                    words.add("‘" + term.text() + "’ became what stands there");
                    flattened.add(term.text());
                }
                case FLATTEN -> {
                    place = place < 0 ? terms.size() : place;
                    ranges = ranges.union(term.matches());
                    words.add("‘" + term.text() + "’ became its addresses");
                    flattened.add(term.text());
                    if (term.isRedirect()) {
                        terms.add(reach.unlisted().sign() + "all");
                    }
                }
            }
        }
        terms = unique(terms);
        List<String> listed = new ArrayList<>();
        for (IpPrefix prefix : ranges.prefixes()) {
            String term = (prefix.v4() ? "ip4:" : "ip6:") + prefix;
            if (!terms.contains(term)) {
                listed.add(term);
            }
        }
        List<RecordEdit> also = new ArrayList<>();
        if (overflows > 0) {
            if (listed.isEmpty()) {
                return Optional.empty();
            }
            List<String> names = overflow(mending.at(), listed, overflows, reader, also);
            if (names.size() != overflows) {
                return Optional.empty();
            }
            listed = names;
            words.add("the addresses stand in " + (names.size() == 1 ? "a record" : names.size() + " records")
                    + " of their own");
        }
        terms.addAll(Math.min(Math.max(place, 0), terms.size()), listed);
        RecordText text = new RecordText(terms);
        int room = Math.max(Prover.COMFORTABLE_BYTES, sound.text().length());
        if (small && text.toString().length() > room) {
            return Optional.empty();
        }
        return Optional.of(candidate(mending, sound, reader, text, also, words, flattened));
    }

    private static String why(TermReach term) {
        return switch (term.state()) {
            case VOID -> "the name has no address";
            case DEAD -> "no SPF record stands there";
            case LOOP -> "it leads back to itself";
            case LIVE, BROKEN, OPAQUE, UNKNOWN, NONE -> "other terms list all of its addresses";
        };
    }

    private static void opened(TermReach term, List<String> terms) {
        for (TermReach each : term.inside().orElseThrow().reached()) {
            if (each.isAll()) {
                if (term.isRedirect()) {
                    terms.add(each.text());
                }
            } else if (each.isRedirect() && !term.isRedirect()) {
                terms.add("include:" + each.text().substring(each.text().indexOf('=') + 1));
            } else {
                terms.add(here(each, term.inside().get().at()));
            }
        }
    }

    /// A term that says "this domain" by saying nothing names its domain once it stands elsewhere.
    private static String here(TermReach term, DomainName at) {
        String text = term.text();
        String bare = text.startsWith("+") ? text.substring(1) : text;
        for (String name : List.of("a", "mx", "ptr")) {
            if (bare.equalsIgnoreCase(name)) {
                return bare + ":" + at;
            }
            if (bare.regionMatches(true, 0, name + "/", 0, name.length() + 1)) {
                return bare.substring(0, name.length()) + ":" + at + bare.substring(name.length());
            }
        }
        return text;
    }

    private static List<String> unique(List<String> terms) {
        List<String> kept = new ArrayList<>();
        for (String term : terms) {
            if (!kept.contains(term)) {
                kept.add(term);
            }
        }
        return kept;
    }

    private static List<String> overflow(
            DomainName at, List<String> listed, int count, ReachReader reader, List<RecordEdit> also) {
        List<String> names = new ArrayList<>();
        int next = 0;
        for (int i = 1; i <= count && next < listed.size(); i++) {
            Optional<DomainName> name = DomainName.parse("_spf" + i + "." + at);
            if (name.isEmpty()) {
                return List.of();
            }
            List<String> terms = new ArrayList<>();
            int length = "v=spf1 -all".length();
            while (next < listed.size() && length + 1 + listed.get(next).length() <= OVERFLOW_BYTES) {
                length += 1 + listed.get(next).length();
                terms.add(listed.get(next++));
            }
            terms.add("-all");
            also.add(new RecordEdit(
                    name.get(),
                    reader.records(name.get()),
                    List.of(new RecordText(terms).toString()),
                    reader.ttl(name.get())));
            names.add("include:" + name.get());
        }
        return next < listed.size() ? List.of() : names;
    }

    private static Mending.Candidate candidate(
            Mending mending,
            SoundRecord sound,
            ReachReader reader,
            RecordText text,
            List<RecordEdit> also,
            List<String> words,
            List<String> flattened) {
        List<String> notes = new ArrayList<>(RepairRecord.notes(sound));
        if (!flattened.isEmpty()) {
            notes.add("Copied from the DNS of today: " + String.join(", ", flattened)
                    + ". Whoever keeps those names may change them on any day; look again every week, or ask whether the"
                    + " service offers a return-path of its own, which needs no include here.");
        }
        return new Mending.Candidate(
                mending.edit(sound.was(), text.toString(), reader),
                also,
                "Lowers the lookups: " + String.join("; ", words) + ".",
                notes);
    }
}
