package org.whybounce.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTest {
    private final Intake intake = new Intake();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    example.org                                                     | DOMAIN
                    someone@example.org                                             | DOMAIN
                    https://www.example.org/contact                                 | DOMAIN
                    bücher.example                                                  | DOMAIN
                    v=spf1 include:_spf.example.net -all                            | SPF_RECORD
                    example.org. 3600 IN TXT "v=spf1 ip4:192.0.2.1" " -all"         | SPF_RECORD
                    550 5.7.1 SPF MAIL FROM check failed                            | SMTP_REPLY
                    > 550-5.7.26 Unauthenticated mail                               | SMTP_REPLY
                    SPF - fail: not allowed                                         | BOUNCE_TEXT
                    My mail to someone was rejected with 550 5.7.23 by their server | BOUNCE_TEXT
                    {"notificationType":"Bounce","bounce":{}}                       | WEBHOOK
                    Ihre Nachricht wurde abgelehnt                                  | BOUNCE_TEXT
                    远程服务器返回“550 5.1.8 拒绝访问”                               | BOUNCE_TEXT
                    письмо отклонено: 550 5.7.1                                     | BOUNCE_TEXT
                    xyzzy                                                           | UNKNOWN
                    """)
    void one_line_is_recognised_by_its_shape(String text, InputKind kind) {
        assertThat(intake.read(text).kind()).isEqualTo(kind);
    }

    @Test
    void a_record_of_several_strings_is_joined_without_a_space_of_its_own() {
        Pasted pasted = intake.read("example.org. IN TXT \"v=spf1 ip4:192.0.2.1 \" \"-all\"");
        assertThat(pasted).isInstanceOfSatisfying(Pasted.SpfRecord.class, record -> {
            assertThat(record.record()).isEqualTo("v=spf1 ip4:192.0.2.1 -all");
            assertThat(record.owner())
                    .hasValueSatisfying(name -> assertThat(name).hasToString("example.org"));
        });
    }

    @Test
    void a_mail_is_a_message_headers_alone_are_headers_a_report_is_a_report() {
        String headers = """
                Received: from a.example by b.example; Thu, 1 Jan 2026 00:00:00 +0000
                From: a@example.org
                To: b@example.net
                Subject: hello
                """;
        assertThat(intake.read(headers).kind()).isEqualTo(InputKind.HEADERS);
        assertThat(intake.read(headers + "\nHello\n").kind()).isEqualTo(InputKind.MESSAGE);
        assertThat(intake.read(headers
                                + "\r\nReporting-MTA: dns; b.example\r\n\r\nFinal-Recipient: rfc822; b@example.net")
                        .kind())
                .isEqualTo(InputKind.DSN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nov 24 01:02:03 mx postfix/smtp[123]: 4A5B6C7D8E: to=<a@example.net>, relay=mx.example.net[192.0.2.1]:25, delay=1, dsn=5.7.1, status=bounced (host mx.example.net[192.0.2.1] said: 550 5.7.1 SPF fail (in reply to MAIL FROM command))",
                "2026-11-24 01:02:03 H=mx.example.net [192.0.2.1]:1337 F=<a@example.net> rejected RCPT <b@example.org>: SPF: 192.0.2.1 is not allowed to send mail from example.net"
            })
    void log_lines_are_log_lines(String line) {
        assertThat(intake.read(line).kind()).isEqualTo(InputKind.LOG_LINE);
    }

    @Test
    void what_is_no_text_is_told_in_one_line() {
        byte[] jpeg = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F'};
        assertThat(intake.read(jpeg))
                .isInstanceOfSatisfying(
                        Pasted.Unknown.class,
                        unknown -> assertThat(unknown.reason()).contains("JPEG").doesNotContain("\n"));
        assertThat(intake.read(new byte[4096]).kind()).isEqualTo(InputKind.UNKNOWN);
        assertThat(intake.read("  \r\n\t").kind()).isEqualTo(InputKind.UNKNOWN);
        assertThat(intake.read(new byte[0]).kind()).isEqualTo(InputKind.UNKNOWN);
    }

    @Test
    void bytes_are_utf_8_where_they_can_be_and_one_character_each_where_not() {
        byte[] utf8 = "550 refusé".getBytes(StandardCharsets.UTF_8);
        byte[] latin = "550 refusé".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(intake.read(utf8).text()).isEqualTo("550 refusé");
        assertThat(intake.read(latin).text()).isEqualTo("550 refusé");
    }

    @Test
    void too_much_is_cut_and_said() {
        Pasted pasted =
                new Intake(100).read(("550 5.7.1 SPF fail " + "x".repeat(200)).getBytes(StandardCharsets.UTF_8));
        assertThat(pasted.truncated()).isTrue();
        assertThat(pasted.text()).hasSize(100);
        assertThat(pasted.limits()).hasSize(1);
    }

    @Test
    void any_bytes_are_answered() {
        Random random = new Random(4);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            assertThat(intake.read(bytes).kind()).isNotNull();
        }
    }
}
