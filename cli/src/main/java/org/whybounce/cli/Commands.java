package org.whybounce.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.whybounce.cli.usage.Usage;

/// The commands by name, in the order of the help. Only the one that is called is made.
final class Commands {
    private static final Map<String, Supplier<Command>> ALL = all();

    /// A word that is followed by another: what the commands behind it do.
    private static final Map<String, String> GROUPS = Map.of("spf", "Evaluates, shows and repairs SPF records.");

    private Commands() {}

    private static Map<String, Supplier<Command>> all() {
        Map<String, Supplier<Command>> commands = new LinkedHashMap<>();
        commands.put("explain", ExplainCommand::new);
        commands.put("check", CheckCommand::new);
        commands.put("bulk", BulkCommand::new);
        commands.put("headers", HeadersCommand::new);
        commands.put("spf eval", SpfEvalCommand::new);
        commands.put("spf show", SpfShowCommand::new);
        commands.put("spf fix", SpfFixCommand::new);
        commands.put("reports", ReportsCommand::new);
        commands.put("code", CodeCommand::new);
        commands.put("serve", ServeCommand::new);
        commands.put("mcp", McpCommand::new);
        commands.put("completions", CompletionsCommand::new);
        return commands;
    }

    static Optional<Command> find(String name) {
        return Optional.ofNullable(ALL.get(name)).map(Supplier::get);
    }

    static Optional<String> group(String word) {
        return Optional.ofNullable(GROUPS.get(word));
    }

    /// The names, all or those of a group.
    static List<String> names(String group) {
        return ALL.keySet().stream()
                .filter(name -> group.isEmpty() || name.startsWith(group + " "))
                .toList();
    }

    /// What the first word of a call may be.
    static List<String> firstWords() {
        List<String> words = new ArrayList<>(
                ALL.keySet().stream().map(name -> name.split(" ")[0]).distinct().toList());
        words.add("help");
        return words;
    }

    static List<Usage> usages(String group) {
        return names(group).stream()
                .flatMap(name -> find(name).stream())
                .map(Command::usage)
                .toList();
    }
}
