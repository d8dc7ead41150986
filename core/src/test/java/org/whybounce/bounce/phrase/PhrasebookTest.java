package org.whybounce.bounce.phrase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.whybounce.bounce.Meaning;
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
        assertThat(
                        read("550 5.7.1 Message rejected as spam. To improve delivery please set up SPF and DKIM for your domain")
                                .getFirst()
                                .meaning())
                .isEqualTo(Meaning.CONTENT_SPAM);
    }

    @Test
    void a_dynamic_address_is_no_spf_failure() {
        assertThat(
                        read("550-5.7.1 [192.0.2.7] The IP you're using to send mail is not authorized to 550-5.7.1 send email"
                                        + " directly to our servers. Please use the SMTP relay at your 550 5.7.1 service provider instead.")
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
