package org.whybounce.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whybounce.bounce.form.BounceReader;
import org.whybounce.bounce.phrase.Phrasebook;
import org.whybounce.intake.Intake;

/// Bounces whose words for people are in the charsets of their countries, as base64 and as the bytes themselves.
class CharsetsTest {
    private static final BounceReader READER = new BounceReader(Phrasebook.standard());

    @ParameterizedTest
    @CsvSource({
        "GBK, SPF 校验失败",
        "GB18030, SPF 检查未通过",
        "Big5, SPF 檢查失敗",
        "ISO-2022-JP, SPF認証に失敗しました",
        "Shift_JIS, SPF認証に失敗しました",
        "EUC-JP, SPF認証に失敗しました",
        "EUC-KR, SPF 검사 실패",
        "KOI8-R, проверка SPF не пройдена",
        "windows-1251, проверка SPF не пройдена",
        "ISO-8859-2, kontrola SPF selhala",
        "windows-1252, SPF-Prüfung fehlgeschlagen",
    })
    void the_words_are_read_in_their_charset(String charset, String words) {
        byte[] body = ("<you@example.net>:\n550 5.7.1 " + words + "\n").getBytes(Charset.forName(charset));
        reads(mail(charset, "base64", Base64.getMimeEncoder().encode(body)));
        if (!charset.equals("ISO-2022-JP")) {
            reads(mail(charset, "8bit", body));
        } else {
            reads(mail(charset, "7bit", body));
        }
    }

    private static void reads(byte[] mail) {
        Claims claims = READER.read(new Intake().read(mail));
        assertThat(claims.refusals()).hasSize(1);
        Refusal refusal = claims.refusals().getFirst();
        assertThat(refusal.recipient().orElseThrow().value()).isEqualTo("you@example.net");
        assertThat(refusal.replyCode().orElseThrow().value()).isEqualTo(550);
        assertThat(refusal.wording().readings().getFirst().meaning())
                .as(refusal.flattened())
                .isEqualTo(Meaning.SPF_FAIL);
    }

    private static byte[] mail(String charset, String encoding, byte[] body) {
        String head = "From: MAILER-DAEMON@mx.example.net\nTo: me@example.org\nSubject: Undelivered mail\n"
                + "MIME-Version: 1.0\nContent-Type: text/plain; charset=" + charset
                + "\nContent-Transfer-Encoding: " + encoding + "\n\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(body);
        return out.toByteArray();
    }
}
