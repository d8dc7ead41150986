package org.whybounce.cli;

import org.whybounce.cli.usage.Call;
import org.whybounce.cli.usage.Completions;
import org.whybounce.cli.usage.Operand;
import org.whybounce.cli.usage.Usage;
import org.whybounce.vendor.Vendor;
import org.whybounce.vendor.VendorDirectory;

/// `whybounce completions bash`: what a shell reads to complete our commands, options and the services' names.
final class CompletionsCommand implements Command {
    @Override
    public Usage usage() {
        return Usage.of("completions", "Prints completions for a shell: commands, options, values, services' names.")
                .takes(Operand.one("SHELL", "bash, zsh or fish."))
                .example("completions bash > ~/.local/share/bash-completion/completions/whybounce", "for bash")
                .example("completions zsh > ~/.zfunc/_whybounce", "for zsh, where fpath names that folder")
                .example("completions fish > ~/.config/fish/completions/whybounce.fish", "for fish");
    }

    @Override
    public int run(Call call, Console console) throws Unusable {
        Completions completions = new Completions(
                Commands.usages(""),
                VendorDirectory.builtIn().vendors().stream()
                        .map(Vendor::shortName)
                        .map(name -> name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9.-]+", "-"))
                        .map(name -> name.replaceAll("^-+|-+$", ""))
                        .filter(name -> VendorDirectory.builtIn().named(name).isPresent())
                        .distinct()
                        .sorted()
                        .toList());
        String shell = call.operand().orElse("");
        console.out()
                .print(
                        switch (shell) {
                            case "bash" -> completions.bash();
                            case "zsh" -> completions.zsh();
                            case "fish" -> completions.fish();
                            default ->
                                throw new Unusable("completions are made for bash, zsh and fish, not '" + shell + "'");
                        });
        return ExitStatus.NOTHING_WRONG;
    }
}
