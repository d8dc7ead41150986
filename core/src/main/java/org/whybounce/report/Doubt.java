package org.whybounce.report;

/// What was read otherwise than it is written, or was missing; told once for each report.
enum Doubt {
    MILLISECONDS("times in milliseconds were read as such"),
    DATES("times that are no plain seconds were read as dates"),
    NO_TIME("it gives no period that can be read"),
    NO_ID("it has no report id; its reporter, domain and period tell it from others"),
    NO_REPORTER("it names no organisation; the address that it comes from stands for it"),
    NO_DOMAIN("it names no policy domain; the From of its records stands for it"),
    NO_RESULTS("records without authentication results"),
    COMPUTED("records without what the receiver evaluated: alignment was worked out from their results"),
    COUNTS("counts that are no plain digits were read"),
    ADDRESSES("addresses with something around them were read"),
    LONG_ROWS("records with more results than any real one were cut");

    private final String words;

    Doubt(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
