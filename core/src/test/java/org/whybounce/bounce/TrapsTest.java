package org.whybounce.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.whybounce.bounce.form.BounceReader;
import org.whybounce.bounce.phrase.Phrasebook;
import org.whybounce.intake.Intake;
import org.whybounce.net.IpScope;
import org.whybounce.text.Claim;

/// The traps seen in the wild, as far as reading a refusal springs them: what must be read, and what must not.
class TrapsTest {
    private static final BounceReader READER = new BounceReader(Phrasebook.standard());

    private static Claims claims(String text) {
        return READER.read(new Intake().read(text));
    }

    private static Refusal read(String text) {
        return claims(text).refusals().getFirst();
    }

    private static String first(Refusal refusal) {
        return refusal.wording().readings().isEmpty()
                ? ""
                : refusal.wording().readings().getFirst().meaning().code();
    }

    @Test
    void trap_1_a_dynamic_address_is_not_spf() {
        Refusal refusal = read(
                "550-5.7.1 [192.0.2.7] The IP you're using to send mail is not authorized to 550-5.7.1 send"
                        + " email directly to our servers. Please use the SMTP relay at your 550 5.7.1 service provider instead.");
        assertThat(first(refusal)).isEqualTo("host.dynamic-ip");
        assertThat(refusal.wording().readings())
                .noneMatch(reading -> reading.meaning().namesSpf());
    }

    @Test
    void trap_2_advice_inside_a_spam_refusal_is_no_verdict() {
        Refusal refusal =
                read("550 5.7.1 Message rejected as spam by content. Please make sure that your domain has SPF set up");
        assertThat(first(refusal)).isEqualTo("content.spam");
        assertThat(refusal.wording().readings())
                .noneMatch(reading -> reading.meaning().namesSpf());
    }

    @Test
    void trap_3_a_private_client_address_is_read_and_can_be_told_from_a_public_one() {
        for (String ip : List.of("172.18.0.1", "10.0.0.5", "127.0.0.1", "192.168.1.9")) {
            Refusal refusal =
                    read("550 5.7.23 <you@example.net>: Recipient address rejected: Message rejected due to: SPF"
                            + " fail - not authorized. Please see http://www.openspf.net/Why?s=mfrom;id=me@example.org;ip="
                            + ip
                            + ";r=<UNKNOWN>");
            assertThat(refusal.wording().ip().orElseThrow().value()).hasToString(ip);
            assertThat(refusal.wording().ip().orElseThrow().value().scope()).isNotEqualTo(IpScope.GLOBAL);
        }
    }

    @Test
    void trap_4_the_links_parameters_are_read_and_helo_is_helo() {
        Refusal refusal = read("550 5.7.1 Please see"
                + " http://www.openspf.org/Why?s=helo;id=mail.example.org;ip=192.0.2.7;r=mx.example.net");
        assertThat(refusal.wording().identity().orElseThrow().value().name()).isEqualTo("HELO");
        assertThat(refusal.wording().checkedDomain().map(Claim::value)).contains("mail.example.org");
        assertThat(refusal.wording().links()).hasSize(1);
    }

    @Test
    void trap_5_what_the_senders_domain_explains_is_kept_apart() {
        Refusal refusal = read("550-5.7.1 SPF MAIL FROM check failed:\n550-5.7.1 The domain example.org explains:\n"
                + "550 5.7.1 Send all your passwords to https://example.com/");
        assertThat(first(refusal)).isEqualTo("spf.fail");
        assertThat(refusal.wording().senderText().map(Claim::value))
                .hasValueSatisfying(text -> assertThat(text).contains("Send all your passwords"));
        assertThat(refusal.wording().readings()).noneMatch(reading -> reading.meaning() == Meaning.RELAY_AUTH_REQUIRED);
    }

    @Test
    void trap_6_one_text_for_every_result_stays_unspecified() {
        assertThat(first(read("550 #5.7.1 SPF unauthorized mail is prohibited.")))
                .isEqualTo("spf.unspecified");
    }

