package org.whybounce.finding;

/// How much a finding matters. Also the `level` of a finding in JSON, in lower case.
public enum Severity {
    /// Mail is refused or treated as unauthenticated because of this.
    ERROR("error"),
    /// Works today, for some receivers or by luck, and will break or is unsafe.
    WARNING("warning"),
    /// Worth a change, nothing depends on it.
    NOTICE("notice"),
    /// A fact worth knowing; nothing is wrong.
    INFO("info");

    private final String word;

    Severity(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
