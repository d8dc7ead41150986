package org.whybounce.cli.usage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.whybounce.text.Visible;

/// What became of the words of a call.
public sealed interface Parsed {
    record Given(Call call) implements Parsed {}

    /// `--help` or `-h` was among them.
    record Help() implements Parsed {}

    /// @param why one line: what is wrong and what to do
    record Wrong(String why) implements Parsed {}

    /// Reads `--name value`, `--name=value`, flags, and operands between them; after `--` all are operands.
    static Parsed of(Usage usage, List<String> words) {
        Map<String, List<String>> options = new HashMap<>();
        List<String> operands = new ArrayList<>();
        boolean open = true;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!open || !word.startsWith("-") || word.equals("-")) {
                operands.add(word);
                continue;
            }
            if (word.equals("--")) {
                open = false;
                continue;
            }
            if (word.equals("--help") || word.equals("-h")) {
                return new Help();
            }
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            Optional<Option> found = usage.option(name);
            if (found.isEmpty()) {
                return wrong(
                        usage,
                        usage.qualified() + " has no option '" + Visible.line(name, 100) + "'"
                                + Nearest.to(
                                        name,
                                        usage.options().stream()
                                                .map(Option::name)
                                                .toList(),
                                        ""));
            }
            Option option = found.get();
            String value = equals < 0 ? "" : word.substring(equals + 1);
            if (option.isFlag()) {
                if (equals >= 0) {
                    return wrong(usage, name + " takes no value.");
                }
            } else if (equals < 0) {
                if (++i == words.size()) {
                    return wrong(usage, option.shown() + ": the value is missing.");
                }
                value = words.get(i);
            }
            if (!option.words().isEmpty()) {
                value = value.toLowerCase(Locale.ROOT);
                if (!option.words().contains(value)) {
                    return wrong(
                            usage,
                            name + " wants " + String.join(", ", option.words()) + ", not '" + Visible.line(value, 100)
                                    + "'.");
                }
            }
            List<String> values = options.computeIfAbsent(name, any -> new ArrayList<>());
            if (!values.isEmpty() && !option.many() && !option.isFlag()) {
                return wrong(usage, name + " was given twice.");
            }
            values.add(value);
        }
        return missing(usage, options, operands)
                .orElseGet(() -> new Given(new Call(usage, options, List.copyOf(operands))));
    }

    private static Optional<Parsed> missing(Usage usage, Map<String, List<String>> options, List<String> operands) {
        Operand operand = usage.operand();
        if (operands.size() > operand.most()) {
            String first = operands.get(operand.most());
            return Optional.of(wrong(usage, "'" + Visible.line(first, 100) + "' is one argument too many."));
        }
        for (Option option : usage.options()) {
            if (option.required() && !options.containsKey(option.name())) {
                return Optional.of(wrong(usage, option.shown() + " is missing."));
            }
        }
        return operands.size() < operand.least()
                ? Optional.of(wrong(usage, operand.label() + " is missing."))
                : Optional.empty();
    }

    private static Wrong wrong(Usage usage, String why) {
        return new Wrong(why + " Try '" + usage.qualified() + " --help'.");
    }
}
