package org.whybounce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The main job as a person calls it: the exit status, one line for what cannot be used, and no stack trace ever.
class ExplainCommandTest {
    private static final Path EXAMPLES =
            Path.of(System.getProperty("whybounce.root", "..")).resolve("examples");

    @TempDir
    private Path folder = Path.of("");

    private static MainTest.Ran explain(String story, String... more) {
        Path example = EXAMPLES.resolve(story);
        List<String> args = new ArrayList<>(List.of("explain"));
        args.addAll(List.of(
                "--zone",
                example.resolve("zone.txt").toString(),
                example.resolve("bounce.eml").toString()));
        args.addAll(List.of(more));
        return MainTest.run(args.toArray(String[]::new));
    }

    @Test
    void theMainJobEndsInAProvenRecord() {
        MainTest.Ran ran = explain("new-sending-service");
        assertThat(ran.status()).isEqualTo(ExitStatus.WRONG);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .contains("+ v=spf1 include:_spf.google.com include:mail.zendesk.com -all")
                .contains("Proved: 198.51.100.7 fail -> pass");
        assertThat(ran.out().lines()).hasSizeLessThanOrEqualTo(40);
    }

    @Test
    void colourOnlyWhereItIsAskedFor() {
        assertThat(explain("new-sending-service").out()).doesNotContain("\u001b");
        assertThat(explain("new-sending-service", "--color=always").out()).contains("\u001b[1m");
    }

    @Test
    void redactionMasksAddresses() {
        assertThat(explain("new-sending-service", "--redact", "--json").out())
                .doesNotContain("reader@gmail.example")
                .contains("***@gmail.example");
    }

    private MainTest.Ran paste(byte[] bytes, String... more) throws IOException {
        Path file = folder.resolve("pasted");
        Files.write(file, bytes);
        Path zone = folder.resolve("zone.txt");
        Files.writeString(zone, "example.org. IN TXT \"v=spf1 -all\"\n");
        List<String> args = new ArrayList<>(List.of("explain", "--zone", zone.toString(), file.toString()));
        args.addAll(List.of(more));
        return MainTest.run(args.toArray(String[]::new));
    }

    @Test
    void whatCannotBeUsedIsOneLine() throws IOException {
        byte[] jpeg = new byte[5000];
        Arrays.fill(jpeg, (byte) 0x9d);
        System.arraycopy(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0}, 0, jpeg, 0, 4);
        for (byte[] bytes : List.of(new byte[0], jpeg, new byte[2 * 1024 * 1024])) {
            MainTest.Ran ran = paste(bytes);
            assertThat(ran.status()).isEqualTo(ExitStatus.UNUSABLE);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err().strip())
                    .startsWith("whybounce: ")
                    .doesNotContain("\n")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aBounceCutAnywhereStillTellsWhatItHolds() throws IOException {
        for (String story : List.of("new-sending-service", "forwarded-by-university", "gmail-dmarc")) {
            byte[] whole = Files.readAllBytes(EXAMPLES.resolve(story).resolve("bounce.eml"));
            for (int tenth = 1; tenth < 10; tenth++) {
                MainTest.Ran ran = paste(Arrays.copyOf(whole, whole.length * tenth / 10));
                assertThat(ran.status()).isBetween(ExitStatus.NOTHING_WRONG, ExitStatus.NO_DNS);
                assertThat(ran.out() + ran.err()).isNotBlank().doesNotContain("\tat ");
                assertThat(ran.out().isBlank()).isEqualTo(ran.status() == ExitStatus.UNUSABLE);
            }
        }
    }

    /// Escape sequences, a bell, a NUL and bidirectional overrides, as an attacker puts them into any field.
    private static final String HOSTILE = "\u001b[31m\u0007\u0000\u202e\u2066\u009b2J<script>[x](http://x.example)";

