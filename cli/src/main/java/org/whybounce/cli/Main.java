package org.whybounce.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.whybounce.text.Visible;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The `whybounce` command. Results go to standard output, trouble to standard error in one line; a closed pipe is no
/// error.
@Command(
        name = "whybounce",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisHeading = "Usage: ",
        description = "Says why a mail bounced, whose side it is, and the change that mends it, proven.")
public final class Main implements Callable<Integer> {
    /// The commands by name, in the order of the help. Reading the options of all of them takes longer than running
    /// one, so only the one that is called is made; the help makes them all.
    private static final Map<String, Class<?>> COMMANDS = commands();

    private static Map<String, Class<?>> commands() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("explain", ExplainCommand.class);
        commands.put("check", CheckCommand.class);
        commands.put("headers", HeadersCommand.class);
        commands.put("spf", SpfCommand.class);
        commands.put("reports", ReportsCommand.class);
        commands.put("code", CodeCommand.class);
        commands.put("serve", ServeCommand.class);
        return commands;
    }

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args, utf8(FileDescriptor.out), utf8(FileDescriptor.err)));
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    /// Runs one call and gives its exit status; tests call this with their own streams.
    public static int run(String[] args, PrintStream out, PrintStream err) {
        CommandLine line = new CommandLine(new Main());
        if (args.length > 0 && COMMANDS.containsKey(args[0])) {
            line.addSubcommand(args[0], COMMANDS.get(args[0]));
        } else {
            COMMANDS.forEach(line::addSubcommand);
            line.addSubcommand(new CommandLine.HelpCommand());
        }
        line.setOut(new PrintWriter(out, false, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        line.setUsageHelpWidth(80);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((e, arguments) -> {
            err.println("whybounce: " + Misuse.words(e));
            return ExitStatus.UNUSABLE;
        });
        line.setExecutionExceptionHandler((e, commandLine, parsed) -> failed(e, err));
        int status = line.execute(args);
        line.getOut().flush();
        out.flush();
        err.flush();
        return status;
    }

    private static int failed(Throwable e, PrintStream err) {
        if (e instanceof Unusable unusable) {
            err.println("whybounce: " + Visible.line(String.valueOf(unusable.getMessage())));
            return ExitStatus.UNUSABLE;
        }
        // Only a bug comes here. The person gets one line; the one who mends it sets the property and gets the trace.
        err.println("whybounce: a fault of whybounce itself, please report it: " + Visible.line(e.toString(), 200)
                + " (run with JAVA_TOOL_OPTIONS=-Dwhybounce.trace=true for details)");
        if (Boolean.getBoolean("whybounce.trace")) {
            e.printStackTrace(err);
        }
        return ExitStatus.UNUSABLE;
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitStatus.UNUSABLE;
    }

    /// The version as the jar's manifest tells it.
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            @Nullable String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"whybounce " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
