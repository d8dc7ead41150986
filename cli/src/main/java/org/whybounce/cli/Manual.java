package org.whybounce.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.whybounce.cli.usage.ManPage;
import org.whybounce.cli.usage.Usage;

/// Writes the man pages: `java -cp whybounce-cli.jar org.whybounce.cli.Manual FOLDER`. The build of a release calls it.
public final class Manual {
    private Manual() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        Files.writeString(
                folder.resolve("whybounce.1"), ManPage.program(Main.SAYS, Commands.usages(""), Version.number()));
        for (Usage usage : Commands.usages("")) {
            Files.writeString(
                    folder.resolve("whybounce-" + usage.name().replace(' ', '-') + ".1"),
                    ManPage.of(usage, Version.number()));
        }
    }
}
