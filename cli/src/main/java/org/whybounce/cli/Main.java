package org.whybounce.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.whybounce.cli.usage.Call;
import org.whybounce.cli.usage.HelpPage;
import org.whybounce.cli.usage.Nearest;
import org.whybounce.cli.usage.Parsed;
import org.whybounce.cli.usage.Usage;
import org.whybounce.text.Visible;
import org.whybounce.words.text.Paper;
import org.whybounce.words.text.TextPage;

/// The `whybounce` command. Results go to standard output, trouble to standard error in one line; a closed pipe is no
/// error.
public final class Main {
    static final String SAYS = "Says why a mail bounced, whose side it is, and the change that fixes it, proven.";

    private final Console console;

    private Main(Console console) {
        this.console = console;
    }

    public static void main(String[] args) {
        String columns = System.getenv("COLUMNS");
        if (columns != null) {
            System.setProperty("whybounce.columns", columns);
        }
        System.exit(run(args, utf8(FileDescriptor.out), utf8(FileDescriptor.err)));
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    /// Runs one call and gives its exit status; tests call this with their own streams.
    public static int run(String[] args, PrintStream out, PrintStream err) {
        Console console = new Console(
                new PrintWriter(out, false, StandardCharsets.UTF_8),
                new PrintWriter(err, true, StandardCharsets.UTF_8));
        int status = new Main(console).run(List.of(args));
        console.out().flush();
        console.err().flush();
        out.flush();
        err.flush();
        return status;
    }

    private int run(List<String> words) {
        try {
            return dispatch(words);
        } catch (Unusable unusable) {
            return unusable(words, Visible.line(String.valueOf(unusable.getMessage())));
        } catch (RuntimeException | Error bug) {
            // Only a bug comes here. The person gets one line; the one who mends it sets the property and gets the
            // trace.
            int status = unusable(
                    words,
                    "a fault of whybounce itself, please report it: " + Visible.line(bug.toString(), 200)
                            + " (run with JAVA_TOOL_OPTIONS=-Dwhybounce.trace=true for details)");
            if (Boolean.getBoolean("whybounce.trace")) {
                bug.printStackTrace(console.err());
            }
            return status;
        }
    }

    private int unusable(List<String> words, String why) {
        console.err().println("whybounce: " + why);
        if (words.contains("--json")) {
            console.out().print(ErrorJson.of(why));
        }
        return ExitStatus.UNUSABLE;
    }

    private int dispatch(List<String> words) throws Unusable {
        String first = words.isEmpty() ? "" : words.getFirst();
        if (Commands.group(first).isPresent()) {
            return group(first, words.subList(1, words.size()));
        }
        Optional<Command> command = Commands.find(first);
        if (command.isPresent()) {
            return call(command.get(), words.subList(1, words.size()));
        }
        return switch (first) {
            case "" -> {
                help(List.of());
                yield ExitStatus.UNUSABLE;
            }
            case "help" -> help(words.subList(1, words.size()));
            case "--help", "-h" -> help(List.of());
            case "--version", "-V" -> version();
            default ->
                throw new Unusable(
                        first.startsWith("-")
                                ? "whybounce has no option '" + Visible.line(first, 100) + "'. Try 'whybounce --help'."
                                : noCommand("whybounce", first, Commands.firstWords()));
        };
    }

    private int group(String group, List<String> words) throws Unusable {
        String second = words.isEmpty() ? "" : words.getFirst();
        Optional<Command> command = Commands.find(group + " " + second);
        if (command.isPresent()) {
            return call(command.get(), words.subList(1, words.size()));
        }
        if (second.isEmpty()) {
            throw new Unusable(
                    "whybounce " + group + " wants one of " + String.join(", ", Commands.names(group)) + ".");
        }
        if (second.equals("--help") || second.equals("-h")) {
            return help(List.of(group));
        }
        List<String> known = Commands.names(group).stream()
                .map(name -> name.substring(group.length() + 1))
                .toList();
        throw new Unusable(noCommand("whybounce " + group, second, known));
    }

    private int call(Command command, List<String> words) throws Unusable {
        Usage usage = command.usage();
        return switch (Parsed.of(usage, words)) {
            case Parsed.Given(Call call) -> command.run(call, console);
            case Parsed.Help() -> {
                TextPage page = page();
                HelpPage.put(page, usage);
                console.out().print(page);
                yield ExitStatus.NOTHING_WRONG;
            }
            case Parsed.Wrong(String why) -> throw new Unusable(why);
        };
    }

    private int help(List<String> words) throws Unusable {
        String name = String.join(" ", words);
        TextPage page = page();
        Optional<Command> command = Commands.find(name);
        if (command.isPresent()) {
            HelpPage.put(page, command.get().usage());
        } else if (name.isEmpty()) {
            HelpPage.program(page, SAYS, Commands.usages(""));
        } else if (Commands.group(name).isPresent()) {
            HelpPage.program(page, Commands.group(name).get(), Commands.usages(name));
        } else {
            throw new Unusable(noCommand("whybounce", name, Commands.names("")));
        }
        console.out().print(page);
        return ExitStatus.NOTHING_WRONG;
    }

    private int version() {
        console.out().println(Version.line());
        return ExitStatus.NOTHING_WRONG;
    }

    private static TextPage page() {
        return new TextPage(Paper.of(false, CommonOptions.columns()));
    }

    private static String noCommand(String program, String word, List<String> known) {
        String none = "there is no command '" + program + " " + Visible.line(word, 100) + "'";
        return program.equals("whybounce") && PasteArgument.reads(word)
                ? none + "; did you mean '" + program + " explain " + Visible.line(word, 100) + "'?"
                : none + Nearest.to(word, known, program + " ") + " Try '" + program + " --help'.";
    }
}
