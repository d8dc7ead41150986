package org.whybounce.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.whybounce.cli.usage.Call;
import org.whybounce.cli.usage.Option;
import org.whybounce.cli.usage.Usage;
import org.whybounce.words.Redaction;
import org.whybounce.words.Secrets;
import org.whybounce.words.json.JsonDocument;
import org.whybounce.words.text.Paper;

/// The options that hold everywhere, and what they say about the output: where it goes and how it is masked.
public final class CommonOptions {
    /// What they are, in the order of the help.
    static final List<Option> OPTIONS = List.of(
            Option.values(
                    "--zone", "FILE", "Take DNS only from this master file (repeatable); nothing leaves the machine."),
            Option.values("--dns", "HOST[:PORT]", "Ask this resolver (repeatable) instead of the system's."),
            Option.value(
                    "--record",
                    "FILE",
                    "Write what the DNS answered to this file, which --zone reads: the run can be repeated offline."),
            Option.value("--timeout", "SECONDS", "Give up on DNS after this many seconds.")
                    .otherwise("20"));

    /// How an answer is printed; all that a command needs which asks no DNS.
    static final List<Option> OUTPUT = List.of(
            Option.flag("--json", "Print JSON; its form is stable."),
            Option.value("--color", "WHEN", "auto, always or never; NO_COLOR is heeded.")
                    .among("auto", "always", "never")
                    .otherwise("auto"));

    private static final List<Option> MORE = List.of(
            Option.flag("--markdown", "Print Markdown, for tickets."),
            Option.flag("--redact", "Mask mail addresses in what is printed."),
            Option.flag("--verbose", "Show everything that is behind the answer."));

    private final Usage usage;
    private final Call call;
    private final Console console;

    CommonOptions(Usage usage, Call call, Console console) {
        this.usage = usage;
        this.call = call;
        this.console = console;
    }

    /// A usage with all of them behind its own.
    static Usage on(Usage usage) {
        return usage.with(OPTIONS).with(OUTPUT).with(MORE);
    }

    /// Where results go.
    PrintWriter out() {
        return console.out();
    }

    /// Where trouble and progress go.
    PrintWriter err() {
        return console.err();
    }

    /// Prints a whole answer, masked where that was asked for.
    void print(String text) {
        out().print(masked(text));
        out().flush();
    }

    /// The same for a page that was made of other people's text: who is named in `sources` is masked in each value of
    /// the page before the value is escaped.
    void print(Supplier<List<String>> sources, Supplier<String> page) {
        if (!given("--redact")) {
            print(page.get());
            return;
        }
        List<String> named = new ArrayList<>(sources.get());
        told().ifPresent(named::add);
        Redaction redaction = Redaction.of(Secrets.in(named));
        String shown = redaction.during(page);
        out().print(json() ? shown : redaction.mask(shown));
        out().flush();
    }

    /// Every text of an answer is its source, where there is no other.
    String masked(String text) {
        if (!given("--redact")) {
            return text;
        }
        return JsonDocument.redacted(text, told().stream().toList());
    }

    /// The address that the call itself names.
    private Optional<String> told() {
        return given("--mail-from") ? call.one("--mail-from") : Optional.empty();
    }

    private boolean given(String option) {
        return usage.option(option).isPresent() && call.has(option);
    }

    public boolean json() {
        return call.has("--json");
    }

    public boolean markdown() {
        return given("--markdown");
    }

    public boolean verbose() {
        return given("--verbose");
    }

    public List<Path> zones() {
        return call.all("--zone").stream().map(Path::of).toList();
    }

    public Optional<Path> record() {
        return call.one("--record").map(Path::of);
    }

    public List<String> servers() {
        return call.all("--dns");
    }

    public Duration timeout() throws Unusable {
        return Duration.ofSeconds(
                Given.number("--timeout", call.one("--timeout").orElse(""), 1, 600));
    }

    /// Whether to print in colour: as told, else where standard output is a terminal and NO_COLOR is not set.
    public boolean colored() {
        return switch (call.one("--color").orElse("")) {
            case "always" -> true;
            case "never" -> false;
            default -> onTerminal() && !set("NO_COLOR") && !"dumb".equals(System.getenv("TERM"));
        };
    }

    /// What answers are printed on: in colour or not, and as wide as the terminal says.
    public Paper paper() {
        return Paper.of(colored(), columns());
    }

    /// What the environment's COLUMNS says, kept as a property when the program started, so that tests do not depend on
    /// where they run.
    static String columns() {
        return System.getProperty("whybounce.columns", "");
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
