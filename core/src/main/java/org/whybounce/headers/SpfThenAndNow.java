package org.whybounce.headers;

import java.util.Optional;
import java.util.stream.Stream;
import org.whybounce.route.EvaluatedClient;
import org.whybounce.route.Trust;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.record.SpfResult;

/// SPF at one place of the way: what a header says it was, what the DNS says now, and why the two differ.
///
/// @param at         which place
/// @param client     the client there
/// @param stated     what a header says
/// @param mailFrom   the MAIL FROM identity as it evaluates now; empty if it is not known or not to be evaluated
/// @param helo       the HELO identity likewise: always of its own, and the one that counts for the null sender
/// @param envelope   how far the MAIL FROM that was taken can be believed; empty if none is known
/// @param assumed    whether MAIL FROM there is not told and was taken from the visible From
/// @param difference how the two compare
/// @param says       in one sentence
public record SpfThenAndNow(
        At at,
        EvaluatedClient client,
        Optional<StatedResult> stated,
        Optional<Evaluation> mailFrom,
        Optional<Evaluation> helo,
        Optional<Trust> envelope,
        boolean assumed,
        Difference difference,
        String says) {
    public enum At {
        EVALUATED("evaluated"),
        BEFORE_FORWARDING("before-forwarding"),
        /// Evaluated further inside the receiver, for its own gateway.
        INSIDE("inside");

        private final String code;

        At(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    public enum Difference {
        SAME,
        NOT_STATED,
        NOT_EVALUATED,
        OTHER_ADDRESS,
        OTHER_IDENTITY,
        TEMPORARY_THEN,
        TEMPORARY_NOW,
        ANOTHER_WORD,
        RECORD_CHANGED
    }

    /// Whether HELO is the identity that counts: MAIL FROM is known to be empty (RFC 7208, section 2.4).
    public boolean byHelo() {
        return envelope.isPresent() && mailFrom.isEmpty() && helo.isPresent();
    }

    /// The evaluation that counts for a receiver: MAIL FROM, or HELO where MAIL FROM is known to be empty.
    /// HELO beside an unknown MAIL FROM decides nothing.
    public Optional<Evaluation> decisive() {
        return byHelo() ? helo : mailFrom;
    }

    /// What can be evaluated at all: MAIL FROM, else HELO.
    public Optional<Evaluation> ours() {
        return mailFrom.or(() -> helo);
    }

    public Optional<SpfResult> result() {
        return ours().map(Evaluation::result);
    }

    public Stream<Evaluation> evaluations() {
        return Stream.of(mailFrom, helo).flatMap(Optional::stream);
    }
}
