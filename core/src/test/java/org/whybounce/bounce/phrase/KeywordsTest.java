package org.whybounce.bounce.phrase;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Reading;
import org.whybounce.bounce.form.BounceReader;
import org.whybounce.intake.Intake;

/// Refusals in words of nobody's known text: plain words decide, and where they say nothing, nothing is made of them.
class KeywordsTest {
    private static final BounceReader READER = new BounceReader(Phrasebook.standard());

    private static Reading first(String text) {
        return READER.read(new Intake().read(text))
                .refusals()
                .getFirst()
                .wording()
                .readings()
                .getFirst();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            recipient.full       | 550 5.7.1 Recipient's mailbox is over its quota
            recipient.full       | 552 Das Postfach ist leider voll
            recipient.disabled   | 550 5.2.1 The account is temporarily suspended
            recipient.unknown    | 550 L'adresse du destinataire est introuvable
            recipient.restricted | 550 5.2.0 Your email address is blocked by the recipient
            relay.auth-required  | 554 5.7.1 <a@example.org>: Sender address rejected: Access denied: not logged in
            rate.limited         | 421 4.7.0 Too many connections from your host
            content.size         | 552 5.2.3 Message exceeds maximum fixed size
            content.format       | 550 5.7.1 Messages without a valid From header are not accepted
            content.format       | 554 5.6.0 Lone CR or LF in headers not allowed
            content.spam         | 550 This message has been blocked because it contains spam-like characteristics
            host.helo            | 554 5.7.1 Access denied: HELO localhost.localdomain
            reputation.domain    | 554 5.7.1 Message contains URL listed in SURBL: example.org
            reputation.domain    | 554 5.7.1 Service unavailable; Sender address [a@example.org] blocked using dbl.example
            """)
    void plainWordsTellWhatItIsAbout(String meaning, String text) {
        assertThat(first(text).meaning().code()).isEqualTo(meaning);
        assertThat(first(text).strength()).isNotEqualTo(Reading.Strength.HINT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.7.1 Access denied",
                "550 5.7.1 Command rejected",
                "554 5.7.1 Rejected for policy reasons",
                "550 5.7.1 Message rejected",
                "554 5.7.1 Transaction failed"
            })
    void nothingIsMadeOfNothing(String text) {
        Reading reading = first(text);
        assertThat(reading.meaning() == Meaning.POLICY_UNSPECIFIED || reading.strength() == Reading.Strength.HINT)
                .as(reading.toString())
                .isTrue();
    }
}
