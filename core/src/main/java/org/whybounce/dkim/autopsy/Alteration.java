package org.whybounce.dkim.autopsy;

/// Something that was done to a message after it was signed, and that was undone here to see whether the signature
/// then
/// holds.
///
/// @param kind what kind of change
/// @param undo what was done here to undo it, as the rest of a sentence: `the last 4 lines are taken out ("-- ...")`
public record Alteration(Kind kind, String undo) {
    /// Kinds of change. Each is done in transit by some program, or by the way of a text into a paste.
    public enum Kind {
        FOOTER(Where.BODY, Who.TRANSIT, "a footer was added"),
        BANNER(Where.BODY, Who.TRANSIT, "a banner was put on top"),
        PART_ADDED(Where.BODY, Who.TRANSIT, "a part was added"),
        WRAPPED(Where.BODY, Who.TRANSIT, "the message was wrapped in another, as list software does to add a footer"),
        LINKS(Where.BODY, Who.TRANSIT, "links were rewritten"),
        REENCODED(Where.BODY, Who.TRANSIT, "the text was encoded in another way"),
        DOTS(Where.BODY, Who.TRANSIT, "dots at the beginning of lines were doubled or halved"),
        FROM_QUOTED(Where.BODY, Who.TRANSIT, "lines that begin with From were marked, as mailbox files do"),
        TRAILING_SPACE(Where.BODY, Who.PASTE, "white space at the ends of lines was cut or added"),
        BLANK_LINES(Where.BODY, Who.PASTE, "blank lines were added or lost"),
        LINE_ENDS(Where.BODY, Who.PASTE, "line ends were changed"),
        QUOTED(Where.BODY, Who.PASTE, "the lines were quoted or indented"),
        SPACES(Where.BODY, Who.PASTE, "tabs or special spaces were changed"),
        CHARSET(Where.BODY, Who.PASTE, "the characters were converted to another encoding"),
        SUBJECT_TAGGED(Where.HEADERS, Who.TRANSIT, "the subject got a tag"),
        FROM_REWRITTEN(Where.HEADERS, Who.TRANSIT, "the From address was rewritten"),
        FIELD_REPLACED(Where.HEADERS, Who.TRANSIT, "a field was replaced, and its old value kept beside it"),
        FIELD_ADDED(Where.HEADERS, Who.TRANSIT, "a field was added that the signer had left out"),
        FIELD_LOST(Where.HEADERS, Who.TRANSIT, "a field was taken out or not copied"),
        FIELD_REWRITTEN(Where.HEADERS, Who.TRANSIT, "a field was written anew with the same meaning"),
        FIELD_ENCODING(Where.HEADERS, Who.PASTE, "a field's characters were decoded or converted"),
        FOLDING(Where.HEADERS, Who.PASTE, "folding or white space of header fields was changed");

        private final Where where;
        private final Who who;
        private final String words;

        Kind(Where where, Who who, String words) {
            this.where = where;
            this.who = who;
            this.words = words;
        }

        public Where where() {
            return where;
        }

        public Who who() {
            return who;
        }

        /// A clause.
        public String words() {
            return words;
        }
    }

    public enum Where {
        HEADERS,
        BODY
    }

    /// Who does such a thing mostly.
    public enum Who {
        TRANSIT,
        PASTE
    }
}
