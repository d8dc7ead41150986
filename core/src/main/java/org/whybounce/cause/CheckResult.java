package org.whybounce.cause;

import java.util.List;

/// How one of the five checks ended.
public record CheckResult(Id id, Outcome outcome, String says, List<Evidence> evidence) {
    public CheckResult {
        evidence = List.copyOf(evidence);
    }

    /// The five checks, in the order a person makes them.
    public enum Id {
        BOUNCE_SAYS("bounce-says"),
        DOMAIN_CHECKED("domain-checked"),
        IP_AUTHORISED("ip-authorised"),
        RECORD_EVALUATES("record-evaluates"),
        FORWARDED("forwarded");

        private final String code;

        Id(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /// What the answer means for the person, whatever the question was.
    public enum Standing {
        GOOD,
        BAD,
        NEUTRAL
    }

    /// The answer to the check's question: `yes`, `no` or `unknown`.
    public String answer() {
        return switch (outcome) {
            case HOLDS -> "yes";
            case FAILS -> "no";
            case UNKNOWN -> "unknown";
        };
    }

    /// Whether that is good news: an address that is authorised, a record that evaluates, a mail that nobody forwarded.
    public Standing standing() {
        return switch (outcome) {
            case UNKNOWN -> Standing.NEUTRAL;
            case HOLDS ->
                switch (id) {
                    case IP_AUTHORISED, RECORD_EVALUATES -> Standing.GOOD;
                    case FORWARDED -> Standing.BAD;
                    case BOUNCE_SAYS, DOMAIN_CHECKED -> Standing.NEUTRAL;
                };
            case FAILS ->
                switch (id) {
                    case IP_AUTHORISED, RECORD_EVALUATES -> Standing.BAD;
                    case FORWARDED -> Standing.GOOD;
                    case BOUNCE_SAYS, DOMAIN_CHECKED -> Standing.NEUTRAL;
                };
        };
    }

    /// What a check found. `HOLDS` answers the check's question with yes: SPF is named, the domain is known and the one
    /// in From, the address is authorised, the record evaluates, the mail was forwarded.
    public enum Outcome {
        HOLDS,
        FAILS,
        UNKNOWN
    }
}
