package org.whybounce.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.whybounce.AnalyseHeaders;
import org.whybounce.dns.ZoneFile;
import org.whybounce.intake.Intake;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.MessageReader;
import org.whybounce.message.field.HeaderField;
import org.whybounce.message.results.AuthenticationResults;
import org.whybounce.words.json.HeadersJson;
import org.whybounce.words.markdown.HeadersMarkdown;
import org.whybounce.words.text.HeadersText;

/// Hostile headers: whatever stands there, reading ends, nothing is thrown, every place lies in the paste, and nothing
/// that could act on a terminal is printed.
class HeaderFuzzTest {
    private static final List<String> SEEDS = seeds();
    private static final String ALPHABET =
            ":;,=()<>[]{}\"'\\@.%&| \t\r\n\u0000\u001b\u202e\u00e9\ud83d\ude00-_+/0123456789abcXYZ";
    private final AnalyseHeaders analyse =
            new AnalyseHeaders(ZoneFile.of(List.of()), InstantSource.fixed(Instant.parse("2026-01-20T12:00:00Z")));

    private static List<String> seeds() {
        try (InputStream in = HeaderFuzzTest.class.getResourceAsStream("/org/whybounce/message/dialects.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return List.of(text.replaceAll("(?m)^[#=].*\\n", "").split("\\n\\n+"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Property(tries = 1_000, seed = "7208")
    void changedHeadersAreRead(@ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder mail = new StringBuilder();
        int fields = 1 + random.nextInt(8);
        for (int i = 0; i < fields; i++) {
            mail.append(SEEDS.get(random.nextInt(SEEDS.size()))).append('\n');
            if (random.nextInt(3) == 0) {
                mail.append("Received: from mail.example.org (out.example.org [192.0.2.")
                        .append(random.nextInt(255))
                        .append("])\n\tby mx.example.net with ESMTPS id 1; Mon, 12 Jan 2026 0")
                        .append(random.nextInt(10))
                        .append(":00:00 +0000\n");
            }
        }
        mail.append("From: alice@example.org\nReturn-Path: <alice@example.org>\n\nbody\n");
        for (int i = random.nextInt(12); i > 0; i--) {
            int at = random.nextInt(mail.length());
            switch (random.nextInt(4)) {
                case 0 -> mail.deleteCharAt(at);
                case 1 -> mail.insert(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
                case 2 -> mail.setCharAt(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
                default -> mail.insert(at, mail.substring(at, Math.min(mail.length(), at + random.nextInt(60))));
            }
        }
        holds(mail.toString());
    }

    @Property(tries = 300, seed = "7208")
    void anyTextIsRead(@ForAll String text) {
        holds("Received: " + text + "\nAuthentication-Results: " + text + "\nFrom: " + text + "\n");
        holds(text);
    }

    private void holds(String mail) {
        MessageReader.read(mail).ifPresent(message -> places(mail, message));
        analyse.analyse(new Intake().read(mail)).ifPresent(analysis -> {
            String shown = HeadersText.of(analysis, false, true) + HeadersMarkdown.of(analysis);
            assertThat(shown.chars().noneMatch(c -> c == 0x1b || c == 0 || c == 0x202e || c == '\r'))
                    .isTrue();
            assertThat(HeadersJson.of(analysis)).isNotEmpty();
            assertThat(analysis.way().hops().stream()
                            .flatMap(hop -> hop.delay().stream())
                            .noneMatch(delay -> delay.isNegative()))
                    .isTrue();
        });
    }

    private static void places(String mail, MessageEvidence message) {
        for (HeaderField field : message.headers().fields()) {
            assertThat(field.span().end()).isLessThanOrEqualTo(mail.length());
        }
        for (AuthenticationResults field : message.results()) {
            field.results().forEach(result -> assertThat(result.span().end()).isLessThanOrEqualTo(mail.length()));
        }
    }

    @Test
    void hugeAndHostileFieldsEnd() {
        String many = "(".repeat(10_000);
        for (String value : List.of(
                many,
                ")".repeat(10_000),
                ";".repeat(20_000),
                "a=b;".repeat(10_000),
                "spf=pass (".repeat(5_000),
                "from a (b [192.0.2.1]) by c; ".repeat(2_000),
                "\"".repeat(10_001),
                "<".repeat(10_000),
                "a@".repeat(10_000),
                "SRS0=".repeat(5_000) + "@example.org",
                "&lt;".repeat(10_000),
                "[".repeat(10_000))) {
            for (String name : List.of(
                    "Received",
                    "Authentication-Results",
                    "Received-SPF",
                    "From",
                    "Return-Path",
                    "X-Spam-Status",
                    "X-Spamd-Result",
                    "X-Forefront-Antispam-Report",
                    "DKIM-Signature",
                    "List-Post")) {
                holds(name + ": " + value + "\nFrom: alice@example.org\n\n");
            }
        }
    }

    @Test
    void thousandsOfFieldsAreCutAndSaid() {
        String received =
                "Received: from a.example (a.example [192.0.2.1]) by b.example; Mon, 12 Jan 2026 09:00:00 +0000\n";
        MessageEvidence message = MessageReader.read(received.repeat(5_000)).orElseThrow();
        Route way = Route.of(message);
        assertThat(way.hops()).hasSize(Route.MOST_HOPS);
        assertThat(message.limits()).isNotEmpty();
        assertThat(way.limits()).isNotEmpty();
        holds(received.repeat(5_000));
    }
}