    @Test
    void hostileTextInAnyFieldActsOnNothing() throws IOException {
        String bounce = Files.readString(EXAMPLES.resolve("new-sending-service/bounce.eml"));
        String[] lines = bounce.split("\n");
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].isBlank() || lines[i].startsWith("--")) {
                continue;
            }
            String[] changed = lines.clone();
            changed[i] = lines[i].strip() + HOSTILE;
            byte[] bytes = String.join("\n", changed).getBytes(StandardCharsets.UTF_8);
            for (String form : List.of("--verbose", "--json", "--markdown")) {
                MainTest.Ran ran = paste(bytes, form);
                assertThat(ran.status()).isBetween(ExitStatus.NOTHING_WRONG, ExitStatus.NO_DNS);
                assertThat((ran.out() + ran.err()).chars().filter(c -> c != '\n' && acts(c)))
                        .as(form + " with the line " + lines[i])
                        .isEmpty();
            }
            // What stands in a block of code, as a letter does, is shown as it is and acts on nothing.
            assertThat(paste(bytes, "--markdown").out().lines().filter(line -> !line.startsWith("    ")))
                    .allSatisfy(
                            line -> assertThat(line).doesNotContain("<script>").doesNotContain("[x](http"));
        }
    }

    private static boolean acts(int c) {
        return c < ' ' || c >= 0x7f && c < 0xa0 || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
    }

    @Test
    void aLineOfTenMebibytesIsCutAndSaid() throws IOException {
        byte[] line = new byte[10 * 1024 * 1024];
        Arrays.fill(line, (byte) 'a');
        byte[] start = "550 5.7.1 SPF fail for example.org ".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(start, 0, line, 0, start.length);
        MainTest.Ran ran = paste(line);
        assertThat(ran.status()).isBetween(ExitStatus.NOTHING_WRONG, ExitStatus.NO_DNS);
        assertThat(ran.out() + ran.err()).doesNotContain("\tat ").hasSizeLessThan(10_000);
    }

    /// Each line must be looked at once: a search from each to the end of the text took minutes.
    @Test
    void fiftyThousandHeaderFieldsAreRead() throws IOException {
        MainTest.Ran ran = paste("From: a@example.org\n".repeat(50_000).getBytes(StandardCharsets.US_ASCII));
        assertThat(ran.status()).isBetween(ExitStatus.NOTHING_WRONG, ExitStatus.NO_DNS);
        assertThat(ran.out() + ran.err()).isNotBlank().doesNotContain("\tat ");
    }

    @Test
    void aDomainAndARecordAreExplainedToo() throws IOException {
        Path zone = folder.resolve("zone.txt");
        Files.writeString(zone, "example.org. IN TXT \"v=spf1 ipv4:192.0.2.1 -all\"\n");
        MainTest.Ran domain = MainTest.run("explain", "--zone", zone.toString(), "example.org");
        assertThat(domain.status()).isEqualTo(ExitStatus.WRONG);
        assertThat(domain.out()).contains("is broken").contains("ipv4:192.0.2.1");
        MainTest.Ran record = MainTest.run("explain", "--zone", zone.toString(), "v=spf1 ip4:192.0.2.1 -all");
        assertThat(record.status()).isEqualTo(ExitStatus.NOTHING_WRONG);
        assertThat(record.out()).contains("This SPF record evaluates");
        MainTest.Ran prose = MainTest.run("explain", "--zone", zone.toString(), "good morning to all of you there");
        assertThat(prose.status()).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(prose.err().strip()).startsWith("whybounce: ").doesNotContain("\n");
    }

    @Test
    void aMissingFileSaysSo() {
        MainTest.Ran ran = MainTest.run("explain", "no-such-file.eml");
        assertThat(ran.status()).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(ran.err()).contains("there is no file no-such-file.eml");
    }

    @Test
    void textFromOutsideCannotActOnTheTerminal() throws IOException {
        MainTest.Ran ran = paste("550 5.7.1 <a@example.org>: \u001b[31mSPF fail\u202e for example.org\u0007\r\n"
                .getBytes(StandardCharsets.UTF_8));
        assertThat(ran.out()).doesNotContain("\u001b").doesNotContain("\u202e").doesNotContain("\u0007");
    }

    @Test
    void aZoneFileThatIsNoneIsOneLine() throws IOException {
        Path zone = folder.resolve("zone.txt");
        Files.writeString(zone, "this is ( no zone\n");
        MainTest.Ran ran = MainTest.run("explain", "--zone", zone.toString(), "example.org");
        assertThat(ran.status()).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(ran.err().strip()).startsWith("whybounce: zone file ").doesNotContain("\n");
    }
}
