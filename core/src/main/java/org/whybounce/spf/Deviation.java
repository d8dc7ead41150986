package org.whybounce.spf;

/// One way in which receivers are known to differ from RFC 7208. The strict answer is the verdict; these tell what
/// others may have answered.
public enum Deviation {
    LOOKUPS_UNCOUNTED("lookups are not limited to 10", true),
    VOIDS_UNCOUNTED("terms that find nothing are not limited to 2", true),
    FIRST_OF_SEVERAL("the first of several SPF records is taken", true),
    READ_AS_FAR_AS_NEEDED("an error behind the term that matches is never seen", true),
    BROKEN_TERMS_SKIPPED("terms that break the grammar are skipped", true),
    LOOSE_VERSION("white space or a quotation mark around v=spf1 is overlooked", true),
    MISSING_RECORDS_SKIPPED("an include or redirect without a record just does not match", true),
    FIRST_MAIL_HOSTS("of more than 10 mail hosts the first 10 are looked at", true),
    /// The other direction: stricter than the RFC.
    VOID_QUESTIONS_COUNTED("each question that finds nothing counts by itself, not each term", false);

    private final String words;
    private final boolean lenient;

    Deviation(String words, boolean lenient) {
        this.words = words;
        this.lenient = lenient;
    }

    /// What such a receiver does, as half a sentence.
    public String words() {
        return words;
    }

    /// Whether it accepts more than the RFC allows; if not, it accepts less.
    public boolean lenient() {
        return lenient;
    }
}
