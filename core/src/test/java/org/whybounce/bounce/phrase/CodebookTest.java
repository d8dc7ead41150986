package org.whybounce.bounce.phrase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.whybounce.bounce.EnhancedStatus;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Phrase;

class CodebookTest {
    private static final Codebook BOOK = Codebook.standard();

    private static Optional<Codebook.Entry> find(String code) {
        return EnhancedStatus.parse(code).flatMap(BOOK::find);
    }

    @Test
    void every_code_of_the_registry_has_a_title_a_source_and_what_to_do() {
        assertThat(BOOK.enhanced()).hasSizeGreaterThan(95).allSatisfy(entry -> {
            assertThat(entry.title()).isNotBlank();
            assertThat(entry.source()).isNotBlank();
            assertThat(entry.uses()).as(entry.code()).allSatisfy(use -> {
                assertThat(use.says()).isNotBlank();
                assertThat(use.then()).isNotBlank();
                assertThat(use.source()).isNotBlank();
            });
        });
        assertThat(BOOK.replies()).hasSizeGreaterThan(35);
    }

    @Test
    void a_provider_means_something_else_by_a_registered_code() {
        Codebook.Entry entry = find("4.7.23").orElseThrow();
        assertThat(entry.title()).isEqualTo("SPF validation failed");
        assertThat(entry.uses()).anySatisfy(use -> {
            assertThat(use.who()).isEqualTo("Gmail");
            assertThat(use.says()).contains("reverse DNS");
            assertThat(use.published()).isFalse();
        });
    }

    @Test
    void a_range_takes_in_its_codes_and_no_others() {
        assertThat(find("5.7.606")).isPresent();
        assertThat(find("5.7.620")).isPresent();
        assertThat(find("5.7.650")).isEmpty();
        assertThat(find("5.9.9")).isEmpty();
    }

    @Test
    void a_reply_code_is_told_alone() {
        assertThat(BOOK.find(550).orElseThrow().title()).contains("mailbox unavailable");
        assertThat(BOOK.find(599)).isEmpty();
    }

    @Test
    void texts_that_were_seen_with_a_code_are_found() {
        EnhancedStatus code = EnhancedStatus.parse("5.7.26").orElseThrow();
        assertThat(Phrasebook.standard().withCode(code, false))
                .extracting(Phrase::says)
                .contains(Meaning.SPF_FAIL, Meaning.AUTH_NONE, Meaning.DMARC_POLICY);
    }
}
