package org.whybounce.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// Each option as flag, environment variable and line of a file, the flag before the variable, the variable
/// before the
/// file.
class ServeTest {
    @Test
    void everyOptionCanComeFromEverywhere(@TempDir Path folder) throws Exception {
        Map<String, String> values = Map.ofEntries(
                Map.entry("port", "18"),
                Map.entry("address", "127.0.0.9"),
                Map.entry("zone", "z.txt"),
                Map.entry("dns", "192.0.2.53"),
                Map.entry("db", "jdbc:h2:mem:x"),
                Map.entry("db-user", "u"),
                Map.entry("db-password", "p"),
                Map.entry("no-share", "true"),
                Map.entry("trusted-proxy", "10.0.0.0/8,192.0.2.1"),
                Map.entry("public-url", "https://bounce.example.org"),
                Map.entry("cors-origin", "https://a.example"),
                Map.entry("checks-per-minute", "7"),
                Map.entry("checks-at-once", "2"),
                Map.entry("checks-together", "9"),
                Map.entry("operator-token", "0123456789abcdef"),
                Map.entry("reports-db", "jdbc:h2:mem:y"),
                Map.entry("reports-retain", "400"),
                Map.entry("reports-mailbox", "imaps://dmarc@mail.example/INBOX"),
                Map.entry("mailbox-password-file", "p.txt"),
                Map.entry("mailbox-minutes", "5"));
        for (OptionSpec option : new CommandLine(new Serve()).getCommandSpec().options()) {
            String name = option.longestName().substring(2);
            if (List.of("help", "version", "config").contains(name)) {
                continue;
            }
            assertThat(values).as("a value to test with").containsKey(name);
            String value = values.getOrDefault(name, "");
            Settings usual = settings(Map.of(), List.of());
            Settings flag =
                    settings(Map.of(), name.equals("no-share") ? List.of("--no-share") : List.of("--" + name, value));
            Settings variable =
                    settings(Map.of("WHYBOUNCE_" + name.toUpperCase(Locale.ROOT).replace('-', '_'), value), List.of());
            Path file = Files.writeString(folder.resolve(name), "# settings\n" + name + " = " + value + "\n");
            Settings written = settings(Map.of("WHYBOUNCE_CONFIG", file.toString()), List.of());
            assertThat(flag).as(name).isNotEqualTo(usual).isEqualTo(variable).isEqualTo(written);
            assertThat(settings(Map.of(), List.of("--config", file.toString()))).isEqualTo(written);
        }
    }

    @Test
    void theNearerWins(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("s"), "port = 1\n");
        Map<String, String> variables = Map.of("WHYBOUNCE_PORT", "2", "WHYBOUNCE_CONFIG", file.toString());
        assertThat(settings(variables, List.of("--port", "3")).port()).isEqualTo(3);
        assertThat(settings(variables, List.of()).port()).isEqualTo(2);
        assertThat(settings(Map.of("WHYBOUNCE_CONFIG", file.toString()), List.of())
                        .port())
                .isEqualTo(1);
    }

    @Test
    void whatCannotBeUsedIsSaid(@TempDir Path folder) throws Exception {
        for (List<String> wrong : List.of(
                List.of("--trusted-proxy", "nonsense"),
                List.of("--public-url", "ftp://x"),
                List.of("--db", "mysql://x"),
                List.of("--port", "70000"),
                List.of("--operator-token", "short"),
                List.of("--mailbox-minutes", "0"),
                List.of("--checks-at-once", "0"))) {
            assertThatThrownBy(() -> settings(Map.of(), wrong)).isInstanceOf(Settings.Unusable.class);
        }
        Path file = Files.writeString(folder.resolve("s"), "prot = 1\n");
        assertThatThrownBy(() -> settings(Map.of("WHYBOUNCE_CONFIG", file.toString()), List.of()))
                .isInstanceOf(Settings.Unusable.class)
                .hasMessageContaining("prot");
        assertThat(Serve.run(new String[] {"--port", "x"}, Map.of())).isEqualTo(2);
        assertThat(Serve.run(new String[] {"--zone", "/nonexistent/zone", "--port", "0"}, Map.of()))
                .isEqualTo(2);
    }

    private static Settings settings(Map<String, String> variables, List<String> arguments) throws Settings.Unusable {
        Serve serve = new Serve();
        CommandLine line = new CommandLine(serve);
        String[] args = arguments.toArray(String[]::new);
        line.setDefaultValueProvider(new Settings.Elsewhere(variables, Settings.file(args, variables)));
        line.parseArgs(args);
        return serve.settings();
    }
}
