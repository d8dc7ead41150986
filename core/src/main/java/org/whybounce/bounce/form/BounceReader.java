package org.whybounce.bounce.form;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.bounce.Action;
import org.whybounce.bounce.Claims;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Reading;
import org.whybounce.bounce.Refusal;
import org.whybounce.bounce.phrase.Phrasebook;
import org.whybounce.bounce.phrase.StatusMeanings;
import org.whybounce.bounce.raw.Field;
import org.whybounce.bounce.raw.FlatText;
import org.whybounce.bounce.raw.Mbox;
import org.whybounce.bounce.raw.Part;
import org.whybounce.bounce.wording.ClientStated;
import org.whybounce.bounce.wording.WordingReader;
import org.whybounce.intake.PartKind;
import org.whybounce.intake.Pasted;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;
import org.whybounce.text.WordList;

/// From what was pasted to what it claims. The form decides the reader: delivery report, text for people,
/// replies, log lines, an event of a sending service. Never throws, whatever the text.
public final class BounceReader {
    private final WordingReader words;

    public BounceReader(Phrasebook book) {
        this.words = new WordingReader(book, new StatusMeanings());
    }

    public Claims read(Pasted pasted) {
        Claims claims = claims(pasted);
        if (claims.setAside().isEmpty() && AboutRefusals.is(pasted.words(), claims.refusals())) {
            return new Claims(
                    claims.form(),
                    List.of(),
                    AboutRefusals.WHAT,
                    claims.returned(),
                    claims.returnedText(),
                    claims.limits());
        }
        boolean own = pasted.parts().stream().anyMatch(part -> part.kind() == PartKind.PROSE);
        boolean tool = pasted instanceof Pasted.ToolReport;
        return claims.refusals().isEmpty() && own && !tool
                ? claims.hinting(OwnWordsReader.read(pasted.words()))
                : claims;
    }

    private Claims claims(Pasted pasted) {
        List<String> limits = new ArrayList<>(pasted.limits());
        return switch (pasted) {
            case Pasted.Dsn _, Pasted.BounceText _ -> report(pasted, limits);
            case Pasted.SmtpReply _ -> aside(claims("an SMTP reply", new ReplyReader(whole(pasted)).read(), limits));
            case Pasted.LogLine _ ->
                aside(claims("lines of a mail server's log", new LogReader(whole(pasted)).read(), limits));
            case Pasted.Webhook _ -> event(pasted, limits);
            case Pasted.Headers _ -> message(pasted.text(), limits);
            case Pasted.Message _ -> messageOrBounce(pasted.text(), limits);
            case Pasted.Prose prose -> ownWords(prose, limits);
            case Pasted.Code _ -> claims("a code alone", new ReplyReader(whole(pasted)).read(), limits);
            case Pasted.Domain _,
                    Pasted.SpfRecord _,
                    Pasted.DnsAnswer _,
                    Pasted.FilterLines _,
                    Pasted.ToolReport _,
                    Pasted.Domains _,
                    Pasted.Unknown _ ->
                new Claims(
                        pasted.kind().code(), List.of(), Optional.empty(), Optional.empty(), Optional.empty(), limits);
        };
    }

    /// A report whose fields stand at the very top, or among those of the mail that came back with no empty line
    /// between them, looks like the head of a mail; it is read as what it is.
    private Claims report(Pasted pasted, List<String> limits) {
        Claims claims = mail(pasted.words(), limits);
        if (!claims.refusals().isEmpty() || claims.setAside().isPresent()) {
            return claims;
        }
        List<Draft> drafts = new DsnReader(whole(pasted)).cutOut();
        if (drafts.isEmpty()) {
            return claims;
        }
        String text = pasted.words();
        Span all = new Span(0, text.length());
        boolean route = Field.first(Field.block(text, 0, text.length()).fields(), text, "received")
                .isPresent();
        return new Claims(
                "a delivery report (RFC 3464)",
                refusals(drafts, limits),
                Optional.empty(),
                route ? Optional.of(all) : claims.returned(),
                route ? Optional.of(text) : claims.returnedText(),
                List.copyOf(limits));
    }

    /// Words without a code. Those of a service, known word by word, are its refusal; those of a person who
    /// asks are hints: "Gmail rejects us because of SPF" is what somebody understood, not what a server said.
    private Claims ownWords(Pasted.Prose prose, List<String> limits) {
        Claims read = mail(prose.words(), limits);
        boolean refused = read.setAside().isEmpty()
                && read.refusals().stream().anyMatch(refusal -> stands(refusal, prose.asking()));
        return refused
                ? read
                : new Claims(
                        "a text without a server's reply",
                        List.of(),
                        read.setAside(),
                        Optional.empty(),
                        Optional.empty(),
                        read.limits());
    }

    private static boolean stands(Refusal refusal, boolean asking) {
        return refusal.wording().readings().stream()
                .filter(reading -> reading.meaning() != Meaning.POLICY_UNSPECIFIED)
                .anyMatch(reading -> asking
                        ? reading.strength() == Reading.Strength.SAID
                                && reading.phrase()
                                        .filter(phrase -> !phrase.provider().equals(Phrasebook.ANY_PROVIDER))
                                        .isPresent()
                        : reading.strength() != Reading.Strength.HINT);
    }

