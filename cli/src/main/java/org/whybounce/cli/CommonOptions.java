package org.whybounce.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.words.Redaction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The options that hold everywhere, and what they say about the output: where it goes and how it is masked.
public final class CommonOptions {
    enum Color {
        AUTO,
        ALWAYS,
        NEVER
    }

    @Option(
            names = "--zone",
            paramLabel = "FILE",
            description = "Take DNS only from this master file (repeatable); nothing leaves the machine.")
    List<Path> zones = new ArrayList<>();

    @Option(
            names = "--dns",
            paramLabel = "HOST[:PORT]",
            description = "Ask this resolver (repeatable) instead of the system's.")
    List<String> servers = new ArrayList<>();

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description =
                    "Write what the DNS answered to this file, which --zone reads: the run can be repeated offline.")
    @Nullable
    Path record;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "Give up on DNS after this many seconds (default: ${DEFAULT-VALUE}).",
            defaultValue = "20")
    int timeoutSeconds = 20;

    @Option(names = "--json", description = "Print JSON; its form is stable.")
    boolean json;

    @Option(names = "--markdown", description = "Print Markdown, for tickets.")
    boolean markdown;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description = "auto, always or never (default: auto; NO_COLOR is heeded).",
            defaultValue = "auto")
    Color color = Color.AUTO;

    @Option(names = "--redact", description = "Mask mail addresses in what is printed.")
    boolean redact;

    @Option(names = "--verbose", description = "Show everything that is behind the answer.")
    boolean verbose;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    /// Where results go.
    PrintWriter out() {
        return command.commandLine().getOut();
    }

    /// Where trouble and progress go.
    PrintWriter err() {
        return command.commandLine().getErr();
    }

    /// Prints a whole answer, masked where that was asked for.
    void print(String text) {
        out().print(masked(text));
        out().flush();
    }

    String masked(String text) {
        return redact ? Redaction.mask(text) : text;
    }

    public boolean json() {
        return json;
    }

    public boolean markdown() {
        return markdown;
    }

    public boolean verbose() {
        return verbose;
    }

    public List<Path> zones() {
        return zones;
    }

    public Optional<Path> record() {
        return Optional.ofNullable(record);
    }

    public List<String> servers() {
        return servers;
    }

    public Duration timeout() throws Unusable {
        if (timeoutSeconds < 1 || timeoutSeconds > 600) {
            throw new Unusable("--timeout is a number of seconds from 1 to 600, not " + timeoutSeconds);
        }
        return Duration.ofSeconds(timeoutSeconds);
    }

    /// Whether to print in colour: as told, else where standard output is a terminal and NO_COLOR is not set.
    public boolean colored() {
        return switch (color) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> onTerminal() && !set("NO_COLOR") && !"dumb".equals(System.getenv("TERM"));
        };
    }

    /// Whether standard output is a terminal. The launcher tells, since it can ask for standard output alone and asking
    /// here would load the whole console first.
    static boolean onTerminal() {
        return "true".equals(System.getProperty("whybounce.terminal"));
    }

    private static boolean set(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isEmpty();
    }
}
