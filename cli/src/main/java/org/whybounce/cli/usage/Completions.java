package org.whybounce.cli.usage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Completion scripts of three shells, made of the same usages as the help. They call no program: what can be completed
/// is written into them.
public final class Completions {
    private final List<Usage> usages;
    private final List<String> services;

    /// @param services what `--add` is completed with
    public Completions(List<Usage> usages, List<String> services) {
        this.usages = List.copyOf(usages);
        this.services = List.copyOf(services);
    }

    public String bash() {
        StringBuilder out = new StringBuilder("""
                # bash completion of whybounce
                _whybounce() {
                    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]} words=
                    [[ $command = spf ]] && command="spf ${COMP_WORDS[2]}"
                    if (( COMP_CWORD == 1 )); then
                        COMPREPLY=($(compgen -W "%s help --help --version" -- "$word"))
                        return
                    fi
                    if (( COMP_CWORD == 2 )) && [[ ${COMP_WORDS[1]} = spf ]]; then
                        COMPREPLY=($(compgen -W "%s" -- "$word"))
                        return
                    fi
                    case "$command $before" in
                """.formatted(
                        String.join(" ", first().keySet()), String.join(" ", first().getOrDefault("spf", List.of()))));
        for (Usage usage : usages) {
            for (Option option : usage.options()) {
                List<String> values = values(option);
                if (!values.isEmpty()) {
                    out.append("        \"%s %s\") COMPREPLY=($(compgen -W \"%s\" -- \"$word\")); return ;;\n"
                            .formatted(usage.name(), option.name(), String.join(" ", values)));
                }
            }
        }
        out.append("    esac\n    case $command in\n");
        for (Usage usage : usages) {
            out.append("        \"%s\") words=\"%s\" ;;\n".formatted(usage.name(), options(usage)));
        }
        return out.append("""
                    esac
                    if [[ $word = -* ]]; then
                        COMPREPLY=($(compgen -W "$words --help" -- "$word"))
                    else
                        COMPREPLY=($(compgen -f -- "$word"))
                    fi
                }
                complete -o filenames -F _whybounce whybounce
                """).toString();
    }

    public String zsh() {
        StringBuilder out = new StringBuilder("#compdef whybounce\n# zsh completion of whybounce\n_whybounce() {\n"
                + "    local command=$words[2]\n    [[ $command = spf ]] && command=\"spf $words[3]\"\n"
                + "    if (( CURRENT == 2 )); then\n        compadd " + String.join(" ", first().keySet())
                + " help\n        return\n    fi\n"
                + "    if (( CURRENT == 3 )) && [[ $words[2] = spf ]]; then\n        compadd "
                + String.join(" ", first().getOrDefault("spf", List.of())) + "\n        return\n    fi\n"
                + "    case $command in\n");
        for (Usage usage : usages) {
            out.append("        (").append(single(usage.name())).append(") _arguments");
            for (Option option : usage.options()) {
                String value = option.isFlag()
                        ? ""
                        : ":" + plain(option.label()) + ":"
                                + (values(option).isEmpty() ? "_files" : "(" + String.join(" ", values(option)) + ")");
                out.append(" \\\n            ")
                        .append(single((option.many() ? "*" : "") + option.name() + "[" + plain(option.sentence()) + "]"
                                + value));
            }
            out.append(" \\\n            '*:file:_files' ;;\n");
        }
        return out.append("    esac\n}\n_whybounce \"$@\"\n").toString();
    }

    public String fish() {
        StringBuilder out = new StringBuilder("# fish completion of whybounce\ncomplete -c whybounce -f\n");
        first().forEach((word, below) -> {
            out.append("complete -c whybounce -n __fish_use_subcommand -a ")
                    .append(word)
                    .append('\n');
            if (!below.isEmpty()) {
                out.append("complete -c whybounce -n '__fish_seen_subcommand_from " + word + "' -a '"
                        + String.join(" ", below) + "'\n");
            }
        });
        for (Usage usage : usages) {
            String last = usage.name().substring(usage.name().lastIndexOf(' ') + 1);
            for (Option option : usage.options()) {
                out.append("complete -c whybounce -n '__fish_seen_subcommand_from ")
                        .append(last)
                        .append("' -l ")
                        .append(option.name().substring(2))
                        .append(option.isFlag() ? "" : values(option).isEmpty() ? " -r -F" : " -x -a ")
                        .append(values(option).isEmpty() ? "" : single(String.join(" ", values(option))))
                        .append(" -d ")
                        .append(single(plain(option.sentence())))
                        .append('\n');
            }
            out.append("complete -c whybounce -n '__fish_seen_subcommand_from ")
                    .append(last)
                    .append("' -F\n");
        }
        return out.toString();
    }

    private List<String> values(Option option) {
        return option.name().equals("--add") ? services : option.words();
    }

    /// The first words of all commands, each with the second words that may follow it.
    private Map<String, List<String>> first() {
        Map<String, List<String>> first = new LinkedHashMap<>();
        for (Usage usage : usages) {
            String[] words = usage.name().split(" ");
            List<String> below = first.computeIfAbsent(words[0], _ -> new ArrayList<>());
            if (words.length > 1) {
                below.add(words[1]);
            }
        }
        return first;
    }

    private static String options(Usage usage) {
        return String.join(" ", usage.options().stream().map(Option::name).toList());
    }

    /// What means something to a completion is left out of a sentence.
    private static String plain(String text) {
        return text.replaceAll("[\\[\\]:|'\"\\\\]", " ").replaceAll(" +", " ").strip();
    }

    private static String single(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
