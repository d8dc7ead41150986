package org.whybounce.cli.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All that is to be known of one command before it runs.
///
/// @param name     as it is called, without the program: `spf fix`
/// @param says     what it does, one sentence
/// @param options  its own first, then those that it shares
/// @param operand  what it takes beside them
/// @param examples calls with what they do
public record Usage(String name, String says, List<Option> options, Operand operand, List<Example> examples) {
    /// @param call what stands after the program's name
    /// @param says what it does, without a full stop
    public record Example(String call, String says) {}

    public static Usage of(String name, String says) {
        return new Usage(name, says, List.of(), Operand.NONE, List.of());
    }

    public Usage takes(Operand what) {
        return new Usage(name, says, options, what, examples);
    }

    public Usage with(Option... more) {
        return with(List.of(more));
    }

    public Usage with(List<Option> more) {
        List<Option> all = new ArrayList<>(options);
        all.addAll(more);
        return new Usage(name, says, List.copyOf(all), operand, examples);
    }

    public Usage example(String call, String what) {
        List<Example> all = new ArrayList<>(examples);
        all.add(new Example(call, what));
        return new Usage(name, says, options, operand, List.copyOf(all));
    }

    public Optional<Option> option(String option) {
        for (Option one : options) {
            if (one.name().equals(option)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /// `whybounce spf fix`
    public String qualified() {
        return name.isEmpty() ? "whybounce" : "whybounce " + name;
    }
}
