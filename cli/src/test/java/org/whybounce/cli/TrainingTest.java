package org.whybounce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingTest {
    /// The cache is made from these calls: one that names neither a zone file nor the loopback would ask the network.
    @Test
    void noCallLeavesTheMachine() {
        List<List<String>> commands = Training.commands(List.of(Path.of("examples", "one")), "127.0.0.1:5353");
        assertThat(commands).hasSizeGreaterThan(10).allSatisfy(command -> {
            if (!command.contains("code") && !command.contains("--help")) {
                int source = Math.max(command.indexOf("--zone"), command.indexOf("--dns"));
                assertThat(command.get(source + 1))
                        .isIn(
                                "127.0.0.1:5353",
                                Path.of("examples", "one", "zone.txt").toString());
            }
        });
    }

    @Test
    void everyCallOverTheExamplesIsOneThatTheCommandsKnow() {
        Path example = Path.of(System.getProperty("whybounce.root", ".."))
                .resolve("examples")
                .resolve("new-sending-service");
        for (List<String> command : Training.commands(List.of(example), "127.0.0.1:1")) {
            if (!command.contains("--dns")) {
                MainTest.Ran ran = MainTest.run(command.toArray(String[]::new));
                assertThat(ran.err()).as("%s", command).isEmpty();
                assertThat(ran.out()).as("%s", command).isNotBlank();
            }
        }
    }
}
