package org.whybounce.cause;

import java.util.Optional;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;

/// One piece of evidence, with where it comes from.
///
/// @param span the place in the paste, for evidence that stands there
public record Evidence(From from, Optional<Span> span, String text) {
    /// Where evidence comes from; lower case in the JSON.
    public enum From {
        /// What the pasted text asserts.
        PASTE,
        /// What the DNS answered now.
        DNS,
        /// A step of an evaluation made now.
        STEP
    }

    public static Evidence paste(Claim<?> claim, String text) {
        return new Evidence(From.PASTE, Optional.ofNullable(claim.span()), text);
    }

    public static Evidence dns(String text) {
        return new Evidence(From.DNS, Optional.empty(), text);
    }

    public static Evidence step(String text) {
        return new Evidence(From.STEP, Optional.empty(), text);
    }
}
