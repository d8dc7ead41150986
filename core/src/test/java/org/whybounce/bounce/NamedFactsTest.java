package org.whybounce.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.whybounce.bounce.form.BounceReader;
import org.whybounce.bounce.phrase.Phrasebook;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Fact;
import org.whybounce.cause.KnownFacts;
import org.whybounce.cause.rule.StatedResults;
import org.whybounce.dns.DomainName;
import org.whybounce.intake.Intake;
import org.whybounce.text.Claim;

/// Whom a refusal's sentence names, and in which part: the From domain, the sender, the recipient, the HELO name, the
/// client, and the results it tells.
class NamedFactsTest {
    private static final BounceReader READER = new BounceReader(Phrasebook.standard());

    private static CaseFile file(String text) {
        Claims claims = READER.read(new Intake().read(text));
        return CaseFile.of(claims, claims.refusals().stream().findFirst(), Optional.empty(), KnownFacts.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550-5.7.26 Unauthenticated email from acme.example is not accepted due to domain's DMARC policy.",
                "550 5.7.509 Access denied, sending domain ACME.EXAMPLE does not pass DMARC verification and has a DMARC"
                        + " policy of reject.",
                "550 5.7.509 Access denied, sending domain [ACME.EXAMPLE] does not pass DMARC verification",
                "550 5.7.1 Rejected: DMARC policy of acme.example",
                "550 5.7.1 The From domain acme.example has a DMARC reject policy",
                "550 5.7.1 Email rejected per DMARC policy for acme.example",
                "550 5.7.0 Message rejected due to acme.example's DMARC policy.",
                "550 Rejected by header based DMARC policy of acme.example",
                "550 5.7.0 Dmarc failure for domain acme.example; policy reject",
                "550 5.7.1 DMARC alignment failed for From: <bob@acme.example>",
                "550 5.7.1 DMARC rejected by mx.corp.example for acme.example",
                "550 5.7.1 header.from=acme.example dmarc=fail action=reject"
            })
    void a_refusal_over_dmarc_names_the_from_domain(String text) {
        CaseFile file = file(text);
        assertThat(file.fromDomain().map(Fact::value)).isEqualTo(DomainName.parse("acme.example"));
        assertThat(file.fromDomain().flatMap(Fact::span))
                .hasValueSatisfying(span -> assertThat(span.of(text)).isEqualToIgnoringCase("acme.example"));
        assertThat(StatedResults.of(file, "dmarc")).contains("fail");
    }

    @Test
    void dmarc_named_without_a_result_is_no_result() {
        CaseFile file = file("550 5.7.1 DMARC: the domain acme.example asks receivers to reject mail that fails");
        assertThat(file.fromDomain().map(Fact::value)).isEqualTo(DomainName.parse("acme.example"));
        assertThat(StatedResults.of(file, "dmarc")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.7.1 Mail From domain bounce.esp.example does not align, DMARC fails",
                "550 5.7.1 DMARC check failed for bob@acme.example",
                "451 4.7.1 DMARC error at mx.corp.example",
                "550 5.7.1 DMARC fail, rejected by mx.corp.example",
                "550 5.7.1 DMARC policy violation. For help contact the owner of mx.example",
                "550 5.7.1 Message rejected as spam. See https://dmarc.example.net/",
                "550 5.7.23 SPF check failed for acme.example"
            })
    void no_other_name_is_taken_for_the_from_domain(String text) {
        assertThat(file(text).fromDomain()).isEmpty();
    }

    @Test
    void before_sender_address_rejected_stands_the_sender() {
        for (String text : new String[] {
            "554 5.7.1 <info@acme.example>: Sender address rejected: SPF fail - not authorized",
            "550 <info@acme.example>: Reject due to SPF policy",
            "550 5.1.0 <info@acme.example> sender rejected. IP is not authorized by SPF record for domain",
            "550 5.1.8 Sender address <info@acme.example> rejected: Domain not found"
        }) {
            CaseFile file = file(text);
            assertThat(file.mailFrom().map(Fact::value)).contains("info@acme.example");
            assertThat(file.checkedDomain().map(Fact::value)).isEqualTo(DomainName.parse("acme.example"));
            assertThat(file.refusal().flatMap(Refusal::recipient)).isEmpty();
        }
    }

    @Test
    void recipient_helo_and_client_are_told_apart() {
        CaseFile recipient = file("550 5.7.1 <bob@acme.example>: Recipient address rejected: Message rejected due to:"
                + " SPF fail - not authorized");
        assertThat(recipient.refusal().flatMap(Refusal::recipient).map(Claim::value))
                .contains("bob@acme.example");
        assertThat(recipient.checkedDomain()).isEmpty();
        assertThat(file("450 4.7.1 <mail.acme.example>: Helo command rejected: Host not found")
                        .helo()
                        .map(Fact::value))
                .isEqualTo(DomainName.parse("mail.acme.example"));
        assertThat(file("554 5.7.1 <mx.acme.example[203.0.113.5]>: Client host rejected: Access denied")
                        .ip()
                        .map(fact -> fact.value().toString()))
                .contains("203.0.113.5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "550 5.7.1 SPF fail for acme.example | fail | -",
                "550 5.7.23 SPF validation failed for acme.example: softfail | softfail | -",
                "550 5.7.1 SPF permerror in the record of acme.example | permerror | -",
                "550 <info@acme.example>: Reject due to SPF policy | - | -",
                "550 5.7.20 DKIM verification failed for acme.example | - | fail",
                "550 5.7.1 SPF-Fehler: 203.0.113.5 ist nicht berechtigt, für acme.example zu versenden | fail | -",
                "550 5.7.1 Spam detected. If SPF fails or DKIM fails we reject | - | -",
                "550-5.7.26 The sender is unauthenticated. Authentication results: DKIM = did not pass SPF [acme.example]"
                        + " with ip: [203.0.113.5] = did not pass | fail | fail"
            })
    void results_are_those_the_words_tell(String text, String spf, String dkim) {
        CaseFile file = file(text);
        assertThat(StatedResults.of(file, "spf").orElse("-")).isEqualTo(spf);
        assertThat(StatedResults.of(file, "dkim").orElse("-")).isEqualTo(dkim);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.7.1 SPF-Fehler: 203.0.113.5 ist nicht berechtigt, für acme.example E-Mails zu versenden",
                "host mx.example.net[203.0.113.90] said: 550 5.7.1 SPF-Fehler: 203.0.113.5 ist nicht berechtigt, für"
                        + " acme.example E-Mails zu versenden (in reply to MAIL FROM command)",
                "550 5.7.1 SPF-Prüfung fehlgeschlagen für acme.example (203.0.113.5)",
                "550 5.7.1 SPF-fout: 203.0.113.5 mag niet namens acme.example mailen",
                "550 5.7.1 SPF-kontroll misslyckades för acme.example från 203.0.113.5",
                "550 5.7.1 Erro de SPF: 203.0.113.5 não está autorizado a enviar por acme.example"
            })
    void spf_in_compounds_of_other_languages_is_read_with_its_facts(String text) {
        CaseFile file = file(text);
        assertThat(file.strongest().map(Reading::meaning)).contains(Meaning.SPF_FAIL);
        assertThat(file.ip().map(fact -> fact.value().toString())).contains("203.0.113.5");
        assertThat(file.checkedDomain().map(Fact::value)).isEqualTo(DomainName.parse("acme.example"));
    }
}
