package org.whybounce.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What mends it.
public sealed interface Fix {
    /// What it does and why, in whole sentences.
    String text();

    /// The word in JSON.
    String kind();

    /// Change the DNS.
    ///
    /// @param edit  the change that matters
    /// @param also  further records that the change needs, such as overflow records; published before `edit`
    /// @param proof that it mends the case and harms nobody
    /// @param notes what to know before publishing
    /// @param forms the changes in the forms in which they are handed on, in the order of [#edits]
    /// @param condition what has to be true before it is published, where nobody can tell that from here
    record Publish(
            RecordEdit edit,
            List<RecordEdit> also,
            Proof proof,
            String text,
            List<String> notes,
            List<HandOver> forms,
            Optional<Condition> condition)
            implements Fix {
        public Publish {
            also = List.copyOf(also);
            notes = List.copyOf(notes);
            forms = List.copyOf(forms);
            if (!proof.of(edit, also)) {
                throw new IllegalArgumentException("the proof is of another change");
            }
        }

        @Override
        public String kind() {
            return "publish";
        }

        public Publish without(List<String> others) {
            List<String> own =
                    notes.stream().filter(note -> !others.contains(note)).toList();
            return new Publish(edit, also, proof, text, own, forms, condition);
        }

        public Publish noting(String note) {
            List<String> more = new ArrayList<>(notes);
            more.add(note);
            return new Publish(edit, also, proof, text, more, forms, condition);
        }

        public Publish onlyIf(Condition only) {
            return new Publish(edit, also, proof, text, notes, forms, Optional.of(only));
        }

        /// Minutes after which nobody can hold the old records any more.
        public long checkAgainMinutes() {
            return edits().stream()
                    .mapToLong(each -> HandOver.minutes(each.ttl()))
                    .max()
                    .orElse(1);
        }

        /// All changes, in the order in which to publish them.
        public List<RecordEdit> edits() {
            List<RecordEdit> all = new ArrayList<>(also);
            all.add(edit);
            return List.copyOf(all);
        }
    }

    /// What has to be true for a record to be published.
    ///
    /// @param onlyIf    a clause: `if 198.51.100.77 is yours`
    /// @param otherwise what to do if it is not true, in sentences
    record Condition(String onlyIf, String otherwise) {}

    /// Nobody but the record's keeper can say what was meant: for each answer, what is to be published then. An offer
    /// is
    /// never an instruction.
    record Ask(String question, List<Alternative> alternatives) implements Fix {
        public Ask {
            alternatives = List.copyOf(alternatives);
            if (alternatives.isEmpty()) {
                throw new IllegalArgumentException("a question without an answer");
            }
        }

        @Override
        public String text() {
            return "Nothing is to be published before that is answered; each answer leads to a record that is proven.";
        }

        @Override
        public String kind() {
            return "ask";
        }

        public Ask noting(String note) {
            return each(publish -> publish.noting(note));
        }

        public Ask onlyIf(Condition only) {
            return each(publish -> publish.onlyIf(only));
        }

        private Ask each(UnaryOperator<Publish> change) {
            return new Ask(
                    question,
                    alternatives.stream()
                            .map(each -> new Alternative(each.onlyIf(), change.apply(each.fix())))
                            .toList());
        }
    }

    /// One answer to a question, with what it leads to.
    ///
    /// @param onlyIf the answer, in a clause
    /// @param fix    the record, proven
    record Alternative(String onlyIf, Publish fix) {}

    /// Tell someone who can mend it, or do it at their pages.
    record Tell(Whom whom, String text, Letter letter) implements Fix {
        @Override
        public String kind() {
            return "tell";
        }
    }

    /// No record mends it, and one that is published all the same does harm or nothing.
    ///
    /// @param text    why no record helps
    /// @param instead what helps, if anything does; empty if nothing is to be done
    record PublishNothing(String text, String instead) implements Fix {
        @Override
        public String kind() {
            return "publish-nothing";
        }
    }

    /// Who is to be told.
    enum Whom {
        SENDING_SERVICE("sending-service", "the sending service"),
        FORWARDER("forwarder", "the forwarder's postmaster"),
        RECEIVER("receiver", "the receiver's postmaster"),
        RECIPIENT("recipient", "the recipient, by another way than mail"),
        SENDER_HOST("sender-host", "whoever runs the sending server"),
        SENDER_DNS("sender-dns", "whoever keeps the domain's DNS"),
        SENDER("sender", "the sender");

        private final String word;
        private final String words;

        Whom(String word, String words) {
            this.word = word;
            this.words = words;
        }

        /// The word in JSON.
        public String word() {
            return word;
        }

        public String words() {
            return words;
        }
    }
}
