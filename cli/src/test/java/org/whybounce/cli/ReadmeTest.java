package org.whybounce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The first thing that a newcomer compares: the README's first command and the answer printed below it.
class ReadmeTest {
    private static final Path ROOT = Path.of(System.getProperty("whybounce.root", ".."));

    @Test
    void theReadmeShowsWhatItsFirstCommandPrints() throws IOException {
        List<String> blocks =
                List.of(Files.readString(ROOT.resolve("README.md")).split("(?m)^```\\w*\n", -1));
        String call = blocks.get(1).strip();
        assertThat(call).startsWith("./whybounce explain --zone ");
        String[] args = call.substring("./whybounce ".length()).split(" ", -1);
        for (int i = 0; i < args.length; i++) {
            if (args[i].startsWith("examples/")) {
                args[i] = ROOT.resolve(args[i]).toString();
            }
        }
        assertThat(MainTest.run(args).out().strip()).isEqualTo(blocks.get(3).strip());
    }
}
