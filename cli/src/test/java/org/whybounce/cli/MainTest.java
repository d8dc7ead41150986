package org.whybounce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MainTest {
    record Ran(int status, String out, String err) {}

    static Ran run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void anUnknownOptionIsOneLineAndStatusTwo() {
        Ran ran = run("--no-such-option");
        assertThat(ran.status()).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().strip()).startsWith("whybounce: ").doesNotContain("\n");
    }

    @Test
    void helpFitsATerminal() {
        Ran ran = run("--help");
        assertThat(ran.status()).isZero();
        assertThat(ran.out().lines()).allMatch(line -> line.length() <= 80);
    }
}
