package org.whybounce.bounce.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.whybounce.bounce.phrase.Phrasebook;
import org.whybounce.intake.Intake;

/// Refusals that name SPF: which of them are verdicts of SPF, and which only mention it. A wrong "it is SPF" costs a
/// person days, so every text that only mentions it is held here to be read as something else, or as nothing.
class SpfTextsTest {
    private static final BounceReader READER = new BounceReader(Phrasebook.standard());

    record Case(String meaning, String text) {}

    static Stream<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        try (InputStream in = SpfTextsTest.class.getResourceAsStream("/org/whybounce/bounce/spf-texts.tsv")) {
            assertThat(in).isNotNull();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                int tab = line.indexOf('\t');
                if (!line.startsWith("#") && tab > 0) {
                    cases.add(new Case(line.substring(0, tab), line.substring(tab + 1)));
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_text_that_names_spf_is_read_as_what_it_says(Case one) {
        String first = first(one.text());
        switch (one.meaning()) {
            case "not" -> assertThat(first).as(one.text()).doesNotStartWith("spf.");
            case "spf" -> assertThat(first).as(one.text()).startsWith("spf.");
            case String meaning -> assertThat(first).as(one.text()).isEqualTo(meaning);
        }
    }

    /// What a mail program does to a refusal changes nothing about its meaning.
    @ParameterizedTest
    @MethodSource("cases")
    void wrapped_quoted_and_in_prose_it_says_the_same(Case one) {
        String wrapped = "> " + one.text().replaceAll("(.{30,60}) ", "$1\n> ");
        String first = first(wrapped);
        if (one.meaning().equals("not")) {
            assertThat(first).as(wrapped).doesNotStartWith("spf.");
        } else {
            assertThat(first).as(wrapped).startsWith("spf.");
        }
    }

    @Test
    void there_are_enough_of_both_kinds() throws IOException {
        assertThat(cases().filter(one -> one.meaning().equals("not"))).hasSizeGreaterThan(60);
        assertThat(cases().filter(one -> !one.meaning().equals("not"))).hasSizeGreaterThan(60);
    }

    private static String first(String text) {
        return READER.read(new Intake().read(text)).refusals().stream()
                .findFirst()
                .flatMap(refusal -> refusal.wording().readings().stream().findFirst())
                .map(reading -> reading.meaning().code())
                .orElse("nothing");
    }
}
