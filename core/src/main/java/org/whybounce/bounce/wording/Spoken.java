package org.whybounce.bounce.wording;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.bounce.EnhancedStatus;
import org.whybounce.bounce.Phrase;
import org.whybounce.bounce.Reading;
import org.whybounce.bounce.Stage;
import org.whybounce.bounce.phrase.Moods;
import org.whybounce.bounce.phrase.Phrasebook;
import org.whybounce.bounce.phrase.Precedence;
import org.whybounce.bounce.phrase.Sentence;
import org.whybounce.bounce.phrase.SpfMentions;
import org.whybounce.bounce.raw.FlatText;
import org.whybounce.bounce.raw.Part;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;

/// A refusal as its witnesses hear it: the words in one line, what is known of who speaks and when, and what
/// the two readers of words found in it. Made once, changed by nobody.
///
/// @param provider who speaks, as far as a host's name or a sign in the words tells it
/// @param stage    the SMTP command that was answered, where the form tells it
/// @param texts    the known texts, the most telling first
/// @param unstated the sentences that advise, ask or speak of what may be
/// @param around   the words around the refusal
record Spoken(
        FlatText flat,
        String folded,
        Part part,
        Optional<String> provider,
        Optional<Integer> reply,
        List<Claim<EnhancedStatus>> codes,
        Optional<Stage> stage,
        List<Sentence.Match> texts,
        SpfMentions.Found spf,
        List<Moods.Unstated> unstated,
        String around) {

    static Spoken of(
            FlatText flat,
            Part part,
            Optional<String> host,
            Optional<Integer> reply,
            List<Claim<EnhancedStatus>> codes,
            Optional<Stage> stage,
            String around,
            Phrasebook book,
            SpfMentions mentions,
            Moods moods) {
        String folded = flat.folded();
        Optional<String> provider = host.flatMap(book::providerOf).or(() -> book.providerBySign(folded));
        SpfMentions.Found spf = mentions.find(folded);
        List<Sentence.Match> texts = ranked(book.matches(folded), provider);
        if (spf.onlyNamed() && texts.stream().noneMatch(Spoken::saidSpf)) {
            texts = ranked(book.matches(spf.masked()), provider);
        }
        return new Spoken(
                flat, folded, part, provider, reply, codes, stage, texts, spf, moods.unstated(folded), around);
    }

    /// Where a piece of the folded text stands in the paste.
    @Nullable
    Span span(Span piece) {
        Span place = flat.place(piece.start(), piece.end());
        return part.span(place.start(), place.end());
    }

    /// A receiver's own sentence states what the book says of it, whatever its grammar; so does the address of
    /// a list's page: "see https://...".
    boolean states(Sentence.Match match) {
        return match.sentence().strength() == Reading.Strength.SAID
                || match.sentence().phrase().text().indexOf('.') > 0
                || unstated.stream().noneMatch(sentence -> sentence.place().contains(match.place()));
    }

    /// Whether it stands in a list of what may be.
    boolean mayBe(Sentence.Match match) {
        return unstated.stream()
                .anyMatch(sentence -> sentence.mayBe() && sentence.place().contains(match.place()));
    }

    private static boolean saidSpf(Sentence.Match match) {
        return match.sentence().strength() == Reading.Strength.SAID
                && match.sentence().phrase().says().namesSpf();
    }

    /// Strongest first: said before likely, the host's own provider before others, the narrower common text
    /// before the wider, long before short. A text inside a longer one's place is dropped: the longer one says
    /// what it means there.
    static List<Sentence.Match> ranked(List<Sentence.Match> found, Optional<String> provider) {
        List<Sentence.Match> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.<Sentence.Match, Reading.Strength>comparing(
                        match -> match.sentence().strength(), Comparator.reverseOrder())
                .thenComparingInt(match -> isOf(match, provider) ? 0 : 1)
                .thenComparingInt(Spoken::precedence)
                .thenComparing(Sentence.Match::literal, Comparator.reverseOrder()));
        List<Sentence.Match> kept = new ArrayList<>();
        for (Sentence.Match match : sorted) {
            boolean inside = kept.stream()
                    .anyMatch(longer -> longer.place().contains(match.place()) && longer.literal() > match.literal());
            if (!inside) {
                kept.add(match);
            }
        }
        return List.copyOf(kept);
    }

    private static boolean isOf(Sentence.Match match, Optional<String> provider) {
        return provider.isPresent() && match.sentence().phrase().provider().equals(provider.get());
    }

    /// A receiver's own sentence needs no such order.
    private static int precedence(Sentence.Match match) {
        Phrase phrase = match.sentence().phrase();
        return match.sentence().strength() == Reading.Strength.SAID ? 0 : Precedence.of(phrase.says());
    }
}
