package org.whybounce.cause;

import java.util.List;

/// The one fact that would decide.
///
/// @param fact    `ip`, `mailFrom`, `helo`, `bounce`, `headers` or `dns`: what to paste next
/// @param ask     one sentence that asks a person for it and says where it stands
/// @param decides the codes of the causes between which it decides
public record Missing(String fact, String ask, List<String> decides) {
    public Missing {
        decides = List.copyOf(decides);
    }
}
