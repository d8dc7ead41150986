package org.whybounce.bounce.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.whybounce.bounce.Claims;
import org.whybounce.bounce.form.BounceReader;
import org.whybounce.bounce.phrase.Phrasebook;
import org.whybounce.bounce.raw.Contractions;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Fact;
import org.whybounce.cause.KnownFacts;
import org.whybounce.intake.Intake;

/// The one domain that a refusal over SPF names is the one that was checked, unless it can be somebody else's.
class SoleNameTest {
    private static final BounceReader READER = new BounceReader(Phrasebook.standard());

    private static CaseFile file(String text) {
        Claims claims = READER.read(new Intake().read(text));
        return CaseFile.of(claims, claims.refusals().stream().findFirst(), Optional.empty(), KnownFacts.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.7.23 The message was rejected because of Sender Policy Framework violation -> 550 5.7.1"
                        + " a@acme.example is not allowed to send from 198.51.100.7",
                "554 5.7.1 Sender address rejected: SPF fail - acme.example does not designate 198.51.100.7",
                "550 5.7.0 SPF Hardfail a@acme.example 198.51.100.7",
                "550 5.7.1 SPF failed: acme.example / 198.51.100.7",
                "550 [198.51.100.7] SPF a@acme.example failed",
                "550 5.7.1 L'adresse IP 198.51.100.7 n'est pas autorisee par l'enregistrement SPF de acme.example",
                "550 5.7.1 SPF: adres 198.51.100.7 nie jest uprawniony do wysylania poczty z domeny acme.example",
                "550 5.7.1 IP 198.51.100.7 is niet geautoriseerd volgens SPF van acme.example"
            })
    void isTheDomainThatWasChecked(String text) {
        assertThat(file(text).checkedDomain().map(fact -> fact.value().toString()))
                .contains("acme.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.7.1 <user@example.net>: SPF check failed",
                "550 5.7.1 <user@example.net>... SPF check failed for 198.51.100.7",
                "550 mx.example.net SPF check failed for your IP 198.51.100.7",
                "550 5.7.23 SPF validation failed (in reply to RCPT TO user@example.net) from 198.51.100.7",
                "550 5.7.1 SPF failure for 198.51.100.7. Contact postmaster@example.net",
                "550 5.7.1 SPF failure for 198.51.100.7 (recipient user@example.net)",
                "550 5.7.1 SPF fail 198.51.100.7 see https://example.net/spf",
                "550 5.7.1 Rejected mail to <user@example.net>, SPF failed for 198.51.100.7",
                "550 Rejected, SPF fail, from host out.example.com [198.51.100.7]",
                "550 5.7.1 SPF check failed 198.51.100.7, version 1.2.3",
                "550 5.7.1 SPF: a.example and b.example, 198.51.100.7 failed",
                "550 5.7.23 SPF fail\nFrom: Info <info@acme.example>\n"
            })
    void isNotTakenWhereItCanBeSomebodyElses(String text) {
        CaseFile file = file(text);
        assertThat(file.checkedDomain().map(Fact::value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.7.0 SPF Hardfail bounces+7-you=example.net@acme.example 198.51.100.7",
                "550 5.7.0 SPF Hardfail mfrom=bounces+7-you=example.net@acme.example 198.51.100.7"
            })
    void anEqualsSignMayBelongToTheAddress(String text) {
        assertThat(file(text).mailFrom().map(Fact::value)).contains("bounces+7-you=example.net@acme.example");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            the domain does not exist and can not be used, the domain doesn't exist and can't be used
            it isn't allowed, it is not allowed
            """)
    void bothSpellingsAreOneWording(String one, String other) {
        assertThat(Contractions.otherSpellings(one)).contains(other);
    }
}
