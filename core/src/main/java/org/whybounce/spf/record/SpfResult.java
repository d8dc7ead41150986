package org.whybounce.spf.record;

/// The result of an evaluation (RFC 7208, section 2.6).
public enum SpfResult {
    PASS("pass"),
    FAIL("fail"),
    SOFTFAIL("softfail"),
    NEUTRAL("neutral"),
    NONE("none"),
    TEMPERROR("temperror"),
    PERMERROR("permerror");

    private final String word;

    SpfResult(String word) {
        this.word = word;
    }

    /// The word of RFC 7208, as it stands in headers and in JSON.
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return word;
    }
}
