package org.whybounce.stories;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// The published JSON schemas, each read once.
public final class Schemas {
    private static final Map<String, Schema> READ = new ConcurrentHashMap<>();

    private Schemas() {}

    /// @param name the file's name without its ending, such as `explain-1`
    public static Schema of(String name) {
        return READ.computeIfAbsent(name, file -> {
            try (InputStream in = Schemas.class.getResourceAsStream("/org/whybounce/schema/" + file + ".json")) {
                return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
