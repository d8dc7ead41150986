package org.whybounce.cause;

import java.util.List;

/// The one fact that would decide.
///
/// @param fact    `ip`, `mailFrom`, `helo`, `bounce`, `headers` or `dns`: what to paste next
/// @param ask     what to paste next and where it stands, as it reads after "Paste next:"
/// @param decides the codes of the causes between which it decides
public record Missing(String fact, String ask, List<String> decides) {
    public Missing {
        decides = List.copyOf(decides);
    }

    /// No name server could be asked.
    public static Missing dns(List<String> decides) {
        return new Missing(
                "dns",
                "run this where DNS works, or name a resolver (--dns HOST) or a zone file (--zone FILE).",
                decides);
    }
}
