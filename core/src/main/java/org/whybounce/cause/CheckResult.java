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

    /// What a check found. `HOLDS` answers the check's question with yes: SPF is named, the domain is known and the one
    /// in From, the address is authorised, the record evaluates, the mail was forwarded.
    public enum Outcome {
        HOLDS,
        FAILS,
        UNKNOWN
    }
}
