package org.whybounce.cause;

import java.util.List;

/// The one fact that would decide.
///
/// @param fact    what is missing
/// @param ask     what to paste next and where it stands, as it reads after "Paste next:"
/// @param decides the codes of the causes between which it decides
public record Missing(Fact fact, String ask, List<String> decides) {
    /// What can be missing.
    public enum Fact {
        IP("ip", true),
        MAIL_FROM("mailFrom", true),
        HELO("helo", true),
        BOUNCE("bounce", true),
        HEADERS("headers", true),
        RECEIVER("receiver", false),
        DNS("dns", false),
        /// Questions that a limit of ours left unasked.
        LIMIT("limit", false);

        private final String code;
        private final boolean toPaste;

        Fact(String code, boolean toPaste) {
            this.code = code;
            this.toPaste = toPaste;
        }

        public String code() {
            return code;
        }

        /// Whether a person can paste it; otherwise something else has to be done.
        public boolean toPaste() {
            return toPaste;
        }

        /// Whether the answer depends on DNS that was not asked (exit status 4).
        public boolean unasked() {
            return this == DNS || this == LIMIT;
        }
    }

    public Missing {
        decides = List.copyOf(decides);
    }

    /// A limit of this program kept it from asking.
    public static Missing limit(List<String> decides) {
        return new Missing(
                Fact.LIMIT,
                "run it again with more time (--timeout SECONDS), or where the DNS answers faster.",
                decides);
    }

    /// No name server could be asked.
    public static Missing dns(List<String> decides) {
        return new Missing(
                Fact.DNS,
                "run this where DNS works, or name a resolver (--dns HOST) or a zone file (--zone FILE).",
                decides);
    }
}
