package org.whybounce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /// What was meant is named where it can be guessed.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "chek example.org|there is no command 'whybounce chek'; did you mean 'whybounce check'?",
                "spf shw example.org|there is no command 'whybounce spf shw'; did you mean 'whybounce spf show'?",
                "example.org|did you mean 'whybounce explain example.org'?",
                "zzz|there is no command 'whybounce zzz'. Try 'whybounce --help'.",
                "spf show --x|whybounce spf show has no option '--x'. Try 'whybounce spf show --help'.",
                "check --x example.org|whybounce check has no option '--x'",
                "check example.org --zonee f|did you mean '--zone'?",
                "check example.org example.net|'example.net' is one argument too many. Try 'whybounce check --help'.",
                "spf show|Missing required parameter: 'DOMAIN'. Try 'whybounce spf show --help'.",
                "spf show a@example.org|'a@example.org' is a mail address: give its domain, example.org",
                "spf fix https://example.org/x|is a web address: give its domain, example.org",
                "spf fix 192.0.2.1|'192.0.2.1' is an IP address: give the domain",
                "spf eval --ip 1.2.3 --mail-from a@example.org|--ip wants an IPv4 or IPv6 address, not '1.2.3'",
                "explain 550 --ip 1.2.3|--ip wants an IPv4 or IPv6 address, not '1.2.3'",
            })
    void whatWasMeantIsSaidInOneLine(String call, String words) {
        Ran ran = run(call.split(" "));
        assertThat(ran.status()).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().strip()).startsWith("whybounce: ").contains(words).doesNotContain("\n");
    }

    @Test
    void helpFitsATerminal() {
        Ran ran = run("--help");
        assertThat(ran.status()).isZero();
        assertThat(ran.out().lines()).allMatch(line -> line.length() <= 80);
    }
}
