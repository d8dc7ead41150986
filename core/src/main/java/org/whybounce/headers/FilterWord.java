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
import org.whybounce.message.FilterReport;
import org.whybounce.text.Stanza;

/// What a value in a filter's field means, by its maker's documentation.
///
/// @param key   as the filter writes it, `SCL` for instance
/// @param value likewise
/// @param means in words, without a full stop
public record FilterWord(String key, String value, String means) {
    private static final String FILE = "/org/whybounce/knowledge/filter-words.txt";
    private static final List<String> FIELDS = List.of("Filter", "Key", "Value", "Means", "Source");

    /// Read on first use, once.
    private static final class Known {
        static final Map<String, FilterWord> WORDS = read();
    }

    private static Map<String, FilterWord> read() {
        try (InputStream in = FilterWord.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + FILE);
            }
            Map<String, FilterWord> words = new HashMap<>();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (Stanza stanza : Stanza.parse("filter-words.txt", text)) {
                stanza.allowing(FIELDS);
                stanza.required("Source");
                String key = stanza.required("Key");
                FilterReport.Dialect filter = FilterReport.Dialect.valueOf(stanza.required("Filter"));
                for (String value : stanza.words("Value")) {
                    words.put(name(filter, key, value), new FilterWord(key, value, stanza.required("Means")));
                }
            }
            return Map.copyOf(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(FilterReport.Dialect filter, String key, String value) {
        return filter + " " + key.toUpperCase(Locale.ROOT) + " " + value.toUpperCase(Locale.ROOT);
    }

    /// The values of a report that are documented, in the order in which they stand.
    public static List<FilterWord> of(FilterReport report) {
        return report.pairs().stream()
                .flatMap(
                        pair -> known(report.dialect(), pair.key(), pair.value().value()).stream())
                .distinct()
                .toList();
    }

    private static Optional<FilterWord> known(FilterReport.Dialect filter, String key, String value) {
        return key.length() + value.length() > 40
                ? Optional.empty()
                : Optional.ofNullable(Known.WORDS.get(name(filter, key, value)));
    }
}
