package org.whybounce.cli.usage;

import java.util.List;

/// A command's man page, of the same usage as its help.
public final class ManPage {
    private ManPage() {}

    /// @param says what the program does, for the page of the program itself
    public static String program(String says, List<Usage> commands, String version) {
        StringBuilder out = head("whybounce", "says why a mail bounced", version);
        out.append(".SH SYNOPSIS\n.B whybounce\nCOMMAND [OPTIONS] ...\n.SH DESCRIPTION\n")
                .append(text(says))
                .append(".SH COMMANDS\n");
        for (Usage command : commands) {
            out.append(".TP\n.BR whybounce-")
                    .append(text(command.name().replace(' ', '-')).strip())
                    .append(" (1)\n")
                    .append(text(command.says()));
        }
        return ends(out);
    }

    public static String of(Usage usage, String version) {
        StringBuilder out = head("whybounce-" + usage.name().replace(' ', '-'), usage.says(), version);
        out.append(".SH SYNOPSIS\n.B ")
                .append(text(usage.qualified()).strip())
                .append("\n[OPTIONS] ")
                .append(text(usage.operand().shown()))
                .append(".SH DESCRIPTION\n")
                .append(text(usage.says()));
        if (!usage.operand().label().isEmpty()) {
            item(out, usage.operand().label(), usage.operand().says());
        }
        if (!usage.options().isEmpty()) {
            out.append(".SH OPTIONS\n");
            usage.options().forEach(option -> item(out, option.shown(), option.sentence()));
        }
        out.append(".SH EXAMPLES\n");
        usage.examples().forEach(example -> item(out, "whybounce " + example.call(), example.says()));
        return ends(out);
    }

    private static StringBuilder head(String name, String says, String version) {
        return new StringBuilder(".TH \"" + name.toUpperCase(java.util.Locale.ROOT) + "\" 1 \"\" \"whybounce " + version
                + "\" \"User Commands\"\n.SH NAME\n" + name.replace("-", "\\-") + " \\- " + text(says));
    }

    private static String ends(StringBuilder out) {
        out.append(".SH \"EXIT STATUS\"\n");
        HelpPage.STATUSES.forEach((number, words) -> item(out, String.valueOf(number), words));
        out.append(".SH ENVIRONMENT\n");
        HelpPage.VARIABLES.forEach((name, words) -> item(out, name, words));
        return out.toString();
    }

    private static void item(StringBuilder out, String label, String says) {
        out.append(".TP\n.B ").append(text(label)).append(text(says));
    }

    /// One line of text in which nothing means anything to roff.
    private static String text(String words) {
        String escaped = words.replace("\\", "\\e").replace("-", "\\-");
        return (escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" : "") + escaped + "\n";
    }
}
