package org.whybounce.fix.reach;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.whybounce.net.AddressRanges;
import org.whybounce.spf.record.Qualifier;

/// The terms of a record that depend on the message (macros, `exists`, `ptr`), in the order in which an evaluation
/// comes to them. Terms decide in order (RFC 7208, section 4.6.2), so what such a term does rests on two things beside
/// itself: which addresses are decided before it is reached, and which other such terms stand before it.
public final class MessageTerms {
    /// A record that can be evaluated holds ten of them (RFC 7208, section 4.6.4); with more than this, comparing
    /// would take time that grows with the square of a hostile record.
    private static final int MOST = 100;

    /// @param result  what comes of a client that it matches
    /// @param meaning what it says, with the qualifiers on the way to it
    /// @param decided by result, the addresses that are decided before it is reached
    private record Place(Qualifier result, String meaning, Map<Qualifier, AddressRanges> decided) {
        AddressRanges decided(Qualifier by) {
            return decided.getOrDefault(by, AddressRanges.NONE);
        }
    }

    private final Map<String, Place> places;
    private final boolean whole;

    private MessageTerms(Map<String, Place> places, boolean whole) {
        this.places = places;
        this.whole = whole;
    }

    public static MessageTerms of(RecordReach record) {
        Map<String, Place> places = new LinkedHashMap<>();
        List<TermReach> before = new ArrayList<>();
        for (Optional<RecordReach> next = Optional.of(record); next.isPresent(); ) {
            RecordReach here = next.get();
            next = Optional.empty();
            for (TermReach term : here.reached()) {
                if (term.isRedirect()) {
                    next = term.inside();
                    continue;
                }
                Qualifier result = term.qualifier().orElse(Qualifier.NEUTRAL);
                for (String meaning : meanings(term, here)) {
                    if (places.size() >= MOST) {
                        return new MessageTerms(places, false);
                    }
                    places.computeIfAbsent(result.sign() + meaning, key -> new Place(result, key, decided(before)));
                }
                before.add(term);
            }
        }
        return new MessageTerms(places, true);
    }

    private static List<String> meanings(TermReach term, RecordReach here) {
        if (term.state() == TermReach.State.OPAQUE) {
            String meaning = term.meaning(here.at());
            return List.of("-~?".indexOf(meaning.charAt(0)) < 0 ? meaning : meaning.substring(1));
        }
        return term.inside().map(RecordReach::opaque).orElse(List.of());
    }

    private static Map<Qualifier, AddressRanges> decided(List<TermReach> before) {
        AddressRanges rest = AddressRanges.EVERYTHING.minus(
                AddressRanges.unionOf(before.stream().map(TermReach::matches).toList()));
        ByResult results = ByResult.of(before);
        Map<Qualifier, AddressRanges> decided = new EnumMap<>(Qualifier.class);
        for (Qualifier qualifier : Qualifier.values()) {
            decided.put(qualifier, results.of(qualifier).minus(rest));
        }
        return decided;
    }

    /// The first difference by which another result may come of somebody, in words; empty where there is none.
    ///
    /// @param mayPass addresses that are not compared
    public Optional<String> changedIn(MessageTerms other, AddressRanges mayPass) {
        if (!whole || !other.whole) {
            return Optional.of("more than " + MOST + " of its parts depend on the message");
        }
        for (Place place : places.values()) {
            Place there = other.places.get(place.meaning);
            if (there == null) {
                return Optional.of("‘" + place.meaning + "’ depends on the message and would be lost");
            }
            if (!sameDecided(place, there, mayPass) || !earlier(place, places).equals(earlier(place, other.places))) {
                return Optional.of(
                        "‘" + place.meaning + "’ depends on the message, and others than now would come so far");
            }
        }
        return Optional.empty();
    }

    /// Whoever is decided as this term decides may come before it or behind it: the result is the same.
    private static boolean sameDecided(Place one, Place other, AddressRanges mayPass) {
        for (Qualifier qualifier : Qualifier.values()) {
            if (qualifier != one.result
                    && !one.decided(qualifier)
                            .minus(mayPass)
                            .equals(other.decided(qualifier).minus(mayPass))) {
                return false;
            }
        }
        return true;
    }

    /// The terms of this record with another result that stand before a place.
    private Set<String> earlier(Place place, Map<String, Place> in) {
        Set<String> earlier = new LinkedHashSet<>();
        for (Place each : in.values()) {
            if (each.meaning.equals(place.meaning)) {
                break;
            }
            if (each.result != place.result && places.containsKey(each.meaning)) {
                earlier.add(each.meaning);
            }
        }
        return earlier;
    }
}
