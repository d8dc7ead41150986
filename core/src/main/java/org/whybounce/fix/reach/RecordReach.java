package org.whybounce.fix.reach;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.net.AddressRanges;
import org.whybounce.spf.record.Qualifier;

/// One SPF record with everything below it: what it authorises, if nobody counted lookups, and what it costs.
///
/// @param at     where it stands
/// @param text   the record
/// @param broken whether the grammar refuses it; the terms are those that can be read or repaired then
/// @param terms  in the order of the text, what stands behind `all` included
/// @param results what comes of every address; what depends on the message is not in it
/// @param listed  the addresses that some term matches before `all`, whatever comes of them
/// @param opaque  the terms here and below that depend on the message, as they are written
/// @param unknown a term here or below whose questions the DNS did not answer
/// @param loops   whether something below leads back to where it was reached from
/// @param hosts   whether something here or below names hosts, whose addresses of one family may be missing
/// @param fatal   whether something here or below is a permerror for whoever gets so far: no record, several, a
///                broken one, a loop
public record RecordReach(
        DomainName at,
        String text,
        boolean broken,
        List<TermReach> terms,
        ByResult results,
        AddressRanges listed,
        List<String> opaque,
        Optional<String> unknown,
        boolean loops,
        boolean hosts,
        boolean fatal) {
    public RecordReach {
        terms = List.copyOf(terms);
        opaque = List.copyOf(opaque);
    }

    // The three facts about what lies below are worked out once, when the record is read: one branch may be named many
    // times, and walking it anew for each name could take exponential time.
    static RecordReach of(DomainName at, String text, boolean broken, List<TermReach> terms) {
        RecordReach bare = new RecordReach(
                at,
                text,
                broken,
                terms,
                ByResult.NEUTRAL,
                AddressRanges.NONE,
                List.of(),
                Optional.empty(),
                false,
                false,
                false);
        List<TermReach> reached = bare.reached();
        List<AddressRanges> listed = new ArrayList<>();
        for (TermReach term : reached) {
            if (!term.isAll()) {
                listed.add(
                        term.isRedirect()
                                ? term.inside().map(RecordReach::listed).orElse(AddressRanges.NONE)
                                : term.matches());
            }
        }
        List<String> opaque = new ArrayList<>();
        Optional<String> unknown = Optional.empty();
        boolean loops = false;
        boolean hosts = false;
        boolean fatal = false;
        for (TermReach term : reached) {
            hosts |= term.isHosts() || term.inside().filter(RecordReach::hosts).isPresent();
            switch (term.state()) {
                case OPAQUE -> opaque.add(term.meaning(at));
                case UNKNOWN -> unknown = unknown.or(() -> Optional.of(term.text()));
                case LOOP -> {
                    loops = true;
                    fatal = true;
                }
                case DEAD, BROKEN -> fatal = true;
                case LIVE, VOID, NONE -> {}
            }
            if (term.inside().isPresent()) {
                RecordReach inside = term.inside().get();
                opaque.addAll(inside.opaque());
                unknown = unknown.or(inside::unknown);
                loops |= inside.loops();
                fatal |= inside.fatal();
            }
        }
        return new RecordReach(
                at,
                text,
                broken,
                terms,
                ByResult.of(reached),
                AddressRanges.unionOf(listed),
                opaque.stream().distinct().toList(),
                unknown,
                loops,
                hosts,
                fatal);
    }

    /// The addresses that pass.
    public AddressRanges passes() {
        return results.pass();
    }

    /// The terms that evaluation can reach: up to `all`, and the redirect if there is no `all` (RFC 7208, section
    /// 5.1).
    public List<TermReach> reached() {
        List<TermReach> reached = new ArrayList<>();
        boolean ended = false;
        for (TermReach term : terms) {
            if (!term.isModifier() && !ended) {
                reached.add(term);
                ended = term.isAll();
            }
        }
        if (!ended) {
            terms.stream().filter(TermReach::isRedirect).findFirst().ifPresent(reached::add);
        }
        return reached;
    }

    /// Terms with a lookup that a client which matches nothing makes the receiver go through.
    public int lookups() {
        return Math.min(
                ReachReader.MOST_COUNTED,
                reached().stream().mapToInt(TermReach::lookups).sum());
    }

    /// A name below whose record is broken, or which has several; empty where there is none.
    public Optional<DomainName> damaged() {
        return reached().stream().flatMap(term -> term.damaged().stream()).findFirst();
    }

    public int voids() {
        return Math.min(
                ReachReader.MOST_COUNTED,
                reached().stream().mapToInt(TermReach::voids).sum());
    }

    /// What becomes of an address that nothing lists: the qualifier of `all`, here or where redirect leads.
    /// Neutral if there is neither (RFC 7208, section 4.7).
    public Qualifier unlisted() {
        for (TermReach term : reached()) {
            if (term.isAll()) {
                return term.qualifier().orElse(Qualifier.NEUTRAL);
            }
            if (term.isRedirect()) {
                return term.inside().map(RecordReach::unlisted).orElse(Qualifier.NEUTRAL);
            }
        }
        return Qualifier.NEUTRAL;
    }

    /// Whether the record says itself what becomes of unlisted addresses.
    public boolean hasEnd() {
        return reached().stream().anyMatch(term -> term.isAll() || term.isRedirect());
    }
}
