package org.whybounce.check.report;

/// How an [Area] stands, the worst first.
public enum Standing {
    /// A finding of the area is an error.
    ERROR("error"),
    /// The DNS did not answer, so that it cannot be told.
    UNKNOWN("unknown"),
    WARNING("warning"),
    NOTICE("notice"),
    OK("ok"),
    /// Not published, and nothing is wrong with that.
    ABSENT("none"),
    /// Not looked at: not asked for, or not possible here.
    NOT_ASKED("not asked");

    private final String word;

    Standing(String word) {
        this.word = word;
    }

    /// The word in JSON and on the screen.
    public String word() {
        return word;
    }
}