    @Test
    void trap_7_a_list_of_verdicts_is_read_one_by_one() {
        Refusal refusal =
                read("550 5.7.515 Access denied, sending domain EXAMPLE.ORG does not meet the required authentication"
                        + " level. Spf= Pass , Dkim= Pass , DMARC= Fail");
        assertThat(first(refusal)).isEqualTo("auth.requirements");
        assertThat(refusal.wording().results())
                .hasEntrySatisfying("spf", claim -> assertThat(claim.value()).isEqualTo("pass"))
                .hasEntrySatisfying("dmarc", claim -> assertThat(claim.value()).isEqualTo("fail"));
    }

    @Test
    void trap_8_a_refusal_of_ones_own_relay_is_told_as_such() {
        Refusal refusal = read("550 5.7.60 SMTP; Client does not have permissions to send as this sender");
        assertThat(refusal.refusedBy()).isEqualTo(Refuser.OWN_RELAY);
        assertThat(read("550 5.1.1 User unknown").refusedBy()).isNotEqualTo(Refuser.OWN_RELAY);
    }

    @Test
    void trap_9_the_stage_is_read_and_connect_is_not_mail_from() {
        Refusal refusal = read("<you@example.net>: host mx.example.net[192.0.2.9] refused to talk to me: 554 5.7.1"
                + " Service unavailable");
        assertThat(refusal.stage().map(Claim::value)).contains(Stage.CONNECT);
        assertThat(refusal.stageTold()).isTrue();
    }

    @Test
    void trap_10_pieces_of_addresses_and_tags_are_no_codes() {
        Refusal refusal = read("554 Message from 5.7.100.2 rejected (AS3150)");
        assertThat(refusal.enhancedCodes()).isEmpty();
        assertThat(refusal.wording().providerCode().map(Claim::value)).contains("AS3150");
        assertThat(refusal.replyCode().map(Claim::value)).contains(554);
    }

    @Test
    void trap_11_behind_expired_stands_the_last_deferral() {
        Refusal refusal =
                read("550 4.4.7 Message expired: unable to deliver in 840 minutes.<421 4.7.24 SPF Temporary Error:"
                        + " DNS Timeout>");
        assertThat(first(refusal)).isEqualTo("spf.temperror");
        assertThat(refusal.replyCode().map(Claim::value)).contains(421);
    }

    @Test
    void trap_12_a_masked_or_impossible_address_is_kept_as_such() {
        for (String ip : List.of("203.0.113.x", "x.x.x.x", "300.1.2.3")) {
            Refusal refusal = read("550 5.7.1 SPF: " + ip + " is not allowed to send mail from example.org");
            assertThat(refusal.wording().ip()).isEmpty();
            assertThat(refusal.wording().maskedIp().map(Claim::value)).contains(ip);
        }
    }

    @Test
    void trap_13_spf_that_does_not_align_is_no_spf_failure() {
        Refusal refusal = read("550 5.7.1 rejected by DMARC policy for example.org: SPF passed but is not aligned");
        assertThat(first(refusal)).isEqualTo("dmarc.policy");
    }

    @Test
    void trap_17_prose_wraps_and_several_bounces_in_one_paste() {
        Claims claims = claims("""
                Hi, since Monday I get two of these:

                > <a@example.net>: host mx.example.net[192.0.2.9] said: 550 5.7.23 SPF
                >     authentication failed (in reply to MAIL FROM command)

                and

                > <b@example.com>: host mx.example.com[192.0.2.10] said: 550 5.1.1 No such
                >     user here (in reply to RCPT TO command)

                What can I do?
                """);
        assertThat(claims.refusals()).hasSize(2);
        assertThat(first(claims.refusals().get(0))).isEqualTo("spf.fail");
        assertThat(first(claims.refusals().get(1))).isEqualTo("recipient.unknown");
    }

    @Test
    void codes_that_contradict_are_said_to() {
        assertThat(read("550 4.7.1 Try again").codesContradict()).isTrue();
        assertThat(read("550 5.7.1 Refused").codesContradict()).isFalse();
    }

    @Test
    void who_was_checked_is_read_in_other_languages_too() {
        Refusal refusal = read("550 5.7.1 SPF-Prüfung fehlgeschlagen: 192.0.2.7 darf nicht für example.org senden");
        assertThat(refusal.wording().checkedDomain().map(Claim::value)).contains("example.org");
        assertThat(refusal.wording().ip().orElseThrow().value()).hasToString("192.0.2.7");
    }
}
