package org.whybounce.cli.usage;

import java.util.List;
import java.util.Map;
import org.whybounce.words.text.TextPage;
import org.whybounce.words.text.TextPage.Ink;

/// The help of a command, or of the program.
public final class HelpPage {
    private static final int LABEL = 24;

    /// What every command ends with, by number.
    public static final Map<Integer, String> STATUSES = new java.util.TreeMap<>(Map.of(
            0, "Nothing wrong was found.",
            1, "A cause is established, or something is wrong.",
            2, "The call or its input is unusable; one line on standard error says why.",
            3, "A fact is missing; the answer says which.",
            4, "The DNS could not be asked, and the answer depends on it."));

    /// The variables that are heeded.
    public static final Map<String, String> VARIABLES = new java.util.TreeMap<>(Map.of(
            "COLUMNS", "How wide answers are, from 60 to 120; a terminal says it by itself (default: 80).",
            "NO_COLOR", "If set to anything, no colour unless --color asks for it.",
            "XDG_CACHE_HOME", "Where caches go that the checkout has no room for (default: ~/.cache)."));

    private HelpPage() {}

    public static void put(TextPage page, Usage usage) {
        String synopsis = usage.qualified() + " [OPTIONS]"
                + (usage.operand().equals(Operand.NONE)
                        ? ""
                        : " " + usage.operand().shown());
        page.say(Ink.BOLD, "Usage: ", "       ", synopsis).gap();
        page.say(Ink.PLAIN, usage.says()).gap();
        if (!usage.operand().equals(Operand.NONE)) {
            row(page, usage.operand().label(), usage.operand().says());
        }
        usage.options().forEach(option -> row(page, option.shown(), option.sentence()));
        row(page, "-h, --help", "Show this.");
        examples(page, usage.examples());
        ends(page);
    }

    /// The program itself, with its commands.
    public static void program(TextPage page, String says, List<Usage> commands) {
        page.say(Ink.BOLD, "Usage: ", "       ", "whybounce COMMAND [OPTIONS] ...")
                .gap();
        page.say(Ink.PLAIN, says).gap();
        commands.forEach(command -> row(page, command.name(), command.says()));
        row(page, "help [COMMAND]", "Show the help of a command.");
        row(page, "--version", "Show the version, the commit it was built from, and the Java it runs on.");
        examples(
                page,
                commands.stream()
                        .flatMap(one -> one.examples().stream().limit(1))
                        .limit(4)
                        .toList());
        ends(page);
    }

    private static void examples(TextPage page, List<Usage.Example> examples) {
        if (!examples.isEmpty()) {
            page.gap().say(Ink.BOLD, "Examples:");
            for (Usage.Example example : examples) {
                page.verbatim(Ink.PLAIN, "  whybounce " + example.call());
                page.say(Ink.QUIET, "      ", "      ", example.says());
            }
        }
    }

    private static void ends(TextPage page) {
        page.gap().say(Ink.BOLD, "Exit status:");
        STATUSES.forEach((number, words) -> page.say(Ink.PLAIN, "  " + number + "  ", "     ", words));
        page.gap().say(Ink.BOLD, "Environment:");
        VARIABLES.forEach((name, words) -> row(page, name, words));
    }

    private static void row(TextPage page, String label, String says) {
        page.columns(Ink.PLAIN, "  " + label, LABEL, says);
    }
}
