package org.whybounce.fix;

import java.util.ArrayList;
import java.util.List;

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
    record Publish(
            RecordEdit edit, List<RecordEdit> also, Proof proof, String text, List<String> notes, List<HandOver> forms)
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

        public Publish noting(String note) {
            List<String> more = new ArrayList<>(notes);
            more.add(note);
            return new Publish(edit, also, proof, text, more, forms);
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
