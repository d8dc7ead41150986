package org.whybounce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run that was recorded says the same again from the recording.
class RecordOptionTest {
    private static final Path EXAMPLE =
            Path.of(System.getProperty("whybounce.root", "..")).resolve("examples/too-many-lookups");

    @Test
    void aRecordedRunIsRepeatedFromItsRecording(@TempDir Path folder) throws Exception {
        Path recorded = folder.resolve("recorded.zone");
        String bounce = EXAMPLE.resolve("bounce.eml").toString();
        MainTest.Ran first = MainTest.run(
                "explain",
                "--record",
                recorded.toString(),
                "--zone",
                EXAMPLE.resolve("zone.txt").toString(),
                bounce);
        assertThat(Files.readString(recorded)).contains("IN TXT \"v=spf1");
        MainTest.Ran again = MainTest.run("explain", "--zone", recorded.toString(), bounce);
        assertThat(again.out()).isEqualTo(first.out());
        assertThat(again.status()).isEqualTo(first.status());
    }

    @Test
    void aRecordingThatCannotBeWrittenIsSaidInOneLine(@TempDir Path folder) {
        MainTest.Ran ran = MainTest.run(
                "spf",
                "show",
                "--record",
                folder.resolve("no/such/folder").toString(),
                "--zone",
                EXAMPLE.resolve("zone.txt").toString(),
                "example.com");
        assertThat(ran.status()).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(ran.err().lines()).singleElement().asString().contains("cannot be written");
    }

    @Test
    void whatIsThereAlreadyIsNotWrittenOver(@TempDir Path folder) throws Exception {
        Path kept = Files.writeString(folder.resolve("kept"), "mine");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("elsewhere"));
        for (Path path : java.util.List.of(kept, link)) {
            MainTest.Ran ran = MainTest.run(
                    "spf",
                    "show",
                    "--record",
                    path.toString(),
                    "--zone",
                    EXAMPLE.resolve("zone.txt").toString(),
                    "example.com");
            assertThat(ran.status()).isEqualTo(ExitStatus.UNUSABLE);
            assertThat(ran.err()).contains("exists already");
        }
        assertThat(Files.readString(kept)).isEqualTo("mine");
        assertThat(folder.resolve("elsewhere")).doesNotExist();
    }
}
