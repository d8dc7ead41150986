package org.whybounce;

import java.util.List;
import java.util.Optional;
import org.whybounce.bounce.EnhancedStatus;
import org.whybounce.bounce.Refusal;
import org.whybounce.bounce.phrase.Codebook;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Diagnosis;
import org.whybounce.cause.Missing;
import org.whybounce.intake.Pasted;

/// The answers to pastes that are neither a refusal nor anything that could be evaluated: each is told what it is and
/// what to paste, or which command it belongs to.
final class Routed {
    private Routed() {}

    static Optional<Diagnosis> answer(Pasted pasted, CaseFile file) {
        return switch (pasted) {
            case Pasted.Domains list ->
                Optional.of(
                        new Diagnosis.NoRefusal(
                                "This is a list of "
                                        + list.names().stream().distinct().count()
                                        + " domains, and no refusal. The bulk check reads it: whybounce check - takes one domain a line."));
            case Pasted.Code _ -> Optional.of(code(pasted.text().strip(), file));
            case Pasted.Prose _
            when file.ip().isPresent()
                    && file.checkedDomain().isEmpty()
                    && file.hints().isEmpty() ->
                Optional.of(new Diagnosis.Open(
                        "This is the address " + file.ip().get().value()
                                + " alone. Which domain's mail it sends is not told, so nothing can be evaluated.",
                        List.of(),
                        List.of(new Missing(
                                Missing.Fact.MAIL_FROM,
                                "the domain it sends for, or the bounce itself (--mail-from takes the domain).",
                                List.of()))));
            case Pasted.Prose _,
                    Pasted.Dsn _,
                    Pasted.BounceText _,
                    Pasted.SmtpReply _,
                    Pasted.LogLine _,
                    Pasted.Webhook _,
                    Pasted.Headers _,
                    Pasted.Message _,
                    Pasted.Domain _,
                    Pasted.SpfRecord _,
                    Pasted.DnsAnswer _,
                    Pasted.FilterLines _,
                    Pasted.ToolReport _,
                    Pasted.Unknown _ -> Optional.empty();
        };
    }

    private static Diagnosis code(String text, CaseFile file) {
        Codebook book = Codebook.standard();
        Optional<Codebook.Entry> entry = file.refusal().stream()
                .flatMap(refusal -> refusal.enhancedCodes().stream())
                .findFirst()
                .map(claim -> claim.value())
                .or(() -> EnhancedStatus.parse(text))
                .flatMap(book::find)
                .or(() -> file.refusal().flatMap(Refusal::replyCode).flatMap(claim -> book.find(claim.value())));
        String means =
                entry.map(known -> " It stands for: " + known.title() + ".").orElse("");
        return new Diagnosis.Open(
                "This is the code " + text + " alone." + means
                        + " Servers use codes for more than one thing, so the words beside it decide.",
                List.of(),
                List.of(new Missing(
                        Missing.Fact.BOUNCE,
                        "the whole bounce, or at least the server's reply with its words.",
                        List.of())));
    }
}
