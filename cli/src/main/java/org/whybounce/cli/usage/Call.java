package org.whybounce.cli.usage;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a person gave: each value is one that the usage knows and, where it names words, one of them.
public final class Call {
    private final Usage usage;
    private final Map<String, List<String>> options;
    private final List<String> operands;

    Call(Usage usage, Map<String, List<String>> options, List<String> operands) {
        this.usage = usage;
        this.options = options;
        this.operands = operands;
    }

    /// Whether a flag, or an option with any value, was given.
    public boolean has(String option) {
        return !all(option).isEmpty();
    }

    /// The value given, or else the default.
    public Optional<String> one(String option) {
        List<String> given = all(option);
        String otherwise = known(option).otherwise();
        return given.isEmpty()
                ? Optional.of(otherwise).filter(value -> !value.isEmpty())
                : Optional.of(given.getFirst());
    }

    public List<String> all(String option) {
        return options.getOrDefault(known(option).name(), List.of());
    }

    public List<String> operands() {
        return operands;
    }

    public Optional<String> operand() {
        return operands.stream().findFirst();
    }

    private Option known(String option) {
        return usage.option(option)
                .orElseThrow(() -> new IllegalArgumentException(usage.name() + " declares no " + option));
    }
}
