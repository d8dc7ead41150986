package org.whybounce.arc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.whybounce.arc.ArcOutcome.ArcFailure;
import org.whybounce.dkim.Signer;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ZoneFile;
import org.whybounce.message.RawMessage;

class ArcVerifierTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final String MESSAGE =
            "From: Ann <ann@example.org>\r\nSubject: Lunch\r\nDate: Mon, 1 Jun 2026 00:00:00 +0000\r\n\r\nShall we?\r\n";

    private static final byte[] SEALED_TWICE =
            again(seal(MESSAGE, 1, "none", List.of()), "pass").getBytes(StandardCharsets.ISO_8859_1);

    private static ArcResult verify(String message, Resolver resolver) {
        return new ArcVerifier(resolver).verify(RawMessage.read(message.getBytes(StandardCharsets.ISO_8859_1)), NOW);
    }

    private static Resolver keys() {
        return Signer.zone(Signer.RSA.record());
    }

    /// Adds one ARC set on top, as RFC 8617, section 5.1, has it; `earlier` are the sets below, the first one first.
    private static String seal(String message, int instance, String validity, List<String> earlier) {
        String body = message.substring(message.indexOf("\r\n\r\n") + 4);
        String results = "ARC-Authentication-Results: i=" + instance + "; mx.example.org; spf=pass";
        String signature = "ARC-Message-Signature: i=" + instance + "; a=rsa-sha256; c=relaxed/relaxed;"
                + " d=example.org; s=s1; h=from:subject:date; bh=" + Signer.hash(Signer.body(body, true)) + "; b=";
        StringBuilder signed = new StringBuilder();
        for (String name : List.of("from", "subject", "date")) {
            for (String field : message.split("\r\n")) {
                if (field.toLowerCase(java.util.Locale.ROOT).startsWith(name + ":")) {
                    signed.append(Signer.header(field, true)).append("\r\n");
                }
            }
        }
        signature += Signer.RSA.raw(signed + Signer.header(signature, true));
        String seal = "ARC-Seal: i=" + instance + "; a=rsa-sha256; cv=" + validity + "; d=example.org; s=s1; b=";
        StringBuilder sealed = new StringBuilder();
        for (String field : earlier) {
            sealed.append(Signer.header(field, true)).append("\r\n");
        }
        sealed.append(Signer.header(results, true)).append("\r\n");
        sealed.append(Signer.header(signature, true)).append("\r\n");
        sealed.append(Signer.header(seal, true));
        seal += Signer.RSA.raw(sealed.toString());
        return seal + "\r\n" + signature + "\r\n" + results + "\r\n" + message;
    }

    /// The ARC fields of a message in the order in which the next seal takes them.
    private static List<String> sets(String message) {
        List<String> lines =
                message.lines().filter(line -> line.startsWith("ARC-")).toList();
        List<String> sets = new java.util.ArrayList<>();
        for (int i = lines.size() - 3; i >= 0; i -= 3) {
            sets.addAll(List.of(lines.get(i + 2), lines.get(i + 1), lines.get(i)));
        }
        return sets;
    }

    private static String again(String message, String validity) {
        List<String> sets = sets(message);
        return seal(message, sets.size() / 3 + 1, validity, sets);
    }

    @Test
    void chainOfThreeHolds() {
        String three = again(again(seal(MESSAGE, 1, "none", List.of()), "pass"), "pass");
        ArcResult result = verify(three, keys());
        assertThat(result.outcome()).isEqualTo(new ArcOutcome.Pass());
        assertThat(result.sets()).hasSize(3);
        assertThat(result.oldestPass()).hasValue(0);
    }

    @Test
    void alterationOnTheWayIsPlaced() {
        String one = seal(MESSAGE, 1, "none", List.of());
        String altered = again(one.replace("Subject: Lunch", "Subject: [list] Lunch"), "pass");
        ArcResult result = verify(again(altered, "pass"), keys());
        assertThat(result.outcome()).isEqualTo(new ArcOutcome.Pass());
        assertThat(result.sets().getFirst().signature().passed()).isFalse();
        assertThat(result.oldestPass()).hasValue(2);
    }

    @Test
    void alterationBehindTheLastSealerBreaksTheChain() {
        String two = again(seal(MESSAGE, 1, "none", List.of()), "pass");
        ArcResult result = verify(two.replace("Shall", "Should"), keys());
        assertThat(result.outcome())
                .isInstanceOfSatisfying(
                        ArcOutcome.Fail.class,
                        fail -> assertThat(fail.why())
                                .isInstanceOfSatisfying(
                                        ArcFailure.MessageSignature.class,
                                        why -> assertThat(why.instance()).isEqualTo(2)));
        assertThat(result.oldestPass()).isEmpty();
        assertThat(result.sets())
                .allSatisfy(set -> assertThat(set.seal().passed()).isTrue());
    }

    @Test
    void changedResultsBreakTheSeal() {
        String two = again(seal(MESSAGE, 1, "none", List.of()), "pass");
        ArcResult result =
                verify(two.replace("i=1; mx.example.org; spf=pass", "i=1; mx.example.org; spf=fail"), keys());
        assertThat(result.outcome())
                .isInstanceOfSatisfying(
                        ArcOutcome.Fail.class, fail -> assertThat(fail.why()).isInstanceOf(ArcFailure.Seal.class));
    }

    @Test
    void sealersWordThatItFailedIsFinal() {
        ArcResult result = verify(again(seal(MESSAGE, 1, "none", List.of()), "fail"), keys());
        assertThat(result.outcome())
                .isInstanceOfSatisfying(
                        ArcOutcome.Fail.class,
                        fail -> assertThat(fail.why()).isInstanceOf(ArcFailure.SealedAsFailed.class));
    }

    @Test
    void orderOfWordsMatters() {
        assertThat(verify(seal(MESSAGE, 1, "pass", List.of()), keys()).outcome().word())
                .isEqualTo("fail");
        assertThat(verify(again(seal(MESSAGE, 1, "none", List.of()), "none"), keys())
                        .outcome()
                        .word())
                .isEqualTo("fail");
        assertThat(verify(seal(MESSAGE, 2, "pass", List.of()), keys()).outcome().word())
                .isEqualTo("fail");
        assertThat(verify(MESSAGE, keys()).outcome()).isEqualTo(new ArcOutcome.None());
    }

    @Test
    void headersAloneShowTheSeals() {
        String two = again(seal(MESSAGE, 1, "none", List.of()), "pass");
        ArcResult result = verify(two.substring(0, two.indexOf("\r\n\r\n") + 2), keys());
        assertThat(result.outcome()).isEqualTo(new ArcOutcome.NoBody(true));
    }

    @Test
    void silentDnsIsNoFailure() throws ZoneFile.Unreadable {
        ArcResult result = verify(
                seal(MESSAGE, 1, "none", List.of()),
                ZoneFile.parse("test", ";@ timeout s1._domainkey.example.org TXT"));
        assertThat(result.outcome()).isInstanceOf(ArcOutcome.TempError.class);
    }

    @Test
    void moreThanFiftySetsFail() {
        StringBuilder many = new StringBuilder();
        for (int i = 1; i <= 51; i++) {
            many.append("ARC-Seal: i=").append(i).append("\r\n");
        }
        assertThat(verify(many + MESSAGE, keys()).outcome().word()).isEqualTo("fail");
    }

    @Property(tries = 100, seed = "8617")
    void nothingThrows(@ForAll byte[] noise, @ForAll int place) {
        byte[] message = SEALED_TWICE.clone();
        int at = Math.floorMod(place, message.length);
        for (int i = 0; i < noise.length && at + i < message.length; i++) {
            message[at + i] = noise[i];
        }
        assertThat(new ArcVerifier(keys())
                        .verify(RawMessage.read(message), NOW)
                        .outcome()
                        .word())
                .isNotBlank();
    }
}
