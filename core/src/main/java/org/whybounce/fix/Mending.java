package org.whybounce.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.Resolver;
import org.whybounce.fix.Prover.Outcome;
import org.whybounce.spf.SpfQuestion;

/// What every way of mending has to hand.
///
/// @param resolver the DNS as it is
/// @param at       the name whose record is to change: the one that was evaluated
/// @param failing  the case that has to pass, if there is one
public record Mending(Resolver resolver, DomainName at, Optional<SpfQuestion> failing) {
    /// Every answer is kept: many candidates are tried over the same tree, and each question is asked once.
    public Mending {
        resolver = resolver instanceof Kept ? resolver : new Kept(resolver, new ConcurrentHashMap<>());
    }

    private record Kept(Resolver beneath, Map<Question, Answer> answers) implements Resolver {
        @Override
        public Answer ask(Question question) {
            return answers.computeIfAbsent(question, beneath::ask);
        }
    }

    /// A reader of the DNS as it is.
    public ReachReader reader() {
        return new ReachReader(resolver);
    }

    /// A record to try, with what it does in words.
    ///
    /// @param text what it does and why, one or two sentences
    record Candidate(RecordEdit edit, List<RecordEdit> also, String text, List<String> notes) {}

    /// The first candidate that can be proven; else why each could not.
    Attempt first(List<Candidate> candidates) {
        List<String> reasons = new ArrayList<>();
        for (boolean strict : List.of(true, false)) {
            for (Candidate candidate : candidates) {
                switch (new Prover(resolver, strict).prove(failing, candidate.edit(), candidate.also())) {
                    case Outcome.Proven(Proof proof) -> {
                        List<String> notes = new ArrayList<>(candidate.notes());
                        notes.addAll(size(candidate.edit()));
                        if (!strict) {
                            notes.add("For IPv6 clients the record is a permerror as before: too many of its names have"
                                    + " IPv4 addresses only, and lookups that find nothing are counted.");
                        }
                        return new Attempt(
                                Optional.of(new Fix.Publish(
                                        candidate.edit(),
                                        candidate.also(),
                                        proof,
                                        candidate.text(),
                                        notes,
                                        forms(candidate))),
                                reasons);
                    }
                    case Outcome.Refused(List<String> because) -> reasons.addAll(because);
                }
            }
        }
        return new Attempt(Optional.empty(), reasons.stream().distinct().toList());
    }

    private List<HandOver> forms(Candidate candidate) {
        return Stream.concat(candidate.also().stream(), Stream.of(candidate.edit()))
                .map(edit -> HandOver.of(edit, resolver))
                .toList();
    }

    private static List<String> size(RecordEdit edit) {
        return edit.bytes() > Prover.COMFORTABLE_BYTES
                ? List.of("The record takes " + edit.bytes() + " bytes; above " + Prover.COMFORTABLE_BYTES
                        + " an answer may not fit a datagram (RFC 7208, section 3.4).")
                : List.of();
    }

    /// What came of the candidates.
    ///
    /// @param refused why the candidates before were refused, or all of them
    public record Attempt(Optional<Fix.Publish> fix, List<String> refused) {
        public Attempt {
            refused = List.copyOf(refused);
        }

        static Attempt refused(String because) {
            return new Attempt(Optional.empty(), List.of(because));
        }

        /// The record if it could be proven; else its owner is told in words what to change.
        public Fix orTell(DomainName at, String what) {
            return fix.<Fix>map(each -> each)
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

    RecordEdit edit(List<String> was, String becomes, ReachReader reader) {
        return new RecordEdit(at, was, List.of(becomes), reader.ttl(at));
    }
}
