package org.whybounce.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.whybounce.bounce.form.BounceReader;
import org.whybounce.bounce.phrase.Phrasebook;
import org.whybounce.intake.Intake;

/// Whatever is pasted, the readers answer, in bounded time. `-Dfuzz=N` makes N times as many mutations.
class HostileTextTest {
    private static final BounceReader READER = new BounceReader(Phrasebook.standard());
    private static final String HEAD = "From: MAILER-DAEMON@mx.example\nSubject: Undelivered Mail\nMIME-Version: 1.0\n";
    private static final String ODD = "\r\n <>@;:-.\\\"{}[]=%05";
    private static final int LENGTH = 1_000_000;

    private static Claims read(String text) {
        return assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> READER.read(new Intake().read(text.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void five_thousand_nested_multiparts_cost_no_stack() {
        StringBuilder mail = new StringBuilder(HEAD);
        for (int i = 0; i < 5000; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b" + i + "\n\n--b" + i + "\n");
        }
        assertThat(read(mail.toString()).limits()).anyMatch(limit -> limit.contains("nested"));
    }

    @Test
    void many_parts_are_cut_and_said() {
        assertThat(read(HEAD + "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n".repeat(20_000))
                        .limits())
                .anyMatch(limit -> limit.contains("1000 parts"));
    }

    @Test
    void of_100_000_recipients_a_thousand_are_shown_and_all_are_counted() {
        StringBuilder mail = new StringBuilder("Reporting-MTA: dns; mx.example\n\n");
        for (int i = 0; i < 100_000; i++) {
            mail.append("Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\n\n");
        }
        Claims claims = read(mail.toString());
        assertThat(claims.refusals()).hasSize(1000);
        assertThat(claims.limits()).anyMatch(limit -> limit.contains("100000 recipients"));
    }

    @Test
    void a_line_of_ten_mebibytes_is_read_in_time() {
        for (String piece : List.of("x", "spf ", "550 5.7.1 spf fail ", "<a@b.example> ", "List-Post: spf=pass (")) {
            String line = piece.repeat(10 * 1024 * 1024 / piece.length());
            assertThat(read("550 5.7.1 " + line).form()).isNotEmpty();
            assertThat(read(HEAD + "\n" + line).form()).isNotEmpty();
        }
    }

    @Test
    void a_million_header_fields_are_read_in_time() {
        assertThat(read(HEAD + "X-A: b\n".repeat(1_000_000) + "\n550 5.1.1 no\n")
                        .form())
                .isNotEmpty();
    }

    @Test
    void many_mails_in_one_mbox_are_cut_and_said() {
        String mail = "From a@example.net Tue Nov 24 01:02:03 2026\n" + HEAD + "\n<a@b.example>: 550 5.1.1 no\n\n";
        Claims claims = read(mail.repeat(3000));
        assertThat(claims.limits()).anyMatch(limit -> limit.contains("3000 mails"));
    }

    @Test
    void bounces_forwarded_inside_of_bounces_end() {
        StringBuilder mail = new StringBuilder("550 5.1.1 <a@b.example> no\n");
        for (int i = 0; i < 60; i++) {
            mail.insert(
                    0,
                    "From: me@example.org\nSubject: Fwd\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b"
                            + i + "\n\n--b" + i + "\nContent-Type: message/rfc822\n\nFrom: MAILER-DAEMON@x\n");
        }
        assertThat(read(mail.toString()).form()).isNotEmpty();
    }

    @Test
    void a_log_of_many_lines_is_read_in_time() {
        String line =
                "Nov 24 01:02:03 mx postfix/smtpd[1]: NOQUEUE: reject: RCPT from x[192.0.2.7]: 550 5.7.23 <a@b.example>:"
                        + " SPF fail; from=<c@d.example> to=<a@b.example> proto=ESMTP helo=<x>\n";
        assertThat(read(line.repeat(50_000)).refusals()).hasSize(1000);
        String telling =
                "Nov 24 01:02:03 mx policyd-spf[5678]: prepend Received-SPF: Fail (mailfrom) identity=mailfrom\n";
        assertThat(read(telling.repeat(50_000)).form()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@",
                "a@",
                " ",
                "\n",
                "<",
                "&",
                "<style>",
                "--",
                "\"",
                "\"@",
                "550 ",
                "550-",
                "5.7.1 ",
                "http",
                "http://x?id=",
                "spf ",
                "{",
                "[",
                "=41",
                "<<< 550-5.7.1 x\n",
                "Received: x\n",
                "Received: ",
                "List-Post: spf=pass (spf=pass (",
                "List-Post: spf=pass (spf=pass (\n",
                "spf=pass (",
                "\n spf=pass (",
                "SPF fail ",
                "dmarc ",
                "'s dmarc ",
                "dmarc of ",
                "from domain ",
                "= did not pass ",
                "<a@b.c>: sender address rejected ",
                "sender address <",
                "ip=",
                "->",
                "<a@b.c>: ",
                "550 5.7.1 SPF check failed\n",
                "\u001b$B",
                "\r",
                "\t",
                ">",
                "(",
                "...",
                "Final-Recipient: ",
                "a.",
                "1.",
                ":"
            })
    void a_million_characters_of_one_piece_are_read_in_time(String piece) {
        String filler = piece.repeat(LENGTH / piece.length());
        for (String before :
                List.of("", HEAD + "\n", HEAD + "Content-Type: text/html\n\n", "550 5.7.1 ", "{\"event\":\"x\",")) {
            assertThat(read(before + filler).form()).isNotEmpty();
        }
    }

    @Test
    void mutated_bounces_are_answered() {
        Random random = new Random(20261124);
        String[] seeds = {
            HEAD
                    + "Content-Type: multipart/report; boundary=b\n\n--b\n\n<a@example.net>: host mx[192.0.2.1] said: 550-5.7.1 SPF\n"
                    + " 550 5.7.1 fail (in reply to MAIL FROM command)\n--b\nContent-Type: message/delivery-status\n\n"
                    + "Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@example.net\nStatus: 5.7.1\n"
                    + "Diagnostic-Code: smtp; 550 5.7.1 <a@example.net>... 550 no\n--b--\n",
            "550-5.7.26 The MAIL FROM domain [x.example] has an SPF record with a hard fail policy (-all) but it fails to pass"
                    + " SPF checks with the ip: [192.0.2.1]. http://www.openspf.org/Why?s=mfrom;id=%41%zz;ip=::1;r=%",
            "Nov 24 01:02:03 mx postfix/smtp[1]: ABCDEF12: to=<a@example.net>, relay=x[192.0.2.1]:25, dsn=5.7.1, status=bounced (x)",
            "{\"notificationType\":\"Bounce\",\"bounce\":{\"bouncedRecipients\":[{\"emailAddress\":\"a@b.example\",\"status\":\"5.1.1\"}]}}",
            HEAD
                    + "Content-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: base64\n\nPGI+NTUwIDUuNy4xPC9iPg==\n"
        };
        int rounds = 400 * Integer.getInteger("fuzz", 1);
        for (int round = 0; round < rounds; round++) {
            StringBuilder text = new StringBuilder(seeds[round % seeds.length]);
            for (int change = random.nextInt(8); change >= 0 && text.length() > 2; change--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, (char) random.nextInt(0x250));
                    case 2 -> text.setCharAt(at, ODD.charAt(random.nextInt(ODD.length())));
                    default -> text.delete(at, Math.min(text.length(), at + random.nextInt(40)));
                }
            }
            String mutated = text.toString();
            Claims claims = READER.read(new Intake().read(mutated));
            for (Refusal refusal : claims.refusals()) {
                refusal.recipient().ifPresent(claim -> {
                    if (claim.span() != null) {
                        assertThat(claim.span().end()).isLessThanOrEqualTo(mutated.length());
                    }
                });
            }
        }
    }
}
