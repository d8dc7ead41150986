package org.whybounce.cli.usage;

import java.util.List;

/// One option of a command.
///
/// @param name      with its hyphens
/// @param label     what stands for the value in the help; empty for a flag
/// @param says      one sentence
/// @param many      whether it may be given again
/// @param required  whether the command cannot run without it
/// @param words     the values it takes, in small letters; empty if any
/// @param otherwise the value if it is not given; empty for none
public record Option(
        String name, String label, String says, boolean many, boolean required, List<String> words, String otherwise) {
    public static Option flag(String name, String says) {
        return new Option(name, "", says, false, false, List.of(), "");
    }

    public static Option value(String name, String label, String says) {
        return new Option(name, label, says, false, false, List.of(), "");
    }

    public static Option values(String name, String label, String says) {
        return new Option(name, label, says, true, false, List.of(), "");
    }

    public Option needed() {
        return new Option(name, label, says, many, true, words, otherwise);
    }

    public Option among(String... allowed) {
        return new Option(name, label, says, many, required, List.of(allowed), otherwise);
    }

    public Option otherwise(String value) {
        return new Option(name, label, says, many, required, words, value);
    }

    public boolean isFlag() {
        return label.isEmpty();
    }

    /// As the help shows it: `--ip IP`.
    public String shown() {
        return isFlag() ? name : name + " " + label;
    }

    /// What it does, and what happens without it.
    public String sentence() {
        return otherwise.isEmpty() ? says : says.substring(0, says.length() - 1) + " (default: " + otherwise + ").";
    }
}
