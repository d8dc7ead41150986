package org.whybounce.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.whybounce.text.Stanza;

/// Reads a file of stanzas that comes with the program.
final class HostFiles {
    private HostFiles() {}

    static List<Stanza> read(String file) {
        try (InputStream in = HostFiles.class.getResourceAsStream("/org/whybounce/knowledge/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + file);
            }
            return Stanza.parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
