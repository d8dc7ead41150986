package org.whybounce.fix.plan;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.Resolver;
import org.whybounce.fix.Basis;
import org.whybounce.fix.Fix;
import org.whybounce.fix.HandOver;
import org.whybounce.fix.Letter;
import org.whybounce.fix.Proof;
import org.whybounce.fix.RecordEdit;
import org.whybounce.fix.plan.Prover.Outcome;
import org.whybounce.fix.reach.ReachReader;
import org.whybounce.fix.reach.SoundRecord;
import org.whybounce.net.AddressRanges;
import org.whybounce.spf.SpfLimits;
import org.whybounce.spf.SpfQuestion;

/// What every way of mending has to hand.
///
/// @param resolver the DNS as it is
/// @param at       the name whose record is to change: the one that was evaluated
/// @param failing  the case that has to pass, if there is one
/// @param from     the domain of the visible From, if it is known: the proof tells what DMARC makes of it
public record Mending(Resolver resolver, DomainName at, Optional<SpfQuestion> failing, Optional<DomainName> from) {
    public Mending(Resolver resolver, DomainName at, Optional<SpfQuestion> failing) {
        this(resolver, at, failing, Optional.empty());
    }

    /// Candidates that are tried at most: each costs an evaluation of the whole tree.
    private static final int MOST_TRIED = 60;

    /// Every answer is kept: many candidates are tried over the same tree, and each question is asked once.
    public Mending {
        resolver = resolver instanceof Kept ? resolver : new Kept(resolver, new ConcurrentHashMap<>());
    }

    private record Kept(Resolver beneath, Map<Question, Answer> answers) implements Resolver {
        @Override
        public Answer ask(Question question) {
            return answers.computeIfAbsent(question, beneath::ask);
        }

        @Override
        public boolean waits() {
            return beneath.waits();
        }
    }

    /// A reader of the DNS as it is.
    public ReachReader reader() {
        return new ReachReader(resolver);
    }

    /// A record to try, with what it does in words.
    ///
    /// @param mayPass the addresses that may pass newly: those that were asked for
    /// @param text    what it does and why, one or two sentences
    /// @param notes   what to know before publishing
    /// @param basis   what it has to keep
    public record Candidate(
            RecordEdit edit,
            List<RecordEdit> also,
            AddressRanges mayPass,
            String text,
            List<String> notes,
            Basis basis) {}

    /// The first candidate that can be proven and whose void lookups are few however a receiver counts them; else the
    /// first that can be proven; else why each could not.
    public Attempt first(List<Candidate> candidates) {
        return first(candidates.stream());
    }

    /// The same of candidates that are made when their turn comes: the first is nearly always proven, and each costs
    /// a reading of the tree.
    Attempt first(Stream<Candidate> candidates) {
        List<String> reasons = new ArrayList<>();
        Prover prover = new Prover(resolver, from);
        Iterator<Candidate> untried = candidates.distinct().limit(MOST_TRIED).iterator();
        List<Candidate> tried = new ArrayList<>();
        Optional<Fix.Publish> proven = Optional.empty();
        int since = 0;
        for (Prover.Families families : Prover.Families.values()) {
            for (int i = 0; i < tried.size() || untried.hasNext(); i++) {
                if (proven.isPresent() && (since++ >= MOST_MORE || families == Prover.Families.AS_BEFORE)) {
                    break;
                }
                if (i == tried.size()) {
                    tried.add(untried.next());
                }
                Candidate candidate = tried.get(i);
                switch (prover.prove(
                        failing,
                        candidate.edit(),
                        candidate.also(),
                        candidate.mayPass(),
                        families,
                        candidate.basis())) {
                    case Outcome.Proven(Proof proof) -> {
                        int voids =
                                Math.max(proof.facts().voids4(), proof.facts().voids6());
                        boolean few = voids <= SpfLimits.RFC7208.voids();
                        if (proven.isEmpty() || few) {
                            proven = Optional.of(publish(candidate, proof, families));
                        }
                        if (few) {
                            return new Attempt(proven, Optional.empty(), reasons);
                        }
                    }
                    case Outcome.Refused(List<String> because) -> reasons.addAll(because);
                }
            }
        }
        return new Attempt(proven, Optional.empty(), proven.isPresent() ? reasons : reasons(reasons));
    }

    /// Candidates that are tried for fewer void lookups after one was proven: each costs an evaluation.
    private static final int MOST_MORE = 12;

    private Fix.Publish publish(Candidate candidate, Proof proof, Prover.Families families) {
        List<String> notes = new ArrayList<>(candidate.notes());
        notes.addAll(size(candidate.edit(), proof.facts()));
        if (proof.facts().lookupsBefore() > SpfLimits.RFC7208.lookups()
                && proof.facts().lookupsWorst() > ROOMY) {
            notes.add("It ends at " + proof.facts().lookupsWorst() + " of " + SpfLimits.RFC7208.lookups()
                    + " lookups, which leaves little room: fewer would mean more addresses copied from services, which"
                    + " may change on any day.");
        }
        if (families == Prover.Families.AS_BEFORE) {
            notes.add("For IPv6 clients the record is a permerror as before: too many of its names have"
                    + " IPv4 addresses only, and lookups that find nothing are counted.");
        }
        return new Fix.Publish(
                candidate.edit(), candidate.also(), proof, candidate.text(), notes, forms(candidate), Optional.empty());
    }

