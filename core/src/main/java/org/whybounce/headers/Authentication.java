package org.whybounce.headers;

import java.util.List;
import java.util.Optional;
import org.whybounce.dmarc.DmarcResult;

/// Whether the message is authenticated for its From domain, by our own evaluation.
///
/// @param dmarc    the result with everything that could be verified; empty if there is no one From domain
/// @param open     whether that result could still be pass: a signature by an aligned domain could not be verified
/// @param signed   whether a signature by an aligned domain verified, whatever DMARC says
/// @param failures what is wrong with signatures, a sentence each
public record Authentication(Optional<DmarcResult> dmarc, boolean open, boolean signed, List<String> failures) {
    public static final Authentication NONE = new Authentication(Optional.empty(), false, false, List.of());

    public Authentication {
        failures = List.copyOf(failures);
    }
}
