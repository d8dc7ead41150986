package org.whybounce.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `whybounce spf ...`: the SPF engine by itself.
@Command(
        name = "spf",
        mixinStandardHelpOptions = true,
        synopsisHeading = "Usage: ",
        description = "Evaluates, shows and mends SPF records.",
        subcommands = {SpfEvalCommand.class, SpfShowCommand.class, SpfFixCommand.class})
final class SpfCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine line = spec.commandLine();
        line.usage(line.getErr());
        return ExitStatus.UNUSABLE;
    }
}
