package org.whybounce.web.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// A paste to try the box with, and the DNS that answers it: an example says the same everywhere, also where
/// there is
/// no
/// DNS. Names and addresses are those kept for documentation.
///
/// @param slug the folder of the project's `examples`
/// @param zone master-file text; empty where no record is asked for
public record Example(String slug, String title, String says, String text, String zone) {
    public static final List<Example> ALL = List.of(
            read("new-sending-service", "Gmail refuses a new tool", "550 5.7.26 after a help desk was set up"),
            read("too-many-lookups", "permerror", "The record lists the server and still fails"),
            read("forwarded-by-university", "Forwarded, then refused", "Fine at the first stop, bounced at the second"),
            read("gmail-dmarc", "DMARC, not SPF", "SPF passes, and Gmail refuses all the same"),
            read("block-list", "A block list", "5.7.1 that has nothing to do with SPF"),
            read("bare-policy", "5.7.1 and no reason", "One fact is missing, and it says which"));

    public static Optional<Example> find(String slug) {
        return ALL.stream().filter(example -> example.slug().equals(slug)).findFirst();
    }

    /// Whether this is what was pasted, however its lines end: an example that was changed is one no longer.
    public boolean is(String pasted) {
        return plain(pasted).equals(plain(text));
    }

    private static String plain(String text) {
        return text.replace("\r\n", "\n").strip();
    }

    private static Example read(String slug, String title, String says) {
        String text = resource(slug, "bounce.eml")
                .or(() -> resource(slug, "pasted.txt"))
                .orElseThrow();
        return new Example(slug, title, says, text, resource(slug, "zone.txt").orElse(""));
    }

    private static Optional<String> resource(String slug, String name) {
        try (InputStream in = Example.class.getResourceAsStream("/org/whybounce/web/examples/" + slug + "/" + name)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
