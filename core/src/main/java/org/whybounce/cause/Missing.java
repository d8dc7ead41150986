package org.whybounce.cause;

import java.util.List;

/// The one fact that would decide.
///
/// @param fact    `ip`, `mailFrom`, `helo`, `bounce`, `headers`, `dns` or `limit`: what to paste next
/// @param ask     what to paste next and where it stands, as it reads after "Paste next:"
/// @param decides the codes of the causes between which it decides
public record Missing(String fact, String ask, List<String> decides) {
    public Missing {
        decides = List.copyOf(decides);
    }

    /// A limit of this program kept it from asking.
    public static Missing limit(List<String> decides) {
        return new Missing(
                "limit",
                "nothing; run it again with more time (--timeout SECONDS), or where the DNS answers faster.",
                decides);
    }

    /// Whether the answer waits for the DNS, and not for a fact that the reader has.
    public boolean ours() {
        return fact.equals("dns") || fact.equals("limit");
    }

    /// No name server could be asked.
    public static Missing dns(List<String> decides) {
        return new Missing(
                "dns",
                "run this where DNS works, or name a resolver (--dns HOST) or a zone file (--zone FILE).",
                decides);
    }
}
