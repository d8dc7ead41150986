package org.whybounce.headers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.whybounce.message.field.HeaderField;
import org.whybounce.text.Stanza;

/// What a header field is for, by the standard or its maker's word.
public final class FieldWord {
    private static final String FILE = "/org/whybounce/knowledge/header-fields.txt";
    private static final List<String> FIELDS = List.of("Field", "Means", "Source");

    private FieldWord() {}

    /// Read on first use, once.
    private static final class Known {
        static final Map<String, String> MEANINGS = read();
    }

    private static Map<String, String> read() {
        try (InputStream in = FieldWord.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + FILE);
            }
            Map<String, String> meanings = new HashMap<>();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (Stanza stanza : Stanza.parse("header-fields.txt", text)) {
                stanza.allowing(FIELDS);
                stanza.required("Source");
                for (String name : stanza.words("Field")) {
                    meanings.put(name.toLowerCase(Locale.ROOT), stanza.required("Means"));
                }
            }
            return Map.copyOf(meanings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// In words, without a full stop; empty for a field that nothing goes by.
    public static Optional<String> means(HeaderField field) {
        return Optional.ofNullable(Known.MEANINGS.get(field.name().toLowerCase(Locale.ROOT)));
    }
}
