package org.whybounce.bounce.phrase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Phrase;
import org.whybounce.bounce.Reading;
import org.whybounce.bounce.form.BounceReader;
import org.whybounce.bounce.raw.Lexicon;
import org.whybounce.intake.Intake;

class PhrasebookTest {
    private static final Phrasebook BOOK = Phrasebook.standard();
    private static final BounceReader READER = new BounceReader(BOOK);

    @Test
    void every_text_has_a_source_and_words_of_its_own() {
        assertThat(BOOK.sentences()).hasSizeGreaterThan(400).allSatisfy(sentence -> {
            assertThat(sentence.phrase().source()).isNotBlank();
            assertThat(sentence.words()).as(sentence.phrase().text()).isNotEmpty();
        });
    }

    @Test
    void every_text_is_found_in_its_own_sample() {
        assertThat(BOOK.sentences()).allSatisfy(sentence -> {
            String sample = sample(sentence);
            assertThat(sentence.match(sample))
                    .as(sentence.phrase().provider() + ": " + sample)
                    .isPresent();
            assertThat(BOOK.matches(sample).stream().map(Sentence.Match::sentence))
                    .as("the index leads to it: " + sample)
                    .contains(sentence);
        });
    }

    /// Told apart by the words around them (`Unless:`).
    private static final Set<String> OF_SENDER_OR_RECIPIENT = Set.of("domain not found", "domain does not exist");

    @Test
    void no_text_of_a_provider_stands_twice() {
        Map<String, List<Meaning>> texts = new TreeMap<>();
        for (Phrase phrase : new LinkedHashSet<>(BOOK.phrases())) {
            texts.computeIfAbsent(phrase.provider() + ": " + Sentence.fold(phrase.text()), _ -> new ArrayList<>())
                    .add(phrase.says());
        }
        assertThat(texts).allSatisfy((text, says) -> {
            if (!OF_SENDER_OR_RECIPIENT.contains(text.substring(text.indexOf(": ") + 2))) {
                assertThat(says).as(text).hasSize(1);
            }
        });
    }

    /// A wording that two servers have says the same of both; where a server means more by it, it stands here with why.
    private static final Set<String> MEAN_MORE = Set.of(
            // maddy refuses by a result of "fail" in these words; others use them of any result.
            "spf authentication failed",
            // rspamd's words for its own greylisting.
            "try again later");

    @Test
    void a_wording_of_several_providers_says_the_same() {
        Map<String, Set<Meaning>> texts = new TreeMap<>();
        BOOK.phrases()
                .forEach(phrase -> texts.computeIfAbsent(Sentence.fold(phrase.text()), _ -> new TreeSet<>())
                        .add(phrase.says()));
        assertThat(texts).allSatisfy((text, says) -> {
            if (!MEAN_MORE.contains(text) && !OF_SENDER_OR_RECIPIENT.contains(text)) {
                assertThat(says).as(text).hasSize(1);
            }
        });
    }

    /// A stanza whose own words are read as another stanza's meaning contradicts it; the narrower text must win.
    @Test
    void a_text_is_read_as_what_its_stanza_says_and_not_as_another() {
        List<String> contradicted = new ArrayList<>();
        for (Sentence sentence : BOOK.sentences()) {
            if (sentence.phrase().text().contains("{result}")) {
                // Each result has a narrower text of its own.
                continue;
            }
            Optional<String> provider = Optional.of(sentence.phrase().provider());
            List<Sentence.Match> found = BOOK.matches(sample(sentence)).stream()
                    .filter(match -> match.sentence().strength() == sentence.strength())
                    .filter(match -> match.literal()
                            > sentence.match(sample(sentence)).orElseThrow().literal())
                    .filter(match ->
                            Optional.of(match.sentence().phrase().provider()).equals(provider))
                    .filter(match -> match.sentence().phrase().says()
                            != sentence.phrase().says())
                    .toList();
            if (!found.isEmpty()) {
                contradicted.add(
                        sentence.phrase().provider() + ": " + sentence.phrase().text() + " is also "
                                + found.getFirst().sentence().phrase().text());
            }
        }
        assertThat(contradicted).isEmpty();
    }

    /// What a receiver says of itself must win over what others say in fewer of the same words. Texts of the same words
    /// with another meaning would be a contradiction in the book.
    @Test
    void a_receivers_own_sentence_is_read_as_what_it_says() {
        Set<Meaning> spf = Set.of(
                Meaning.SPF_FAIL,
                Meaning.SPF_SOFTFAIL,
                Meaning.SPF_NEUTRAL,
                Meaning.SPF_NONE,
                Meaning.SPF_PERMERROR,
                Meaning.SPF_TEMPERROR,
                Meaning.SPF_UNSPECIFIED);
        for (Sentence sentence : BOOK.sentences()) {
            if (sentence.strength() != Reading.Strength.SAID) {
                continue;
            }
            List<Reading> readings = read("550 " + sample(sentence));
            Meaning first = readings.getFirst().meaning();
            if (spf.contains(sentence.phrase().says())) {
                assertThat(first).as(sample(sentence)).isIn(spf);
            } else {
                assertThat(first).as(sample(sentence)).isNotIn(spf);
            }
        }
    }

    @Test
    void advice_to_set_up_spf_is_no_verdict() {
        assertThat(read("550 5.7.1 Message rejected as spam. To improve delivery please set up SPF and DKIM for"
                                + " your domain")
                        .getFirst()
                        .meaning())
                .isEqualTo(Meaning.CONTENT_SPAM);
    }

    @Test
    void a_dynamic_address_is_no_spf_failure() {
        assertThat(read("550-5.7.1 [192.0.2.7] The IP you're using to send mail is not authorized to 550-5.7.1"
                                + " send email directly to our servers. Please use the SMTP relay at your 550 5.7.1"
                                + " service provider instead.")
                        .getFirst()
                        .meaning())
                .isEqualTo(Meaning.HOST_DYNAMIC_IP);
    }

    @Test
    void a_piece_of_an_address_is_no_status_code() {
        assertThat(Lexicon.enhanced("blocked 5.7.100.2 and 1.5.7.1", 0, 29)).isEmpty();
        assertThat(Lexicon.enhanced("(#5.7.1) 550-5.7.26 x", 0, 21)).hasSize(2);
    }

    private static List<Reading> read(String reply) {
        return READER.read(new Intake().read(reply))
                .refusals()
                .getFirst()
                .wording()
                .readings();
    }

    private static String sample(Sentence sentence) {
        StringBuilder sample = new StringBuilder(sentence.pieces().getFirst());
        for (int i = 0; i < sentence.slots().size(); i++) {
            sample.append(
                    switch (sentence.slots().get(i)) {
                        case IP -> "192.0.2.7";
                        case CHECKED_DOMAIN, DOMAIN, FROM_DOMAIN, HELO, HOST -> "mail.example.org";
                        case CHECKED_ADDRESS, ADDRESS, RECIPIENT -> "<someone@example.org>";
                        case LIST -> "list.example.net";
                        case URL -> "https://example.net/why";
                        case CODE -> "as(1234)";
                        case NUMBER -> "42";
                        case RESULT -> "fail";
                        case SENDER_TEXT -> "see our policy";
                        case WORD -> "word";
                        case ANY -> "some words";
                    });
            sample.append(sentence.pieces().get(i + 1));
        }
        return sample.toString();
    }
}
