package org.whybounce.bounce.wording;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whybounce.bounce.EnhancedStatus;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Provider;
import org.whybounce.bounce.Reading;
import org.whybounce.bounce.Refuser;
import org.whybounce.bounce.Stage;
import org.whybounce.bounce.Wording;
import org.whybounce.bounce.phrase.Keywords;
import org.whybounce.bounce.phrase.Moods;
import org.whybounce.bounce.phrase.Phrasebook;
import org.whybounce.bounce.phrase.Sentence;
import org.whybounce.bounce.phrase.SpfMentions;
import org.whybounce.bounce.phrase.StatusMeanings;
import org.whybounce.bounce.raw.FlatText;
import org.whybounce.bounce.raw.Part;
import org.whybounce.text.Claim;

/// Reads a refusal's sentence: which texts of the phrasebook it is, and the facts in it. Provider before
/// wording before code, since codes collide.
public final class WordingReader {
    private final Phrasebook book;
    private final StatusMeanings codes;
    private final SpfMentions mentions = new SpfMentions();
    private final Keywords keywords = new Keywords();
    private final Moods moods = new Moods();

    public WordingReader(Phrasebook book, StatusMeanings codes) {
        this.book = book;
        this.codes = codes;
    }

    /// @param said the server's words in one line, without those of who asks behind them
    public record Read(Wording wording, Optional<Claim<String>> provider, Refuser refuser, String said) {}

    /// @param stage the SMTP command that was answered, where the form tells it
    public Read read(
            FlatText flat,
            Part part,
            Optional<String> host,
            Optional<Integer> reply,
            List<Claim<EnhancedStatus>> enhanced,
            Optional<Stage> stage,
            String around) {
        Spoken spoken = Spoken.of(flat, part, host, reply, enhanced, stage, around, book, mentions, moods);
        Ranking ranking = Ranking.of(new Witnesses(spoken, book, keywords, codes, moods)::votes);
        FactReader facts = new FactReader(flat, part, spoken.spf().telling());
        spoken.texts().forEach(facts::take);
        Wording wording = facts.wording(ranking.standing(), ranking.outvoted());
        Optional<Claim<String>> provider = provider(spoken);
        return new Read(wording, provider, refuser(provider, spoken.texts()), said(spoken));
    }

    private static String said(Spoken spoken) {
        String text = spoken.flat().toString();
        String said = text.substring(0, Moods.ofServer(text, spoken.unstated())).strip();
        return said.chars().anyMatch(Character::isLetterOrDigit) ? said : text;
    }

    private Optional<Claim<String>> provider(Spoken spoken) {
        if (spoken.provider().isPresent()) {
            return spoken.provider().map(name -> new Claim<>(name, null));
        }
        return spoken.texts().stream()
                .filter(match -> match.sentence().strength() == Reading.Strength.SAID)
                .filter(match -> book.telling(match.sentence()))
                .findFirst()
                .filter(match -> book.role(match.sentence().phrase().provider()) != Provider.Role.WORDS)
                .map(match -> new Claim<>(match.sentence().phrase().provider(), spoken.span(match.place())));
    }

    private static final Set<Meaning> OWN_RELAY =
            EnumSet.of(Meaning.RELAY_AUTH_REQUIRED, Meaning.RELAY_SENDER_MISMATCH, Meaning.REPUTATION_OWN_ACCOUNT);

    private Refuser refuser(Optional<Claim<String>> provider, List<Sentence.Match> matches) {
        if (!matches.isEmpty()
                && OWN_RELAY.contains(matches.getFirst().sentence().phrase().says())) {
            return Refuser.OWN_RELAY;
        }
        return provider.map(claim -> book.role(claim.value()))
                        .filter(role -> role == Provider.Role.GATEWAY)
                        .isPresent()
                ? Refuser.GATEWAY
                : Refuser.UNKNOWN;
    }
}
