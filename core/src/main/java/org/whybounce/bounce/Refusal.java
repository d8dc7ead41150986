package org.whybounce.bounce;

import java.util.List;
import java.util.Optional;
import org.whybounce.text.Claim;

/// One refusal (or delay) of one recipient's mail, as the text tells it.
///
/// @param recipient         the address the mail was finally for
/// @param originalRecipient the address it was sent to, where the text tells both
/// @param action            failed, delayed, ...
/// @param replyCode         the SMTP reply code, 200 to 599
/// @param enhancedCodes     all of them, in the order they stand; they may contradict each other
/// @param diagnosticText    the refusal as it stands, lines and all
/// @param flattened         the server's words in it as one line, hyphens, repeated codes and wraps taken out
/// @param stage             the SMTP command refused
/// @param stageTold         whether the text names the command, and not only words that servers use at it
/// @param temporary         whether a later try may succeed
/// @param reportingMta      the server that wrote the report
/// @param remoteMta         the server that refused
/// @param refusedBy         what that server is to the sender
/// @param provider          whose server or wording it is, as named in the phrasebook
/// @param date              as it stands
/// @param queueId           as it stands
/// @param envelopeFrom      MAIL FROM, where the refusal's own text or its log line tells it
/// @param helo              HELO or EHLO, likewise
/// @param wording           what the sentence itself tells
public record Refusal(
        Optional<Claim<String>> recipient,
        Optional<Claim<String>> originalRecipient,
        Optional<Claim<Action>> action,
        Optional<Claim<Integer>> replyCode,
        List<Claim<EnhancedStatus>> enhancedCodes,
        Optional<Claim<String>> diagnosticText,
        String flattened,
        Optional<Claim<Stage>> stage,
        boolean stageTold,
        Optional<Boolean> temporary,
        Optional<Claim<String>> reportingMta,
        Optional<Claim<String>> remoteMta,
        Refuser refusedBy,
        Optional<Claim<String>> provider,
        Optional<Claim<String>> date,
        Optional<Claim<String>> queueId,
        Optional<Claim<String>> envelopeFrom,
        Optional<Claim<String>> helo,
        Wording wording) {

    /// Whether the codes of this refusal speak against each other: a reply of one class with an enhanced code of
    /// another, or two enhanced codes of different classes or subjects.
    public boolean codesContradict() {
        boolean against = replyCode.isPresent()
                && enhancedCodes.stream()
                        .anyMatch(code -> code.value().kind() != replyCode.get().value() / 100);
        long kinds = enhancedCodes.stream()
                .map(code -> code.value().kind() + "." + code.value().subject())
                .filter(code -> !code.endsWith(".0"))
                .distinct()
                .count();
        return against || kinds > 1;
    }
}
