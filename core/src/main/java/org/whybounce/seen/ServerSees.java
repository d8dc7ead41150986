package org.whybounce.seen;

import java.util.List;
import java.util.Optional;
import org.whybounce.spf.record.SpfResult;

/// One name server and what it holds.
///
/// @param host    its name, or "the zone file"
/// @param records the SPF records it holds at the name
/// @param result  of the mail that failed, evaluated with them
public record ServerSees(String host, List<String> records, Age age, Optional<SpfResult> result) {
    public ServerSees {
        records = List.copyOf(records);
    }

    /// How its records stand to the change.
    public enum Age {
        OLD("old", "the old record"),
        NEW("new", "the new record"),
        OTHER("other", "another record than the one advised"),
        NONE("none", "no record"),
        SILENT("silent", "no answer");

        private final String code;
        private final String words;

        Age(String code, String words) {
            this.code = code;
            this.words = words;
        }

        public String code() {
            return code;
        }

        public String words() {
            return words;
        }
    }

    /// Whether the mail passes with what this server holds.
    public boolean passes() {
        return result.filter(r -> r == SpfResult.PASS).isPresent() || result.isEmpty() && age == Age.NEW;
    }
}
