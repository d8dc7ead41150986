package org.whybounce.bounce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.intake.Pasted;
import org.whybounce.text.Span;

/// From what was pasted to what it claims. The form decides the reader: delivery report, text for people, replies, log
/// lines, an event of a sending service. Never throws, whatever the text.
public final class BounceReader {
    private final WordingReader words;

    public BounceReader(Phrasebook book) {
        this.words = new WordingReader(book, new StatusMeanings());
    }

    public Claims read(Pasted pasted) {
        List<String> limits = new ArrayList<>(pasted.limits());
        return switch (pasted) {
            case Pasted.Dsn _, Pasted.BounceText _ -> mail(pasted.text(), limits);
            case Pasted.SmtpReply _ -> claims("an SMTP reply", new ReplyReader(whole(pasted)).read(), limits);
            case Pasted.LogLine _ ->
                claims("lines of a mail server's log", new LogReader(whole(pasted)).read(), limits);
            case Pasted.Webhook _ ->
                claims("an event of a sending service", new EventReader(whole(pasted)).read(limits), limits);
            case Pasted.Headers _, Pasted.Message _ -> message(pasted.text(), limits);
            case Pasted.Domain _, Pasted.SpfRecord _, Pasted.Unknown _ ->
                new Claims(
                        pasted.kind().code(), List.of(), Optional.empty(), Optional.empty(), Optional.empty(), limits);
        };
    }

    private static Part whole(Pasted pasted) {
        return new Part("text/plain", pasted.text(), 0);
    }

    private Claims claims(String form, List<Draft> drafts, List<String> limits) {
        return new Claims(
                form,
                refusals(drafts, limits),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.copyOf(limits));
    }

    private List<Refusal> refusals(List<Draft> drafts, List<String> limits) {
        if (drafts.stream().anyMatch(draft -> draft.text.length() > Flat.LONGEST)) {
            limits.add("A refusal is longer than " + Flat.LONGEST + " characters; only its beginning was understood.");
        }
        return drafts.stream().map(draft -> draft.refusal(words)).toList();
    }

    private static Claims message(String text, List<String> limits) {
        return new Claims(
                "a mail or its headers, and no bounce",
                List.of(),
                Asides.of(Field.block(text, 0, text.length()).fields(), text, List.of()),
                Optional.of(new Span(0, text.length())),
                Optional.of(text),
                List.copyOf(limits));
    }

    private Claims mail(String text, List<String> limits) {
        MailReader reader = new MailReader(text, limits);
        MailReader.Found found = reader.read();
        List<Refusal> refusals = new ArrayList<>(refusals(found.drafts(), limits));
        Optional<String> setAside = found.setAside();
        if (setAside.isEmpty() && !refusals.isEmpty() && refusals.stream().allMatch(BounceReader::arrived)) {
            setAside = Optional.of("a report that the mail was delivered");
        }
        return new Claims(
                found.form(),
                List.copyOf(refusals),
                setAside,
                found.returned(),
                found.returnedText(),
                List.copyOf(limits));
    }

    private static boolean arrived(Refusal refusal) {
        boolean good = refusal.action()
                .map(claim -> claim.value() == Action.DELIVERED
                        || claim.value() == Action.RELAYED
                        || claim.value() == Action.EXPANDED)
                .orElse(false);
        return good || refusal.replyCode().map(claim -> claim.value() < 300).orElse(false);
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
