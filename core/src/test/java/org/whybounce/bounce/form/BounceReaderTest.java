package org.whybounce.bounce.form;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.whybounce.bounce.Action;
import org.whybounce.bounce.Claims;
import org.whybounce.bounce.Meaning;
import org.whybounce.bounce.Reading;
import org.whybounce.bounce.Refusal;
import org.whybounce.bounce.Stage;
import org.whybounce.bounce.Wording;
import org.whybounce.bounce.phrase.Phrasebook;
import org.whybounce.intake.Intake;
import org.whybounce.intake.Pasted;
import org.whybounce.spf.Identity;
import org.whybounce.text.Claim;

class BounceReaderTest {
    private static final BounceReader READER = new BounceReader(Phrasebook.standard());
    private final Intake intake = new Intake();

    private Claims read(String text) {
        return READER.read(intake.read(text));
    }

    @Test
    void google_says_which_domain_and_which_address_failed() {
        String reply = """
                550-5.7.26 The MAIL FROM domain [mail.example.org] has an SPF record with a
                550-5.7.26 hard fail policy (-all) but it fails to pass SPF checks with the ip:
                550-5.7.26 [192.0.2.24]. To best protect our users from spam and phishing,
                550 5.7.26 the message has been blocked. x123 - gsmtp
                """;
        Pasted pasted = intake.read(reply);
        Refusal refusal = READER.read(pasted).refusals().getFirst();
        assertThat(refusal.replyCode().orElseThrow().value()).isEqualTo(550);
        assertThat(refusal.enhancedCodes().getFirst().value()).hasToString("5.7.26");
        assertThat(refusal.flattened())
                .startsWith("550 5.7.26 The MAIL FROM domain [mail.example.org] has an SPF record with a hard fail");
        Wording wording = refusal.wording();
        assertThat(wording.readings().getFirst().meaning()).isEqualTo(Meaning.SPF_FAIL);
        assertThat(wording.readings().getFirst().strength()).isEqualTo(Reading.Strength.SAID);
        assertThat(wording.ip().orElseThrow().value()).hasToString("192.0.2.24");
        assertThat(wording.checkedDomain().map(Claim::value)).contains("mail.example.org");
        Claim<String> domain = wording.checkedDomain().orElseThrow();
        assertThat(domain.span()).isNotNull();
        assertThat(domain.span().of(pasted.text())).isEqualTo("mail.example.org");
        assertThat(refusal.provider().orElseThrow().value()).isEqualTo("Google");
    }

    @Test
    void the_parameters_of_an_openspf_link_are_read() {
        Wording wording = read("550 5.7.1 <b@example.net>: Recipient address rejected: Please see"
                        + " http://www.openspf.org/Why?s=helo;id=mail.example.org;ip=2001:db8::7;r=mx.example.net")
                .refusals()
                .getFirst()
                .wording();
        assertThat(wording.ip().orElseThrow().value()).hasToString("2001:db8::7");
        assertThat(wording.checkedDomain().map(Claim::value)).contains("mail.example.org");
        assertThat(wording.identity().orElseThrow().value()).isEqualTo(Identity.HELO);
        assertThat(wording.readings().getFirst().meaning()).isEqualTo(Meaning.SPF_FAIL);
    }

    @Test
    void a_delivery_report_is_read_to_its_fields() {
        String mail = """
                From: MAILER-DAEMON@mx.example.org (Mail Delivery System)
                To: me@example.org
                Subject: Undelivered Mail Returned to Sender
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

                --b1
                Content-Type: text/plain

                This is the mail system at host mx.example.org.

                <you@example.net>: host mx.example.net[192.0.2.9] said: 550 5.7.23 SPF
                    check failed (in reply to MAIL FROM command)

                --b1
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.org
                X-Postfix-Queue-ID: 4ABCDEF
                Arrival-Date: Tue, 24 Nov 2026 01:02:03 +0000 (UTC)

                Final-Recipient: rfc822; you@example.net
                Original-Recipient: rfc822;alias@example.com
                Action: failed
                Status: 5.7.23
                Remote-MTA: dns; mx.example.net
                Diagnostic-Code: smtp; 550 5.7.23 SPF check failed

                --b1
                Content-Type: message/rfc822

                Received: from a by b
                Return-Path: <me@example.org>
                From: me@example.org

                Hello
                --b1--
                """;
        Claims claims = read(mail);
        assertThat(claims.refusals()).hasSize(1);
        Refusal refusal = claims.refusals().getFirst();
        assertThat(refusal.recipient().map(Claim::value)).contains("you@example.net");
        assertThat(refusal.originalRecipient().map(Claim::value)).contains("alias@example.com");
        assertThat(refusal.action().map(Claim::value)).contains(Action.FAILED);
        assertThat(refusal.stage().map(Claim::value)).contains(Stage.MAIL_FROM);
        assertThat(refusal.reportingMta().map(Claim::value)).contains("mx.example.org");
        assertThat(refusal.remoteMta().map(Claim::value)).contains("mx.example.net");
        assertThat(refusal.queueId().map(Claim::value)).contains("4ABCDEF");
        assertThat(claims.returnedText())
                .hasValueSatisfying(text -> assertThat(text).contains("Return-Path"));
    }

    @Test
    void a_log_line_tells_relay_queue_and_reason() {
        Refusal refusal =
                read("Nov 24 01:02:03 mx postfix/smtp[123]: 4A5B6C7D8E: to=<a@example.net>, relay=mx.example.net[192.0.2.1]:25,"
                                + " delay=1, dsn=5.7.1, status=bounced (host mx.example.net[192.0.2.1] said: 550 5.7.1 SPF check"
                                + " failed (in reply to MAIL FROM command))")
                        .refusals()
                        .getFirst();
        assertThat(refusal.recipient().map(Claim::value)).contains("a@example.net");
        assertThat(refusal.remoteMta().map(Claim::value)).contains("mx.example.net");
        assertThat(refusal.queueId().map(Claim::value)).contains("4A5B6C7D8E");
        assertThat(refusal.stage().map(Claim::value)).contains(Stage.MAIL_FROM);
        assertThat(refusal.wording().readings().getFirst().meaning()).isEqualTo(Meaning.SPF_FAIL);
    }
}
