package org.whybounce.bounce.wording;

/// Who speaks about what a refusal means. The ranking table: witnesses are asked from top to bottom; where two
/// are equally sure, the one with the lower rank is believed.
///
/// ```
///  asked          how sure               rank  heard
///  KNOWN_TEXT     as the book has it     4     always
///  SPF_CLAUSE     likely                 3     always
///  PLAIN_WORDS    likely                 2     unless a reason was told
///  ADVISED        as the book has it     5     unless a reason was told
///  AROUND         likely at most         6     where the refusal's own words say nothing
///  OWN_CODE       likely                 1     unless a receiver said it in so many words
///  STATUS_CODE    hint                   7     always
///  REPLY_CODE     hint                   8     where nobody else spoke
///  SHARPER        as what it makes exact 0     where that leads
///  STAGE          excludes               -     always
/// ```
/// A provider's own code goes before common words, since wordings change and codes stay; but never before its
/// own sentence. A known text in a sentence that advises, asks or speaks of what may be (`moods.txt`) is no
/// statement: ADVISED brings it only where nothing is stated. Plain words are the last to be asked of words:
/// they must not speak against a text that is known.
enum Witness {
    KNOWN_TEXT(4, Hearing.ALWAYS),
    SPF_CLAUSE(3, Hearing.ALWAYS),
    PLAIN_WORDS(2, Hearing.UNLESS_TOLD),
    ADVISED(5, Hearing.UNLESS_TOLD),
    AROUND(6, Hearing.UNLESS_ANY),
    OWN_CODE(1, Hearing.UNLESS_SAID),
    STATUS_CODE(7, Hearing.ALWAYS),
    REPLY_CODE(8, Hearing.UNLESS_ANY),
    SHARPER(0, Hearing.ALWAYS),
    STAGE(0, Hearing.ALWAYS);

    /// When a witness counts, beside those that were asked before it.
    enum Hearing {
        ALWAYS(""),
        UNLESS_SAID("the receiver says something else in so many words"),
        UNLESS_TOLD("words that are known say something else"),
        UNLESS_ANY("the refusal's own words say something else");

        private final String otherwise;

        Hearing(String otherwise) {
            this.otherwise = otherwise;
        }

        /// Why it was not heard.
        String otherwise() {
            return otherwise;
        }
    }

    private final int rank;
    private final Hearing hearing;

    Witness(int rank, Hearing hearing) {
        this.rank = rank;
        this.hearing = hearing;
    }

    int rank() {
        return rank;
    }

    Hearing hearing() {
        return hearing;
    }
}
