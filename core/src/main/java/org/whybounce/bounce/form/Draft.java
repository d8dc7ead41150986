package org.whybounce.bounce.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.bounce.Action;
import org.whybounce.bounce.EnhancedStatus;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Reading;
import org.whybounce.bounce.Refusal;
import org.whybounce.bounce.Rejected;
import org.whybounce.bounce.Stage;
import org.whybounce.bounce.Wording;
import org.whybounce.bounce.phrase.PowerMtaCategory;
import org.whybounce.bounce.raw.FlatText;
import org.whybounce.bounce.raw.Lexicon;
import org.whybounce.bounce.raw.Part;
import org.whybounce.bounce.wording.WordingReader;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;

/// What a reader has found of one refusal so far. Lives inside one reading only; what comes out of it is a
/// [Refusal].
final class Draft {
    Optional<Claim<String>> recipient = Optional.empty();
    Optional<Claim<String>> original = Optional.empty();
    Optional<Claim<Action>> action = Optional.empty();
    Optional<Claim<EnhancedStatus>> status = Optional.empty();
    Optional<Claim<Integer>> reply = Optional.empty();
    Optional<Claim<Stage>> stage = Optional.empty();
    Optional<Claim<String>> reportingMta = Optional.empty();
    Optional<Claim<String>> remoteMta = Optional.empty();
    Optional<Claim<String>> date = Optional.empty();
    Optional<Claim<String>> queueId = Optional.empty();
    Optional<Claim<String>> envelopeFrom = Optional.empty();
    Optional<Claim<String>> helo = Optional.empty();
    /// The client that connected, where the form tells it and the refusal's words do not.
    Optional<Claim<String>> ip = Optional.empty();

    /// Whether the form itself tells that it will pass, for refusals without a code.
    Optional<Boolean> passing = Optional.empty();

    /// Whether a log's line is what is read: it tells of one attempt, where a report tells of all.
    boolean logged = false;

    /// PowerMTA's category of the refusal.
    Optional<Claim<String>> category = Optional.empty();

    /// The part that the diagnostic text stands in, and its place there.
    Part part;

    Span text = new Span(0, 0);

    /// The words around the refusal, for where the refusal itself says too little.
    String around = "";

    Draft(Part part) {
        this.part = part;
    }

    boolean hasText() {
        return text.length() > 0;
    }

    Refusal refusal(WordingReader reader) {
        Optional<Claim<String>> diagnostic =
                hasText() ? part.cut(text.start(), text.end()) : Optional.<Claim<String>>empty();
        Optional<Span> inner = Nested.reply(part.text(), text);
        int words = inner.filter(span -> Nested.quoted(part.text(), span))
                .map(Span::start)
                .orElse(text.start());
        FlatText flat = FlatText.of(part.text(), words, text.end());
        Optional<Claim<Integer>> code = reply.isPresent()
                ? reply
                : inner.or(() -> Lexicon.reply(part.text(), text.start(), text.end()))
                        .map(this::code);
        List<Claim<EnhancedStatus>> codes = codes(inner);
        Optional<String> remote = remoteMta.map(Claim::value);
        Optional<String> host = remote.or(() -> reportingMta.map(Claim::value));
        Optional<Stage> told = (stage.isPresent() ? stage : Stages.in(flat, part)).map(Claim::value);
        WordingReader.Read first = reader.read(flat, part, host, code.map(Claim::value), codes, told, around);
        WordingReader.Read read = first;
        if (inner.isPresent() && words == text.start() && waited(read)) {
            // "Message expired: ... <421 4.7.24 ...>": what the last try was told is why (RFC 3463, X.4.7).
            FlatText last = FlatText.of(part.text(), inner.get().start(), text.end());
            WordingReader.Read why = reader.read(last, part, host, code.map(Claim::value), codes, told, "");
            if (!why.wording().readings().isEmpty() && !waited(why)) {
                read = why;
            }
        }
        Optional<Span> arrow = Nested.behindArrow(part.text(), text);
        if (arrow.isPresent()) {
            FlatText theirs = FlatText.of(part.text(), arrow.get().start(), text.end());
            WordingReader.Read why = reader.read(theirs, part, host, code.map(Claim::value), codes, told, "");
            read = telling(why) && !samePoint(why, read) ? why : read;
        }
        Rejected.find(flat.folded()).ifPresent(rejected -> take(rejected, flat));
        Optional<Claim<Stage>> command = stage.or(() -> Stages.in(flat, part));
        return new Refusal(
                recipient,
                original,
                action,
                code,
                codes,
                diagnostic,
                first.said(),
                command.or(() -> Stages.implied(flat, part)),
                command.isPresent(),
                temporary(code, codes),
                reportingMta,
                remoteMta,
                read.refuser(),
                read.provider(),
                date,
                queueId,
                envelopeFrom,
                helo,
                client(categorised(tried() ? read.wording().underway() : read.wording())));
    }

    /// Whether a log or a warning says that the server goes on trying.
    private boolean tried() {
        return action.filter(claim -> claim.value() == Action.DELAYED).isPresent();
    }

