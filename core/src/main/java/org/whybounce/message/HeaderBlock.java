package org.whybounce.message;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whybounce.message.field.HeaderField;
import org.whybounce.text.Span;

/// The header fields of one message, from the top.
///
/// @param fields as they stand
/// @param span   the block in the pasted text, from the first field to the end of the last
/// @param body   where the body begins, if a blank line ended the block and something follows
/// @param damage what a mail program or a web form did to the block on its way here
/// @param limits each limit that bit, in words
public record HeaderBlock(
        List<HeaderField> fields, Span span, Optional<Integer> body, Set<Damage> damage, List<String> limits) {
    /// More header fields than any mail has that is not an attack; the same number the MIME pre-scan uses.
    public static final int MOST_FIELDS = 1_000;

    public HeaderBlock {
        fields = List.copyOf(fields);
        damage = Set.copyOf(damage);
        limits = List.copyOf(limits);
    }

    /// What happened to a block between the mailbox and the paste.
    public enum Damage {
        QUOTED("every line carries a quote mark"),
        INDENTED("the whole block is indented"),
        NUMBERED("every line carries a number"),
        MARKED("every line carries the marks of a list or a page"),
        JSON("the fields stand in a list of a programming interface"),
        QUOTED_PRINTABLE("equals signs are encoded as in a mail's body"),
        FOLDING_LOST("continuation lines lost their indent"),
        DOUBLE_SPACED("blank lines stand between the lines"),
        BLANK_LINES("blank lines stand among the fields"),
        JOINED("several fields stand on one line"),
        TABLE("a table took the place of the colons"),
        ENTITIES("angle brackets stand as entities of a web page"),
        BARE_CR("lines end with a lone carriage return"),
        NUL("NUL characters stand inside"),
        SPACE_BEFORE_COLON("a space stands between a field's name and its colon");

        private final String words;

        Damage(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /// Reads the first header block of a text; prose before it is passed over. Empty if there is none.
    public static Optional<HeaderBlock> read(String text) {
        return HeaderBlockReader.read(text, 0);
    }

    /// As [#read(String)], from a place in the text on; spans still count from the text's beginning.
    public static Optional<HeaderBlock> read(String text, int from) {
        return HeaderBlockReader.read(text, from);
    }

    /// This block and one further down in the paste as one.
    HeaderBlock with(HeaderBlock next) {
        List<HeaderField> both = new ArrayList<>(fields);
        both.addAll(next.fields());
        Set<Damage> damages = new HashSet<>(damage);
        damages.addAll(next.damage());
        List<String> all = new ArrayList<>(limits);
        all.addAll(next.limits());
        return new HeaderBlock(both, new Span(span.start(), next.span().end()), next.body(), damages, all);
    }

    /// The fields of one name, the topmost first.
    public List<HeaderField> all(String name) {
        List<HeaderField> found = new ArrayList<>();
        for (HeaderField field : fields) {
            if (field.is(name)) {
                found.add(field);
            }
        }
        return found;
    }

    /// The topmost field of one name.
    public Optional<HeaderField> first(String name) {
        for (HeaderField field : fields) {
            if (field.is(name)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
