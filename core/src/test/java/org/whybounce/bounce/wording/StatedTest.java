package org.whybounce.bounce.wording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whybounce.bounce.Refusal;
import org.whybounce.bounce.form.BounceReader;
import org.whybounce.bounce.phrase.Phrasebook;
import org.whybounce.intake.Intake;

/// What a refusal states, and what it only advises, lists or mentions.
class StatedTest {
    private static final BounceReader READER = new BounceReader(Phrasebook.standard());

    private static Refusal read(String text) {
        return READER.read(new Intake().read(text)).refusals().getFirst();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reputation.ip | 554 5.7.1 Your message was rejected due to poor sender reputation. If you have not set up SPF, DKIM and DMARC for your domain, please do so",
                "content.spam | 550 5.7.1 Message rejected as spam by content filtering. Make sure your domain has SPF, DKIM and DMARC set up",
                "host.ptr | 550 5.7.25 Reverse DNS lookup failed for 198.51.100.5. Sender best practices: valid PTR, SPF, DKIM and DMARC",
                "rate.limited | 451 4.7.0 The server [198.51.100.6] has exceeded the maximum number of connections. Senders should comply with SPF, DKIM and DMARC",
                "recipient.disabled | 550 5.2.1 Mailbox disabled for this recipient. Tipp: Falls Sie noch keinen SPF-Eintrag haben, holen Sie das nach (SPF, DKIM und DMARC)!",
                "recipient.unknown | 550 5.1.3 No such user here. See our policy on SPF and DMARC at https://mx.example.net/",
            })
    void adviceIsNoVerdict(String meaning, String text) {
        assertThat(read(text).wording().readings().getFirst().meaning().code()).isEqualTo(meaning);
    }

    @Test
    void whatMayBeIsNotEvenAHint() {
        assertThat(read("550 5.7.1 Your message was rejected. Possible reasons: missing SPF record, blacklisted IP"
                                + " address, missing reverse DNS.")
                        .wording()
                        .readings())
                .allSatisfy(reading -> assertThat(reading.meaning().code()).isEqualTo("policy.unspecified"));
    }

    @Test
    void whatLostKeepsWhy() {
        Refusal refusal = read("550 5.1.1 <ann@example.net>: user unknown (in reply to MAIL FROM command)");
        assertThat(refusal.wording().readings())
                .noneSatisfy(reading -> assertThat(reading.meaning().code()).isEqualTo("recipient.unknown"));
        assertThat(refusal.wording().outvoted())
                .anySatisfy(lost -> assertThat(lost.because()).contains("MAIL FROM"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SMTP error for MAIL FROM, host: mx.example.net (192.0.2.8) reason: 550 5.7.1 SPF check failed",
                "Message to b@example.net was refused by mx.example.net (192.0.2.8) with: 550 5.7.1 SPF failure for ann@example.org",
                "Le serveur distant mx.example.net (192.0.2.8) a répondu : 550 5.7.1 échec SPF",
                "response: '550 5.7.1 SPF fail for ann@example.org', command: 'MAIL FROM', address: '192.0.2.8', host: 'mx.example.net', port: 25",
            })
    void theServersAddressIsNeverTheClients(String text) {
        assertThat(read(text).wording().ip()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "550 5.7.1 host 192.0.2.7 not permitted by SPF of example.org",
                "550 5.7.1 mail for ann@example.net refused: SPF: the domain example.org does not permit 192.0.2.7",
                "550 5.7.1 Il messaggio per ann@example.net è stato respinto: SPF fail: 192.0.2.7 non è autorizzato per il dominio example.org",
                "550 5.7.1 SPF: le domaine example.org n'autorise pas l'adresse 192.0.2.7",
                "550 5.7.1 SPF: домен example.org не разрешает отправку с адреса 192.0.2.7",
            })
    void theClauseOnSpfNamesTheDomainAndTheClient(String text) {
        assertThat(read(text).wording().checkedDomain().orElseThrow().value()).isEqualTo("example.org");
        assertThat(read(text).wording().ip().orElseThrow().value()).hasToString("192.0.2.7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "def handle(code):~    if code == 550:~        raise Error(\"550 5.7.23 SPF validation failed\")",
                "unknown_client_reject_code = 550~unverified_sender_reject_code = 450",
            })
    void textsAboutRefusalsAreNone(String text) {
        assertThat(READER.read(new Intake().read(text.replace('~', '\n'))).refusals())
                .isEmpty();
    }

    @Test
    void pagesAndEditorsChangeNothing() {
        Refusal refusal =
                read("550 5.7.1 SPF fail: &lt;ann@**mail&#8209;x.example.org**&gt; is not allowed to send from"
                        + " 192.0.2.7");
        assertThat(refusal.wording().checkedDomain().orElseThrow().value()).isEqualTo("mail-x.example.org");
    }

    @Test
    void aWarningThatGoesOnHasNotExpired() {
        Refusal refusal =
                read("There was a temporary problem delivering your message to ann@example.net. Gmail will retry"
                        + " for 45 more hours.\nThe response was:\nThe recipient server did not accept our requests to connect."
                        + " [mx.example.net 192.0.2.8: timed out]");
        assertThat(refusal.wording().readings().getFirst().meaning().code()).isEqualTo("system.temporary");
    }
}
