package org.whybounce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
                "spf show|DOMAIN is missing. Try 'whybounce spf show --help'.",
                "spf eval --mail-from a@example.org|--ip IP is missing. Try 'whybounce spf eval --help'.",
                "spf eval --ip|--ip IP: the value is missing.",
                "spf eval --ip 192.0.2.1 --ip 192.0.2.2|--ip was given twice.",
                "spf|whybounce spf wants one of spf eval, spf show, spf fix.",
                "code 5.7.1 --redact|whybounce code has no option '--redact'",
                "code 5.7.1 --color sometimes|--color wants auto, always, never, not 'sometimes'.",
                "code 5.7.1 --json=yes|--json takes no value.",
                "check example.org --timeout soon|--timeout wants a number from 1 to 600, not 'soon'",
                "help nothing|there is no command 'whybounce nothing'",
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

    /// Each command's own help, by either way of asking, fits a terminal and ends with what every call ends with.
    @Test
    void helpOfEveryCommand() {
        for (String name : Commands.names("")) {
            String words = run(("help " + name).split(" ")).out();
            assertThat(words)
                    .as(name)
                    .startsWith("Usage: whybounce " + name)
                    .contains("Examples:", "Exit status:", "NO_COLOR")
                    .isEqualTo(run((name + " --help").split(" ")).out());
            assertThat(words.lines().filter(line -> !line.startsWith("  whybounce ")))
                    .as(name)
                    .allMatch(line -> line.length() <= 80);
        }
        Ran whole = run("--help");
        assertThat(whole.status()).isZero();
        assertThat(whole.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(run("help", "spf").out())
                .contains("spf eval", "spf show", "spf fix")
                .doesNotContain("headers");
        assertThat(run("spf", "--help").out()).isEqualTo(run("help", "spf").out());
    }

    @Test
    void valuesMayFollowAnEqualsSignAndTwoHyphensEndTheOptions() {
        assertThat(run("code", "--color=never", "--", "5.7.1").out()).startsWith("5.7.1");
        assertThat(run("explain", "--ip=192.0.2.1", "--", "--zone").err()).contains("there is no file --zone");
    }

    @Test
    void anEmptyTextIsCalledEmpty() {
        assertThat(run("explain", "").err()).contains("empty").doesNotContain("folder");
    }

    /// `whybounce.error/1`.
    @Test
    void withJsonAnUnusableCallPrintsADocument() {
        Ran ran = run("check", "--json", "192.0.2.1");
        assertThat(ran.status()).isEqualTo(ExitStatus.UNUSABLE);
        JsonNode error = JsonMapper.shared().readTree(ran.out());
        assertThat(error.get("schema").asString()).isEqualTo("whybounce.error/1");
        assertThat(error.get("detail").asString()).contains("'192.0.2.1' is an IP address");
        assertThat(error.get("title").asString()).isNotBlank();
    }

    /// The services' names are those that `--add` understands.
    @Test
    void completionsOfThreeShells() {
        assertThat(run("completions", "bash").out())
                .contains("complete -o filenames -F _whybounce", "zendesk", "--goal");
        assertThat(run("completions", "zsh").out())
                .startsWith("#compdef whybounce")
                .contains("zendesk");
        assertThat(run("completions", "fish").out()).contains("-l goal", "zendesk");
        assertThat(run("completions", "tcsh").err()).contains("bash, zsh and fish");
    }

    @Test
    void codesAndErrorsKeepTheirPublishedForm() throws java.io.IOException {
        assertThat(violations(
                        "code-1.json",
                        run("code", "--json", "550", "5.7.1", "x.7.26", "5.9.99")
                                .out()))
                .isEmpty();
        assertThat(violations(
                        "error-1.json", run("check", "--json", "192.0.2.1").out()))
                .isEmpty();
        assertThat(violations("code-1.json", "{\"schema\":\"whybounce.code/1\"}"))
                .isNotEmpty();
    }

    private static List<?> violations(String schema, String document) throws java.io.IOException {
        try (InputStream in = Main.class.getResourceAsStream("/org/whybounce/schema/" + schema)) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(in, InputFormat.JSON)
                    .validate(document, InputFormat.JSON);
        }
    }

    @Test
    void theVersionNamesTheJavaToo() {
        assertThat(run("--version").out()).startsWith("whybounce ").contains("Java 2");
    }
}
