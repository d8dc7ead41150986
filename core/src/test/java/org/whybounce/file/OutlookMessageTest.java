package org.whybounce.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/// `ndr.msg` was written by Apache POI, an implementation of the format that is not ours.
class OutlookMessageTest {
    private static byte[] report() throws IOException {
        try (InputStream in = Objects.requireNonNull(OutlookMessageTest.class.getResourceAsStream("ndr.msg"))) {
            return in.readAllBytes();
        }
    }

    private static String mail(byte[] bytes) {
        return new String(OutlookMessage.mail(bytes).orElseThrow(), StandardCharsets.UTF_8);
    }

    @Test
    void aReportIsAMailWithTheReportAndTheReturnedMail() throws IOException {
        assertThat(mail(report()))
                .contains("Subject: Undeliverable: Hello\n")
                .contains("Content-Type: multipart/report")
                .contains("Delivery has failed to these recipients")
                .contains("Final-Recipient: rfc822; ann@example.net\n")
                .contains("Remote-MTA: dns; mx.example.net\n")
                .contains(
                        "Diagnostic-Code: smtp; 550 5.7.23 The message was rejected because of Sender Policy Framework")
                .contains("Received: from app.example.org ([192.0.2.7])")
                .contains("Content-Type: message/rfc822")
                .doesNotContain("\u0000");
    }

    @Test
    void whatIsNoMessageIsNone() {
        assertThat(OutlookMessage.mail("550 5.7.1 no".getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
        assertThat(OutlookMessage.mail(new byte[0])).isEmpty();
        byte[] onlyMagic = new byte[2048];
        byte[] magic = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1};
        System.arraycopy(magic, 0, onlyMagic, 0, magic.length);
        assertThat(OutlookMessage.mail(onlyMagic)).isEmpty();
    }

    /// Every damage ends: nothing is thrown, no chain runs in a circle, nothing grows beyond the file.
    @Test
    void aDamagedFileEnds() throws IOException {
        byte[] whole = report();
        Random random = new Random(20261130);
        int read = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] damaged = i % 3 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            int hits = 1 + random.nextInt(40);
            for (int hit = 0; hit < hits && damaged.length > 0; hit++) {
                boolean table = random.nextBoolean();
                damaged[random.nextInt(table ? Math.min(damaged.length, 2048) : damaged.length)] =
                        (byte) random.nextInt(256);
            }
            read += Assertions.assertTimeout(Duration.ofSeconds(5), () -> OutlookMessage.mail(damaged))
                            .filter(mail -> mail.length < 40 * whole.length)
                            .isPresent()
                    ? 1
                    : 0;
        }
        assertThat(read).as("damaged files of which something was still read").isBetween(300, 2_900);
    }

    @Test
    void aPageIsItsText() {
        assertThat(
                        PageText.of(
                                "<!DOCTYPE html><style>p{}</style><p>Failed:<br>550 5.7.1 &lt;ann@example.net&gt; no<script>x<y"))
                .isEqualTo("Failed:\n550 5.7.1 <ann@example.net> no");
        assertThat(PageText.looks("\n<html lang=en>")).isTrue();
        assertThat(PageText.looks("550 <html> is refused")).isFalse();
    }
}