    private Wording categorised(Wording wording) {
        return category.flatMap(claim -> PowerMtaCategory.meaning(claim.value())
                        .map(meaning -> wording.withHint(new Reading(
                                meaning,
                                Reading.Strength.HINT,
                                "PowerMTA filed it under \"" + claim.value() + "\"",
                                Optional.empty(),
                                Optional.ofNullable(claim.span())))))
                .orElse(wording);
    }

    /// Whom the server refused, where the form did not tell it. The sender in front of "Sender address
    /// rejected" is no recipient.
    private void take(Rejected rejected, FlatText flat) {
        Span of = rejected.ip().orElse(rejected.place());
        Span place = flat.place(of.start(), of.end());
        Claim<String> claim = part.claim(of.of(flat.toString()), place.start(), place.end());
        switch (rejected.kind()) {
            case CLIENT -> ip = ip.or(() -> Optional.of(claim));
            case HELO -> helo = helo.or(() -> Optional.of(claim));
            case SENDER -> {
                envelopeFrom = envelopeFrom.or(() -> Optional.of(claim));
                recipient = recipient.filter(other -> !other.equals(claim));
            }
            case RECIPIENT -> recipient = recipient.or(() -> Optional.of(claim));
        }
    }

    /// Whether the words of the server itself give a reason, so that what another makes of them does not count.
    private static boolean telling(WordingReader.Read read) {
        return read.wording().readings().stream()
                .findFirst()
                .filter(reading -> reading.strength() != Reading.Strength.HINT)
                .filter(reading -> reading.meaning() != Meaning.POLICY_UNSPECIFIED)
                .isPresent();
    }

    private static boolean samePoint(WordingReader.Read one, WordingReader.Read other) {
        List<Reading> words = other.wording().readings();
        Meaning meaning = one.wording().readings().getFirst().meaning();
        return !words.isEmpty()
                && (words.getFirst().meaning() == meaning
                        || words.getFirst().meaning().namesSpf() && meaning.namesSpf());
    }

    /// Whether the words tell no more than that time ran out or something did not work.
    private static boolean waited(WordingReader.Read read) {
        return read.wording().readings().stream()
                .findFirst()
                .filter(reading -> reading.strength() != Reading.Strength.HINT)
                .map(Reading::meaning)
                .filter(meaning -> meaning == Meaning.SYSTEM_EXPIRED || meaning == Meaning.SYSTEM_TEMPORARY)
                .isPresent();
    }

    private Wording client(Wording wording) {
        return wording.ip().isPresent()
                ? wording
                : ip.flatMap(claim -> IpAddress.parse(claim.value()).map(parsed -> new Claim<>(parsed, claim.span())))
                        .map(wording::withIp)
                        .orElse(wording);
    }

    private Claim<Integer> code(Span span) {
        return part.claim(Integer.parseInt(span.of(part.text())), span.start(), span.end());
    }

    /// The code that tells most first, then the others in the order they stand.
    private List<Claim<EnhancedStatus>> codes(Optional<Span> inner) {
        List<Claim<EnhancedStatus>> codes = new ArrayList<>();
        boolean nested = false;
        for (Span span : Lexicon.enhanced(part.text(), text.start(), text.end())) {
            // The code beside the inner reply is the refusing server's; the others are of who reports.
            boolean beside = inner.isPresent()
                    && span.start() - inner.get().end() <= 3
                    && span.start() >= inner.get().end();
            nested |= beside;
            EnhancedStatus.parse(span.of(part.text()))
                    .filter(code ->
                            codes.stream().noneMatch(other -> other.value().equals(code)))
                    .ifPresent(
                            code -> codes.add(beside ? 0 : codes.size(), part.claim(code, span.start(), span.end())));
        }
        boolean decided = nested;
        status.ifPresent(field -> {
            boolean told = codes.stream().anyMatch(code -> code.value().equals(field.value()));
            if (!told) {
                boolean detailed = codes.isEmpty()
                        || !decided
                                && moreTelling(field.value(), codes.getFirst().value());
                codes.add(detailed ? 0 : codes.size(), field);
            }
        });
        return List.copyOf(codes);
    }

    /// Whether the `Status` field says more than the code of the refusal's own text. RFC 3463, section 3.1: a
    /// zero is "other or undefined", so that any other number tells more; where both tell, the refusing server
    /// knows best.
    private static boolean moreTelling(EnhancedStatus field, EnhancedStatus text) {
        return weight(field) > weight(text);
    }

    private static int weight(EnhancedStatus code) {
        return (code.subject() == 0 ? 0 : 2) + (code.detail() == 0 ? 0 : 1);
    }

    private Optional<Boolean> temporary(Optional<Claim<Integer>> code, List<Claim<EnhancedStatus>> codes) {
        if (action.isPresent() && action.get().value() == Action.DELAYED) {
            return Optional.of(true);
        }
        if (code.isPresent() && code.get().value() >= 400) {
            return Optional.of(code.get().value() < 500);
        }
        return codes.isEmpty() ? passing : Optional.of(codes.getFirst().value().temporary());
    }
}
