package org.whybounce.bounce;

import java.util.List;
import java.util.Optional;
import org.whybounce.text.Span;

/// What a pasted text asserts about a delivery. Never mixed with what we find out ourselves.
///
/// @param form      what the text is, in words for people: "Postfix delivery report", "one SMTP reply"
/// @param refusals  one for each recipient and attempt, the one that matters most first; empty if nothing was refused
/// @param setAside  why a mail that looks like a bounce is none ("an automatic reply"), if so
/// @param returned  where the returned message (or its headers, or the pasted headers) stands in the text
/// @param returnedText the returned message as text, decoded where it had to be
/// @param limits    each limit that bit while reading, in words
/// @param hints     where nothing was refused: what a person's own words may mean, never a verdict
public record Claims(
        String form,
        List<Refusal> refusals,
        Optional<String> setAside,
        Optional<Span> returned,
        Optional<String> returnedText,
        List<String> limits,
        List<Hint> hints) {
    public Claims {
        refusals = List.copyOf(refusals);
        limits = List.copyOf(limits);
        hints = List.copyOf(hints);
    }

    public Claims(
            String form,
            List<Refusal> refusals,
            Optional<String> setAside,
            Optional<Span> returned,
            Optional<String> returnedText,
            List<String> limits) {
        this(form, refusals, setAside, returned, returnedText, limits, List.of());
    }

    public Claims hinting(List<Hint> own) {
        return new Claims(form, refusals, setAside, returned, returnedText, limits, own);
    }
}
