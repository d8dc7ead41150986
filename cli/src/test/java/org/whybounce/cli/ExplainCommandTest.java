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
                .contains("r***@gmail.example");
    }

    private MainTest.Ran paste(byte[] bytes) throws IOException {
        Path file = folder.resolve("pasted");
        Files.write(file, bytes);
        Path zone = folder.resolve("zone.txt");
        Files.writeString(zone, "example.org. IN TXT \"v=spf1 -all\"\n");
        return MainTest.run("explain", "--zone", zone.toString(), file.toString());
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
    void aBounceCutInHalfStillTellsWhatItHolds() throws IOException {
        byte[] whole = Files.readAllBytes(EXAMPLES.resolve("new-sending-service/bounce.eml"));
        for (int cut : List.of(whole.length / 4, whole.length / 2, whole.length * 3 / 4)) {
            MainTest.Ran ran = paste(Arrays.copyOf(whole, cut));
            assertThat(ran.status()).isBetween(ExitStatus.NOTHING_WRONG, ExitStatus.NO_DNS);
            assertThat(ran.out() + ran.err()).isNotBlank().doesNotContain("\tat ");
        }
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
