package org.whybounce.web.guide;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All guides, in the order of `index.txt`. A guide is a file `<slug>.md`: lines `Title:`, `Description:` and
/// `Group:`,
/// an
/// empty line, then Markdown.
public final class Guides {
    private static final String FOLDER = "/org/whybounce/knowledge/guides/";

    private final Map<String, Guide> guides = new LinkedHashMap<>();

    private Guides() {}

    public static Guides read() {
        Guides guides = new Guides();
        for (String line : resource("index.txt").lines().toList()) {
            String slug = line.strip();
            if (!slug.isEmpty() && !slug.startsWith("#")) {
                guides.guides.put(slug, parse(slug, resource(slug + ".md")));
            }
        }
        return guides;
    }

    static Guide parse(String slug, String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            String line = text.substring(at, end < 0 ? text.length() : end);
            at = end < 0 ? text.length() : end + 1;
            int colon = line.indexOf(": ");
            if (colon < 0) {
                break;
            }
            fields.put(line.substring(0, colon), line.substring(colon + 2).strip());
        }
        String title = fields.getOrDefault("Title", slug);
        String markdown = "# " + title + "\n\n" + text.substring(at).strip() + "\n";
        return new Guide(
                slug,
                title,
                fields.getOrDefault("Description", ""),
                fields.getOrDefault("Group", ""),
                markdown,
                fields.getOrDefault("Updated", ""),
                fields.containsKey("Sources")
                        ? List.of(fields.getOrDefault("Sources", "").split("; ", -1))
                        : List.of(),
                Optional.ofNullable(fields.get("Example")));
    }

    public Optional<Guide> find(String slug) {
        return Optional.ofNullable(guides.get(slug));
    }

    public List<Guide> all() {
        return new ArrayList<>(guides.values());
    }

    static String resource(String name) {
        return text(FOLDER + name);
    }

    /// A file of facts that comes with the core.
    static String knowledge(String name) {
        return text("/org/whybounce/knowledge/" + name);
    }

    private static String text(String path) {
        try (InputStream in = Guides.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
