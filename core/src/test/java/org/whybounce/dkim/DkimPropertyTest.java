package org.whybounce.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.whybounce.message.RawMessage;

class DkimPropertyTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final List<String> NAMES = List.of("From", "Subject", "X-Test", "X-Test", "Absent");

    @Provide
    Arbitrary<String> messages() {
        Arbitrary<String> line = Arbitraries.strings()
                .withChars("abcdefgh \t.=>-")
                .withChars('\u00e4', '\u0000')
                .ofMaxLength(30);
        Arbitrary<String> value = Arbitraries.strings()
                .withChars("abcdefgh \t:;")
                .withCharRange('A', 'F')
                .ofMinLength(1)
                .ofMaxLength(40)
                .map(text -> " x" + text);
        Arbitrary<String> folded = Combinators.combine(value, value).as((a, b) -> a + "\r\n" + b);
        Arbitrary<String> any = Arbitraries.oneOf(value, folded);
        Arbitrary<String> body = line.list().ofMaxSize(8).map(lines -> String.join("\r\n", lines));
        return Combinators.combine(any, any, any, body)
                .as((subject, one, two, text) -> "X-Test:" + one + "\r\nFrom: a@example.org\r\nSubject:" + subject
                        + "\r\nX-Test:" + two + "\r\n\r\n" + text);
    }

    @Provide
    Arbitrary<String> forms() {
        return Arbitraries.of("simple/simple", "simple/relaxed", "relaxed/simple", "relaxed/relaxed");
    }

    private static DkimResult verify(byte[] message, Signer signer) {
        return new DkimVerifier(Signer.zone(signer.record()))
                .verify(RawMessage.read(message), NOW)
                .getFirst();
    }

    @Property(tries = 300, seed = "6376")
    void whatIsSignedHolds(@ForAll("messages") String message, @ForAll("forms") String form, @ForAll boolean ed) {
        Signer signer = ed ? Signer.ED25519 : Signer.RSA;
        byte[] signed = signer.sign(message, form, NAMES, "").getBytes(StandardCharsets.ISO_8859_1);
        DkimOutcome outcome = verify(signed, signer).outcome();
        // An empty body is told from a missing one only where its hash is the signed one.
        assertThat(outcome).as(message).isEqualTo(new DkimOutcome.Pass());
    }

    /// Flips one bit anywhere in what simple canonicalization signs.
    @Property(tries = 300, seed = "8463")
    void anyFlippedByteBreaksIt(@ForAll("messages") String message, @ForAll int place, @ForAll boolean ed) {
        Signer signer = ed ? Signer.ED25519 : Signer.RSA_1024;
        byte[] signed = signer.sign(message, "simple/simple", NAMES, "").getBytes(StandardCharsets.ISO_8859_1);
        String text = new String(signed, StandardCharsets.ISO_8859_1);
        int start = text.indexOf("X-Test:");
        int at = start + Math.floorMod(place, text.length() - start);
        // Line ends at the very end of a body, and what makes line ends, are forgiven or change the cut.
        if (text.charAt(at) == '\r' || text.charAt(at) == '\n') {
            return;
        }
        signed[at] ^= 1;
        List<DkimResult> results = new DkimVerifier(Signer.zone(signer.record())).verify(RawMessage.read(signed), NOW);
        assertThat(results)
                .allSatisfy(result ->
                        assertThat(result.passed()).as("%s at %d", text, at).isFalse());
    }

    @Property(tries = 400, seed = "8301")
    void nothingThrows(@ForAll byte[] bytes, @ForAll("messages") String message, @ForAll int from, @ForAll int length) {
        byte[] signed =
                Signer.RSA_1024.sign(message, "relaxed/relaxed", NAMES, "; t=1").getBytes(StandardCharsets.ISO_8859_1);
        int start = Math.floorMod(from, signed.length);
        for (int i = 0; i < bytes.length && start + i < signed.length; i++) {
            signed[start + i] = bytes[i];
        }
        new DkimVerifier(Signer.zone(Signer.RSA_1024.record())).verify(RawMessage.read(signed), NOW);
        new DkimVerifier(Signer.zone(Signer.RSA_1024.record())).verify(RawMessage.read(bytes), NOW);
        String record = Signer.RSA_1024.record();
        int cut = Math.floorMod(length, record.length());
        DkimKeyParser.parse(record.substring(0, cut) + new String(bytes, StandardCharsets.ISO_8859_1));
        DkimKeyParser.parse(new String(bytes, StandardCharsets.ISO_8859_1) + record.substring(cut));
    }
}
