package org.whybounce.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.whybounce.text.Visible;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is wrong with a command line, in one line that a person can act on.
final class Misuse {
    private Misuse() {}

    static String words(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        String name = command.getCommandSpec().qualifiedName(" ");
        List<String> unmatched = wrong instanceof UnmatchedArgumentException argument
                ? argument.getUnmatched()
                : wrong instanceof MissingParameterException ? command.getUnmatchedArguments() : List.of();
        String help = " Try '" + name + " --help'.";
        if (unmatched.isEmpty()) {
            return Visible.line(String.valueOf(wrong.getMessage())) + "." + help;
        }
        String first = unmatched.getFirst();
        String shown = "'" + Visible.line(first, 100) + "'";
        if (first.startsWith("-") && first.length() > 1) {
            return name + " has no option " + shown + suggestions(wrong, "") + help;
        }
        if (command.getSubcommands().isEmpty()) {
            return shown + " is one argument too many." + help;
        }
        String none = "there is no command '" + name + " " + Visible.line(first, 100) + "'";
        return command.getParent() == null && reads(first)
                ? none + "; did you mean '" + name + " explain " + Visible.line(first, 100) + "'?"
                : none + suggestions(wrong, name + " ") + help;
    }

    private static String suggestions(ParameterException wrong, String before) {
        List<String> near =
                wrong instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        return near.isEmpty()
                ? "."
                : "; did you mean '" + before + near.getFirst().replaceFirst("^whybounce (?:spf )?", "") + "'?";
    }

    /// Whether `explain` could do something with it.
    private static boolean reads(String argument) {
        try {
            return PasteArgument.readsAsText(argument) || Files.exists(Path.of(argument));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
