package org.whybounce.fix.plan;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.fix.RecordEdit;
import org.whybounce.fix.plan.LookupPlan.Kind;
import org.whybounce.fix.plan.LookupPlan.Way;
import org.whybounce.fix.reach.ReachReader;
import org.whybounce.fix.reach.RecordReach;
import org.whybounce.fix.reach.SoundRecord;
import org.whybounce.fix.reach.TermReach;
import org.whybounce.fix.term.RecordText;
import org.whybounce.net.AddressRanges;
import org.whybounce.net.IpPrefix;

/// Writes a record anew by the ways that a plan chose for its terms.
///
/// @param words   what was changed before
/// @param mayPass what may pass newly
record Rewriting(
        Mending mending,
        SoundRecord sound,
        ReachReader reader,
        RecordReach reach,
        List<String> words,
        AddressRanges mayPass) {
    /// More terms than this are no record that anybody can publish.
    private static final int MOST_TERMS = 1_000;

    /// A candidate, and by how much it is too long for one answer.
    ///
    /// @param excess a price that lies above all others where the record is long and need not be
    record Written(Mending.Candidate candidate, long excess) {}

    private static final long LONG_PRICE = 10_000_000;

    /// @param overflows records of their own into which the addresses go; 0 for none
    /// @param size      bytes that one of those may take, its name counted
    Optional<Written> written(List<Way> chosen, int overflows, int size) {
        IdentityHashMap<TermReach, Way> ways = new IdentityHashMap<>();
        List<TermReach> costly = LookupWays.costly(reach);
        for (int i = 0; i < costly.size(); i++) {
            ways.put(costly.get(i), chosen.get(i));
        }
        Page page = new Page(mending.at(), ordered(ways), new ArrayList<>(words));
        // Redirect decides last wherever it stands (RFC 7208, section 6.1), so what takes its place stands last too.
        reach.terms().stream()
                .filter(term -> !ways.containsKey(term) || !term.isRedirect())
                .forEach(term -> page.write(term, ways.get(term), reach, true));
        costly.stream().filter(TermReach::isRedirect).forEach(term -> page.write(term, ways.get(term), reach, true));
        if (page.ranges > MOST_TERMS) {
            return Optional.empty();
        }
        List<String> listed = page.addresses();
        List<RecordEdit> also = new ArrayList<>();
        if (overflows > 0) {
            int kept = new RecordText(page.terms).toString().length()
                    + mending.at().toString().length();
            Optional<Overflow> overflow = page.ordered
                    ? Optional.empty()
                    : Overflow.of(
                            mending.at(),
                            listed,
                            new Overflow.Room(overflows, size, Prover.COMFORTABLE_BYTES - kept),
                            reader);
            if (overflow.isEmpty()) {
                return Optional.empty();
            }
            listed = overflow.get().terms();
            also.addAll(overflow.get().edits());
            page.moved = also.size();
        }
        page.terms.addAll(Math.min(Math.max(page.place, 0), page.terms.size()), listed);
        RecordText text = new RecordText(new ArrayList<>(new LinkedHashSet<>(page.terms)));
        if (text.terms().size() > MOST_TERMS) {
            return Optional.empty();
        }
        int length = text.toString().length();
        int room = Math.max(Prover.COMFORTABLE_BYTES, sound.text().length());
        return Optional.of(new Written(
                new Mending.Candidate(
                        mending.edit(sound.was(), text.toString(), reader),
                        also,
                        mayPass,
                        LowerLookups.text(page.words()),
                        notes(page, also),
                        sound.basis()),
                length > room || size > Prover.COMFORTABLE_BYTES ? LONG_PRICE + length : 0));
    }

    /// Whether a term excludes somebody, so that what stands before it must not come to stand behind it.
    /// Where a redirect is opened its target's terms are the record's own (RFC 7208, section 6.1).
    private boolean ordered(Map<TermReach, Way> ways) {
        for (Optional<RecordReach> next = Optional.of(reach); next.isPresent(); ) {
            List<TermReach> reached = next.get().reached();
            if (reached.stream().anyMatch(term -> !term.isAll() && !term.isRedirect() && !term.isPass())) {
                return true;
            }
            next = reached.stream()
                    .filter(TermReach::isRedirect)
                    .filter(term -> !ways.containsKey(term) || ways.get(term).kind() == Kind.OPEN)
                    .findFirst()
                    .flatMap(TermReach::inside);
        }
        return false;
    }

    private List<String> notes(Page page, List<RecordEdit> also) {
        List<String> notes = new ArrayList<>(RepairRecord.notes(sound));
        if (!page.copiedOwn.isEmpty()) {
            notes.add("Copied from names of your own: " + named(page.copiedOwn)
                    + ". When their addresses change, change the record too.");
        }
        if (!page.copied.isEmpty()) {
            notes.add("Copied from the DNS of today: " + named(page.copied)
                    + ". Whoever keeps those names may change them on any day; look again every week, or ask whether"
                    + " the service offers a return-path of its own, which needs no include here.");
        }
        if (also.stream().anyMatch(each -> each.bytes() > Prover.COMFORTABLE_BYTES)) {
            notes.add(
                    "The records of their own are larger than one plain datagram holds: answers need EDNS or TCP, which"
                            + " most but not all receivers have.");
        }
        return notes;
    }

    /// Some of the terms by name, the others by number.
    static String named(List<String> terms) {
        int shown = terms.size() <= MOST_NAMED + 1 ? terms.size() : MOST_NAMED;
        String names = terms.stream().limit(shown).map(term -> "‘" + term + "’").collect(Collectors.joining(", "));
        return shown == terms.size() ? names : names + " and " + (terms.size() - shown) + " more";
    }

    private static final int MOST_NAMED = 4;

    /// The record as it is being written.
    private static final class Page {
        final boolean ordered;
        private final List<String> before;
        private final List<String> opened = new ArrayList<>();
        private final List<String> written = new ArrayList<>();
        private final Map<String, List<String>> dropped = new LinkedHashMap<>();
        int moved;
        int ranges;
        final List<String> terms = new ArrayList<>();
        final List<String> copied = new ArrayList<>();
        final List<String> copiedOwn = new ArrayList<>();
        private final DomainName organisation;
        private final List<AddressRanges> flattened = new ArrayList<>();
        int place = -1;

        Page(DomainName at, boolean ordered, List<String> words) {
            this.organisation = PublicSuffixes.registrable(at).orElse(at);
            this.ordered = ordered;
            this.before = words;
        }

        void write(TermReach term, @Nullable Way way, RecordReach record, boolean top) {
            switch (way == null ? Kind.KEEP : way.kind()) {
                case KEEP -> terms.add(top ? term.text() : term.elsewhere(record.at()));
                case DROP ->
                    dropped.computeIfAbsent(why(term), why -> new ArrayList<>()).add(term.text());
                case OPEN -> {
                    opened.add(term.text());
                    copy(term, record.at());
                    open(term, way == null ? List.of() : way.inner());
                }
                case FLATTEN -> {
                    written.add(term.text());
                    copy(term, record.at());
                    flatten(term);
                }
            }
        }

        /// What was changed, one sentence for each kind of change.
        List<String> words() {
            List<String> words = new ArrayList<>(before);
            dropped.forEach((why, those) -> words.add(named(those) + " left out: " + why));
            if (!opened.isEmpty()) {
                words.add(named(opened) + " replaced by what stands there");
            }
            if (!written.isEmpty()) {
                words.add(named(written) + " replaced by the addresses");
            }
            if (moved > 0) {
                words.add("addresses that have no room stand in "
                        + (moved == 1 ? "a record of their own" : moved + " records of their own"));
            }
            return words;
        }

        private void copy(TermReach term, DomainName at) {
            boolean own = term.keeper(at)
                    .filter(keeper -> keeper.isAtOrBelow(organisation))
                    .isPresent();
            (own ? copiedOwn : copied).add(term.text());
        }

        private void open(TermReach term, List<Way> inner) {
            RecordReach inside = term.inside().orElseThrow();
            IdentityHashMap<TermReach, Way> ways = new IdentityHashMap<>();
            List<TermReach> costly = LookupWays.costly(inside);
            for (int i = 0; i < Math.min(costly.size(), inner.size()); i++) {
                ways.put(costly.get(i), inner.get(i));
            }
            for (TermReach each : inside.reached()) {
                if (!each.isAll() || term.isRedirect()) {
                    Way way = ways.get(each);
                    boolean kept = way == null || way.kind() == Kind.KEEP;
                    if (kept && each.isRedirect() && !term.isRedirect()) {
                        terms.add("include:" + each.text().substring(each.text().indexOf('=') + 1));
                    } else {
                        write(each, way, inside, false);
                    }
                }
            }
        }

        private void flatten(TermReach term) {
            ranges += term.matches().ranges().size();
            if (ranges > MOST_TERMS) {
                return;
            }
            if (ordered) {
                String sign = term.isPass() || term.isRedirect()
                        ? ""
                        : String.valueOf(term.qualifier().orElseThrow().sign());
                listing(term.matches()).forEach(each -> terms.add(sign + each));
            } else {
                place = place < 0 ? terms.size() : place;
                flattened.add(term.matches());
            }
            if (term.isRedirect()) {
                term.inside().ifPresent(inside -> terms.add(inside.unlisted().sign() + "all"));
            }
        }

        /// The addresses that are to stand together.
        List<String> addresses() {
            List<String> listed = new ArrayList<>(listing(AddressRanges.unionOf(flattened)));
            listed.removeAll(new LinkedHashSet<>(terms));
            return listed;
        }

        private static List<String> listing(AddressRanges ranges) {
            return ranges.prefixes().stream().map(Page::term).toList();
        }

        private static String term(IpPrefix prefix) {
            return (prefix.v4() ? "ip4:" : "ip6:") + prefix;
        }

        private static String why(TermReach term) {
            return switch (term.state()) {
                case VOID -> "no address stands there";
                case DEAD -> "no SPF record stands there";
                case LOOP -> "that leads back to where it came from";
                case LIVE, BROKEN, OPAQUE, UNKNOWN, NONE -> "other terms list all of the addresses";
            };
        }
    }
}
