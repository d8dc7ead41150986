package org.whybounce;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.whybounce.bounce.Claims;
import org.whybounce.intake.Pasted;
import org.whybounce.message.HeaderBlock;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.MessageReader;
import org.whybounce.message.RawMessage;
import org.whybounce.text.Span;

/// The mail that the case is about: the one that a bounce returned, or the one that was pasted itself.
///
/// @param evidence what its headers assert
/// @param text     what its places count in, cut where the mail ends
/// @param charset  what turns that into its bytes again
/// @param inPaste  whether that is the paste itself; else the mail stood in a part that had to be decoded
record ReturnedMessage(MessageEvidence evidence, String text, Charset charset, boolean inPaste) {
    static Optional<ReturnedMessage> read(Pasted pasted, Claims claims) {
        Optional<ReturnedMessage> inside = insideBounce(pasted, claims);
        if (inside.isPresent()) {
            return inside;
        }
        return switch (pasted) {
            case Pasted.Headers _, Pasted.Message _ -> whole(pasted);
            // Lines of headers pasted below a refused line: they are the mail's, the bounce has none of its own.
            case Pasted.SmtpReply _, Pasted.LogLine _, Pasted.BounceText _, Pasted.Dsn _ ->
                claims.refusals().isEmpty() ? Optional.empty() : belowTheRefusal(pasted, claims);
            case Pasted.Prose _,
                    Pasted.FilterLines _,
                    Pasted.ToolReport _,
                    Pasted.DnsAnswer _,
                    Pasted.Code _,
                    Pasted.Domains _,
                    Pasted.Domain _,
                    Pasted.SpfRecord _,
                    Pasted.Webhook _,
                    Pasted.Unknown _ -> Optional.empty();
        };
    }

    /// The mail that a bounce carries.
    static Optional<ReturnedMessage> insideBounce(Pasted pasted, Claims claims) {
        Optional<String> decoded = claims.returnedText();
        if (claims.returned().isPresent()) {
            Span span = claims.returned().get();
            String text = pasted.text();
            // Where the returned message stands in the paste as it is, its facts have places there.
            if (decoded.filter(returned -> !text.startsWith(returned, span.start()))
                    .isEmpty()) {
                int end = decoded.map(returned -> span.start() + returned.length())
                        .orElse(Math.max(span.end(), 0));
                String cut = end > span.start() && end < text.length() ? text.substring(0, end) : text;
                return MessageReader.read(cut, HeadersAbove.start(text, span.start()))
                        .map(evidence ->
                                new ReturnedMessage(evidence, cut, pasted.body().charset(), true));
            }
        }
        return decoded.flatMap(text -> MessageReader.read(text)
                .map(evidence -> new ReturnedMessage(evidence, text, StandardCharsets.UTF_8, false)));
    }

    /// The first headers of a paste, and what follows them.
    static Optional<ReturnedMessage> whole(Pasted pasted) {
        return MessageReader.read(pasted.text())
                .map(evidence -> new ReturnedMessage(
                        evidence, pasted.text(), pasted.body().charset(), true));
    }

    private static Optional<ReturnedMessage> belowTheRefusal(Pasted pasted, Claims claims) {
        Optional<Integer> end = claims.refusals()
                .getFirst()
                .diagnosticText()
                .flatMap(claim -> Optional.ofNullable(claim.span()))
                .map(span -> span.end());
        // A refusal from a part that had to be decoded has no place in the paste; the headers there are the bounce's
        // own.
        if (end.isEmpty()) {
            return Optional.empty();
        }
        return MessageReader.read(pasted.text(), HeadersAbove.start(pasted.text(), end.get()))
                .filter(message -> message.returnPath().isPresent()
                        || !message.from().isEmpty()
                        || !message.received().hops().isEmpty())
                .map(evidence -> new ReturnedMessage(
                        evidence, pasted.text(), pasted.body().charset(), true));
    }

    /// The bytes of the mail, as signatures need them.
    RawMessage raw() {
        HeaderBlock block = evidence.headers();
        return RawMessage.of(block, text, charset);
    }
}
