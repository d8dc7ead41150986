package org.whybounce.cli.bulk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Writes files whole: beside their name first.
public final class WholeFile {
    private WholeFile() {}

    public static void write(Path file, String text) throws IOException {
        Manifest.whole(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