    private static Part whole(Pasted pasted) {
        return new Part("text/plain", pasted.words(), 0);
    }

    private Claims event(Pasted pasted, List<String> limits) {
        EventReader reader = new EventReader(whole(pasted));
        Claims claims = claims("an event of a sending service", reader.read(limits), limits);
        Optional<String> why = claims.refusals().isEmpty()
                ? reader.setAside()
                : claims.refusals().stream().allMatch(BounceReader::arrived) ? DELIVERED : Optional.empty();
        return new Claims(
                claims.form(), claims.refusals(), why, claims.returned(), claims.returnedText(), claims.limits());
    }

    /// Set aside where all that is told was delivered.
    private static Claims aside(Claims claims) {
        return claims.refusals().isEmpty() || !claims.refusals().stream().allMatch(BounceReader::arrived)
                ? claims
                : new Claims(
                        claims.form(),
                        claims.refusals(),
                        DELIVERED,
                        claims.returned(),
                        claims.returnedText(),
                        claims.limits());
    }

    private static final Optional<String> DELIVERED = Optional.of("a report that the mail was delivered");

    /// A mail that is no bounce by its head may hold one: forwarded inline, as an attachment, or quoted by who
    /// asks for help. It counts where a server's reply stands in it, or a bounce is attached.
    private Claims messageOrBounce(String text, List<String> limits) {
        List<String> inner = new ArrayList<>(limits);
        Claims claims = mail(text, inner);
        boolean refused = claims.refusals().stream()
                .anyMatch(refusal ->
                        refusal.replyCode().filter(code -> code.value() >= 400).isPresent()
                                        && (!refusal.enhancedCodes().isEmpty()
                                                || refusal.recipient().isPresent())
                                || claims.form().contains("forwarded"));
        boolean event =
                claims.form().startsWith("an event") && !claims.refusals().isEmpty();
        return event || refused && claims.setAside().isEmpty() ? claims : message(text, limits);
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
        if (drafts.stream().anyMatch(draft -> draft.text.length() > FlatText.LONGEST)) {
            limits.add(
                    "A refusal is longer than " + FlatText.LONGEST + " characters; only its beginning was understood.");
        }
        if (drafts.size() == 1 && drafts.getFirst().ip.isEmpty()) {
            stated(drafts.getFirst());
        }
        underway(drafts);
        return drafts.stream().map(draft -> draft.refusal(words)).toList();
    }

    private static final List<String> GOES_ON = WordList.of("form", "bounce reader: goes on");

    /// A warning that the server goes on trying: nothing has failed for good.
    private static void underway(List<Draft> drafts) {
        IdentityHashMap<Part, Boolean> goesOn = new IdentityHashMap<>();
        for (Draft draft : drafts) {
            boolean failed =
                    draft.action.filter(claim -> claim.value() != Action.FAILED).isPresent() || draft.logged;
            if (!failed && goesOn.computeIfAbsent(draft.part, BounceReader::goesOn)) {
                draft.action = Optional.of(new Claim<>(Action.DELAYED, null));
            }
        }
    }

    private static boolean goesOn(Part part) {
        if (part.text().length() > FlatText.LONGEST) {
            return false;
        }
        String lower = lower(part.text());
        return GOES_ON.stream().anyMatch(lower::contains);
    }

    /// Whoever asks for help tells the address beside the refusal.
    private static void stated(Draft draft) {
        Part part = draft.part;
        ClientStated.find(part.text())
                .ifPresent(
                        place -> draft.ip = Optional.of(part.claim(place.of(part.text()), place.start(), place.end())));
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
        List<Span> mails = Mbox.mails(text);
        if (mails.size() < 2) {
            return claims(new MailReader(text, limits).read(), limits);
        }
        if (mails.size() > MOST_MAILS) {
            limits.add("The file holds " + mails.size() + " mails; the first " + MOST_MAILS + " were read.");
        }
        List<Refusal> refusals = new ArrayList<>();
        Optional<Claims> first = Optional.empty();
        for (Span one : mails.subList(0, Math.min(mails.size(), MOST_MAILS))) {
            Claims claims = claims(new MailReader(text, one.start(), one.end(), limits).read(), limits);
            if (claims.setAside().isEmpty()) {
                refusals.addAll(claims.refusals());
            }
            first = first.isEmpty() || first.get().refusals().isEmpty() ? Optional.of(claims) : first;
        }
        Claims told = first.orElseThrow();
        return new Claims(
                "an mbox file of " + mails.size() + " mails, " + told.form(),
                refusals.isEmpty() ? told.refusals() : List.copyOf(refusals),
                refusals.isEmpty() ? told.setAside() : Optional.empty(),
                told.returned(),
                told.returnedText(),
                List.copyOf(limits));
    }

    private static final int MOST_MAILS = 1000;

    private Claims claims(MailReader.Found found, List<String> limits) {
        List<Refusal> refusals = new ArrayList<>(refusals(found.drafts(), limits));
        Optional<String> setAside = found.setAside();
        if (setAside.isEmpty() && !refusals.isEmpty() && refusals.stream().allMatch(BounceReader::arrived)) {
            setAside = DELIVERED;
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
