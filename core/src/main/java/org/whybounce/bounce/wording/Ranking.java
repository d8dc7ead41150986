package org.whybounce.bounce.wording;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Outvoted;
import org.whybounce.bounce.Reading;
import org.whybounce.bounce.phrase.Precedence;

/// The count of the votes, by the table of [Witness]: the surer before the less sure, then by rank, then as each
/// witness has them; among hints the narrower before the wider. Each meaning stands once. Whatever does not
/// stand is kept with why.
///
/// @param standing the readings, the one that counts first
record Ranking(List<Reading> standing, List<Outvoted> outvoted) {
    private record Counted(Witness witness, Reading reading) {
        boolean sure() {
            return reading.strength() != Reading.Strength.HINT;
        }
    }

    private static final Comparator<Counted> ORDER = Comparator.<Counted, Reading.Strength>comparing(
                    one -> one.reading().strength(), Comparator.reverseOrder())
            .thenComparingInt(one -> one.sure()
                    ? one.witness().rank()
                    : Precedence.of(one.reading().meaning()));

    static Ranking of(Function<Witness, List<Vote>> votes) {
        List<Counted> counted = new ArrayList<>();
        List<Outvoted> lost = new ArrayList<>();
        List<Vote.Sharper> sharper = new ArrayList<>();
        List<Vote.Against> excluding = new ArrayList<>();
        for (Witness witness : Witness.values()) {
            boolean heard = heard(witness, counted);
            for (Vote vote : votes.apply(witness)) {
                switch (vote) {
                    case Vote.For(Reading reading) -> {
                        if (heard) {
                            counted.add(new Counted(witness, reading));
                        } else {
                            lost.add(new Outvoted(reading, witness.hearing().otherwise(), false));
                        }
                    }
                    case Vote.Against against -> {
                        if (against.excluded()) {
                            excluding.add(against);
                        } else {
                            weaken(against, counted);
                        }
                    }
                    case Vote.Sharper one -> sharper.add(one);
                }
            }
        }
        reasonless(counted, lost);
        counted.sort(ORDER);
        once(counted, lost);
        sharper.forEach(one -> sharpen(one, counted, lost));
        excluding.forEach(one -> exclude(one, counted, lost));
        return new Ranking(counted.stream().map(Counted::reading).toList(), List.copyOf(lost));
    }

    private static boolean heard(Witness witness, List<Counted> others) {
        return switch (witness.hearing()) {
            case ALWAYS -> true;
            case UNLESS_SAID -> others.stream().noneMatch(one -> one.reading().strength() == Reading.Strength.SAID);
            case UNLESS_TOLD ->
                others.stream().noneMatch(one -> one.sure() && one.reading().meaning() != Meaning.POLICY_UNSPECIFIED);
            case UNLESS_ANY -> others.isEmpty();
        };
    }

    private static void weaken(Vote.Against against, List<Counted> counted) {
        counted.replaceAll(one -> {
            Reading weak = one.reading();
            return !against.about().test(weak.meaning())
                    ? one
                    : new Counted(
                            one.witness(),
                            new Reading(
                                    weak.meaning(),
                                    Reading.Strength.HINT,
                                    weak.reason() + ", " + against.because(),
                                    weak.phrase(),
                                    weak.span()));
        });
    }

    private static void exclude(Vote.Against against, List<Counted> counted, List<Outvoted> lost) {
        counted.removeIf(one -> {
            boolean excluded = against.about().test(one.reading().meaning());
            if (excluded) {
                lost.add(new Outvoted(one.reading(), against.because(), true));
            }
            return excluded;
        });
    }

    /// The first of each meaning; the others say the same.
    private static void once(List<Counted> counted, List<Outvoted> lost) {
        List<Meaning> told = new ArrayList<>();
        for (int i = 0; i < counted.size(); i++) {
            Reading reading = counted.get(i).reading();
            if (told.contains(reading.meaning())) {
                lost.add(new Outvoted(reading, "it says the same", true));
                counted.remove(i--);
            } else {
                told.add(reading.meaning());
            }
        }
    }

    private static void sharpen(Vote.Sharper vote, List<Counted> counted, List<Outvoted> lost) {
        int at = -1;
        for (int i = 0; i < counted.size() && at < 0; i++) {
            at = vote.general().test(counted.get(i).reading()) ? i : -1;
        }
        if (at < 0 || vote.leads() && (at > 0 || counted.getFirst().reading().strength() == Reading.Strength.SAID)) {
            return;
        }
        Counted general = counted.get(at);
        boolean hint = !general.sure();
        Reading exact = vote.exact();
        if (vote.inPlace()) {
            exact = new Reading(
                    exact.meaning(),
                    hint ? Reading.Strength.LIKELY : general.reading().strength(),
                    general.reading().reason(),
                    general.reading().phrase(),
                    general.reading().span());
            lost.add(new Outvoted(general.reading(), "the same is told more exactly", true));
            counted.remove(at);
        }
        Meaning meaning = exact.meaning();
        for (int i = counted.size(); i > 0; i--) {
            if (counted.get(i - 1).reading().meaning() == meaning) {
                counted.remove(i - 1);
                at -= i - 1 < at ? 1 : 0;
            }
        }
        if (vote.inPlace() && hint) {
            at = 0;
            while (at < counted.size() && counted.get(at).reading().strength() == Reading.Strength.SAID) {
                at++;
            }
        }
        counted.add(at, new Counted(vote.inPlace() ? general.witness() : Witness.SHARPER, exact));
    }

    /// "Access denied" gives no reason; beside plain words that give one it says nothing.
    private static void reasonless(List<Counted> counted, List<Outvoted> lost) {
        boolean plain = counted.stream().anyMatch(one -> one.witness() == Witness.PLAIN_WORDS);
        counted.removeIf(one -> {
            boolean idle = plain && one.reading().meaning() == Meaning.POLICY_UNSPECIFIED;
            if (idle) {
                lost.add(new Outvoted(one.reading(), "it gives no reason, and other words give one", true));
            }
            return idle;
        });
    }
}