    /// Lookups up to which a record has room for a service more, or for one that needs a lookup more some day.
    private static final int ROOMY = 8;

    /// The reasons of all candidates, each once, and not more of them than a person reads.
    private static List<String> reasons(List<String> all) {
        List<String> distinct = all.stream()
                .filter(each -> !each.equals(Prover.SAME))
                .distinct()
                .toList();
        if (distinct.isEmpty()) {
            return List.of("nothing that could be left out or written otherwise would mend it");
        }
        return distinct.size() <= MOST_REASONS ? distinct : distinct.subList(0, MOST_REASONS);
    }

    private static final int MOST_REASONS = 3;

    private List<HandOver> forms(Candidate candidate) {
        return Stream.concat(candidate.also().stream(), Stream.of(candidate.edit()))
                .map(edit -> HandOver.of(edit, resolver))
                .toList();
    }

    /// What to say of the size: of the record itself, else of the answer that carries the name's other texts too.
    private static List<String> size(RecordEdit edit, Proof.Facts facts) {
        if (edit.bytes() > Prover.COMFORTABLE_BYTES) {
            return List.of("The record takes " + edit.bytes() + " bytes; above " + Prover.COMFORTABLE_BYTES
                    + " an answer may not fit a datagram (RFC 7208, section 3.4).");
        }
        return facts.answerBytes() > LARGEST_ANSWER
                ? List.of("With the other TXT records of " + edit.at() + " an answer takes " + facts.answerBytes()
                        + " bytes; above " + LARGEST_ANSWER + " it needs EDNS or TCP, which most but not all receivers"
                        + " have.")
                : List.of();
    }

    /// RFC 1035, section 4.2.1: a larger answer does not fit into a plain datagram.
    private static final int LARGEST_ANSWER = 512;

    /// What can be proven for each of the ways in which the records may have been meant: the record where there is one
    /// way, a question where there are several.
    public Attempt forEach(List<SoundRecord> ways, Function<SoundRecord, Attempt> work) {
        if (ways.size() == 1 && ways.getFirst().onlyIf().isEmpty()) {
            return work.apply(ways.getFirst());
        }
        List<Fix.Alternative> alternatives = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (SoundRecord way : ways) {
            Attempt attempt = work.apply(way);
            attempt.fix()
                    .filter(fix -> alternatives.stream()
                            .noneMatch(each -> each.fix().edit().equals(fix.edit())))
                    .ifPresent(fix -> alternatives.add(new Fix.Alternative(String.join(" and ", way.onlyIf()), fix)));
            refused.addAll(attempt.refused());
        }
        if (alternatives.isEmpty()) {
            return new Attempt(Optional.empty(), Optional.empty(), reasons(refused));
        }
        return new Attempt(
                Optional.empty(),
                Optional.of(new Fix.Ask(
                        ways.stream().anyMatch(way -> way.text().equals(String.join("", way.was())))
                                ? "What is to change at " + at + " depends on what only the record's keeper can say."
                                : "The record of " + at + " can be read in more than one way, and only its keeper can"
                                        + " say which was meant.",
                        alternatives)),
                refused);
    }

    /// What came of the candidates.
    ///
    /// @param fix     the record that was proven
    /// @param ask     the question, where what was meant has to be said first
    /// @param refused why the candidates before were refused, or all of them
    public record Attempt(Optional<Fix.Publish> fix, Optional<Fix.Ask> ask, List<String> refused) {
        public Attempt {
            refused = List.copyOf(refused);
        }

        static Attempt refused(String because) {
            return new Attempt(Optional.empty(), Optional.empty(), List.of(because));
        }

        /// Whether something can be proposed.
        public boolean found() {
            return fix.isPresent() || ask.isPresent();
        }

        /// The same, for use only where something holds that nobody can tell from here.
        public Attempt onlyIf(Fix.Condition condition) {
            return new Attempt(
                    fix.map(each -> each.onlyIf(condition)), ask.map(each -> each.onlyIf(condition)), refused);
        }

        /// The same, with one more thing to know before publishing.
        /// The same without notes that another fix beside it bears already.
        public Attempt without(List<String> notes) {
            return new Attempt(fix.map(each -> each.without(notes)), ask, refused);
        }

        public Attempt noting(String note) {
            return new Attempt(fix.map(each -> each.noting(note)), ask.map(each -> each.noting(note)), refused);
        }

        /// The record if it could be proven; else its owner is told in words what to change.
        public Fix orTell(DomainName at, String what) {
            return fix.<Fix>map(each -> each)
                    .or(() -> ask)
                    .orElseGet(() -> new Fix.Tell(
                            Fix.Whom.SENDER_DNS,
                            what + " No record is printed, since none could be proven: " + String.join("; ", refused)
                                    + ".",
                            Letter.of(
                                    "SPF record of " + at,
                                    what,
                                    "A change could not be proven from here: " + String.join("; ", refused) + ".",
                                    "Run ‘whybounce spf fix " + at
                                            + "’ where the DNS answers to have the record made and proven.")));
        }
    }

    public RecordEdit edit(List<String> was, String becomes, ReachReader reader) {
        return new RecordEdit(at, was, List.of(becomes), reader.ttl(at));
    }
}
