package org.whybounce.service;

import java.util.List;

/// A record that a service asks for, beside what the DNS holds.
///
/// @param type  the record type
/// @param name  the name it stands at; with angle brackets where only the account tells a part of it
/// @param value likewise
/// @param found what stands there now, where that is something
public record AskedRecord(String type, String name, String value, State state, List<String> found) {
    public AskedRecord {
        found = List.copyOf(found);
    }

    /// Whether it has been published.
    public enum State {
        DONE("done", "done"),
        NOT_YET("not-yet", "not yet"),
        WRONG("wrong", "wrong"),
        NOT_KNOWN("not-known", "not known");

        private final String code;
        private final String words;

        State(String code, String words) {
            this.code = code;
            this.words = words;
        }

        /// The word in JSON.
        public String code() {
            return code;
        }

        public String words() {
            return words;
        }
    }

    /// Whether a part of it stands in the account at the service and nowhere else.
    public boolean inAccount() {
        return name.indexOf('<') >= 0 || value.indexOf('<') >= 0 || value.startsWith("(");
    }
}
