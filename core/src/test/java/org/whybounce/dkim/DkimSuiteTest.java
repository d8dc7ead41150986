package org.whybounce.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.whybounce.Shared;
import org.whybounce.dkim.DkimOutcome.Defect;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.dns.ZoneFile;
import org.whybounce.message.RawMessage;

/// The messages and keys of dkimpy's tests. Another folder of the form below by `-Ddkim.suite=FOLDER`: each
/// `NAME.eml` has a `NAME.zone` beside it (master file) and a `NAME.expect`, one word a line for each signature from
/// the
/// top (pass, fail, permerror, temperror, neutral); a line `now: 2026-01-01T00:00:00Z` sets the clock.
class DkimSuiteTest {
    private static final Instant NOW = Instant.parse("2019-01-01T00:00:00Z");

    private static String read(String name) throws IOException {
        return Files.readString(Shared.path("suites/dkim/dkimpy").resolve(name), StandardCharsets.ISO_8859_1);
    }

    private static List<DkimResult> verify(String message, String... keys) {
        List<ResourceRecord> records = new ArrayList<>();
        for (int i = 0; i < keys.length; i += 2) {
            records.add(new ResourceRecord.Txt(DomainName.of(keys[i]), 60, List.of(keys[i + 1].strip())));
        }
        return new DkimVerifier(ZoneFile.of(records))
                .verify(RawMessage.read(message.getBytes(StandardCharsets.ISO_8859_1)), NOW);
    }

    private static List<String> words(List<DkimResult> results) {
        return results.stream().map(result -> result.outcome().word()).toList();
    }

    @Test
    void messageOfRfc8463HasTwoGoodSignatures() throws IOException {
        List<DkimResult> results = verify(
                read("rfc6376.signed.msg"),
                "brisbane._domainkey.football.example.com",
                "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
                "test._domainkey.football.example.com",
                read("test.txt"));
        assertThat(words(results)).containsExactly("pass", "pass");
        assertThat(results.get(1).notices()).extracting(DkimNotice::kind).contains(DkimNotice.Kind.WEAK_KEY);
    }

    @Test
    void signatureByRsaAloneHolds() throws IOException {
        String message = read("rfc6376.signed.rsa.msg");
        String at = "test._domainkey.football.example.com";
        assertThat(words(verify(message, at, read("test.txt")))).containsExactly("pass");
        assertThat(words(verify(message, at, read("test2.txt")))).containsExactly("pass");
        assertThat(words(verify(message.replace("hungry", "angry"), at, read("test.txt"))))
                .containsExactly("fail");
    }

    @Test
    void keysThatAreNoneAreNamed() throws IOException {
        String message = read("rfc6376.signed.rsa.msg");
        String at = "test._domainkey.football.example.com";
        for (String key : List.of("badk.txt", "badversion.txt", "test_bad.txt")) {
            DkimOutcome outcome = verify(message, at, read(key)).getFirst().outcome();
            assertThat(outcome)
                    .as(key)
                    .isInstanceOfSatisfying(
                            DkimOutcome.PermError.class,
                            error -> assertThat(error.why()).isInstanceOf(Defect.KeyUnreadable.class));
        }
        assertThat(verify(message, at, read("test_tlsrpt.txt")).getFirst().outcome())
                .isInstanceOfSatisfying(
                        DkimOutcome.PermError.class,
                        error -> assertThat(error.why()).isInstanceOf(Defect.KeyUnfit.class));
        assertThat(verify(message).getFirst().outcome())
                .isEqualTo(new DkimOutcome.PermError(new Defect.KeyMissing(DomainName.of(at), true)));
    }

    /// The same key as SubjectPublicKeyInfo and as the bare RSAPublicKey of PKCS #1.
    @Test
    void rsaKeysWithAndWithoutMarkersAreTheSame() throws IOException {
        for (int bits : new int[] {1024, 2048}) {
            KeyReading whole = DkimKeyParser.parse(
                    read(bits + "_testkey_wo_markers.pub.txt").strip());
            KeyReading bare = DkimKeyParser.parse(
                    read(bits + "_testkey_wo_markers.pub.rsa.txt").strip());
            assertThat(((DkimKeyRecord) whole).bits()).hasValue(bits);
            assertThat(((DkimKeyRecord) bare).material()).isEqualTo(((DkimKeyRecord) whole).material());
        }
    }

    @Test
    void signatureOfEximWithEd25519Holds() throws IOException {
        assertThat(words(verify(read("ed25519test2.msg"), "sed._domainkey.test.ex", read("eximtest.dns"))))
                .containsExactly("pass");
        assertThat(DkimKeyParser.parse(read("ed25519test.dns").strip()))
                .isInstanceOfSatisfying(
                        DkimKeyRecord.class, key -> assertThat(key.material()).isInstanceOf(KeyMaterial.Ed25519.class));
    }

    @Test
    void domainWithACommentInsideIsMalformed() throws IOException {
        assertThat(verify(read("test.message.baddomain")).getFirst().outcome())
                .isInstanceOfSatisfying(
                        DkimOutcome.PermError.class,
                        error -> assertThat(error.why()).isInstanceOf(Defect.Malformed.class));
    }

    @Test
    void everyMessageIsReadWithoutAThrow() throws IOException {
        int signatures = 0;
        try (var files = Files.list(Shared.path("suites/dkim/dkimpy"))) {
            for (Path file : files.sorted().toList()) {
                signatures += verify(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .size();
            }
        }
        assertThat(signatures).isGreaterThan(4);
    }

    @Test
    void anotherSuite() throws IOException {
        String folder = System.getProperty("dkim.suite");
        if (folder == null) {
            return;
        }
        List<String> wrong = new ArrayList<>();
        int judged = 0;
        try (var files = Files.list(Path.of(folder))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".eml")).sorted().toList()) {
                String stem = file.toString().substring(0, file.toString().length() - ".eml".length());
                List<String> expected = new ArrayList<>();
                Instant now = NOW;
                for (String line : Files.readAllLines(Path.of(stem + ".expect"))) {
                    if (line.startsWith("now:")) {
                        now = Instant.parse(line.substring("now:".length()).strip());
                    } else if (!line.isBlank()) {
                        expected.add(line.strip().toLowerCase(Locale.ROOT));
                    }
                }
                ZoneFile zone = zone(Path.of(stem + ".zone"));
                List<String> found =
                        words(new DkimVerifier(zone).verify(RawMessage.read(Files.readAllBytes(file)), now));
                judged++;
                if (!found.equals(expected)) {
                    wrong.add(file.getFileName() + ": expected " + expected + ", found " + found);
                }
            }
        }
        System.out.println("DKIM suite " + folder + ": " + (judged - wrong.size()) + " of " + judged);
        assertThat(judged).isGreaterThan(0);
        assertThat(wrong).isEmpty();
    }

    private static ZoneFile zone(Path file) {
        try {
            return ZoneFile.read(List.of(file));
        } catch (ZoneFile.Unreadable unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
