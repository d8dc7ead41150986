package org.whybounce;

import java.util.Optional;
import org.whybounce.bounce.Claims;
import org.whybounce.intake.Pasted;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.MessageReader;

/// The mail that the case is about: the one that a bounce returned, or the one that was pasted itself.
final class ReturnedMessage {
    private ReturnedMessage() {}

    static Optional<MessageEvidence> read(Pasted pasted, Claims claims) {
        if (claims.returned().isPresent()) {
            int start = HeadersAbove.start(pasted.text(), claims.returned().get().start());
            String text = pasted.text();
            // Where the returned message stands in the paste as it is, its facts have places there.
            boolean verbatim = claims.returnedText()
                    .filter(returned -> !text.startsWith(
                            returned, claims.returned().get().start()))
                    .isEmpty();
            if (verbatim) {
                return MessageReader.read(text, start);
            }
        }
        if (claims.returnedText().isPresent()) {
            return MessageReader.read(claims.returnedText().get());
        }
        return switch (pasted) {
            case Pasted.Headers _, Pasted.Message _ -> MessageReader.read(pasted.text());
            // Lines of headers pasted below a refused line: they are the mail's, the bounce has none of its own.
            case Pasted.SmtpReply _, Pasted.LogLine _, Pasted.BounceText _, Pasted.Dsn _ ->
                claims.refusals().isEmpty() ? Optional.empty() : belowTheRefusal(pasted, claims);
            case Pasted.Domain _, Pasted.SpfRecord _, Pasted.Webhook _, Pasted.Unknown _ ->
                Optional.empty();
        };
    }

    private static Optional<MessageEvidence> belowTheRefusal(Pasted pasted, Claims claims) {
        int end = claims.refusals()
                .getFirst()
                .diagnosticText()
                .flatMap(claim -> Optional.ofNullable(claim.span()))
                .map(span -> span.end())
                .orElse(0);
        return MessageReader.read(pasted.text(), HeadersAbove.start(pasted.text(), end))
                .filter(message -> message.returnPath().isPresent()
                        || !message.from().isEmpty()
                        || !message.received().hops().isEmpty());
    }
}
