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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /// More words than anybody reads of one field.
    private static final int MOST = 12;

    /// Read on first use, once.
    private static final class Known {
        static final Map<String, FilterWord> WORDS = read();
        static final Set<String> KEYS = WORDS.keySet().stream()
                .map(name -> name.substring(0, name.indexOf(' ', name.indexOf(' ') + 1)))
                .collect(Collectors.toUnmodifiableSet());
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
        return filter + " " + key.toUpperCase(Locale.ROOT) + " "
                + value.strip().replace(' ', '-').toUpperCase(Locale.ROOT);
    }

    /// The values of a report that are documented, in the order in which they stand.
    public static List<FilterWord> of(FilterReport report) {
        Stream<FilterWord> verdict =
                report.verdict().stream().flatMap(word -> known(report.dialect(), "verdict", word.value()).stream());
        Stream<FilterWord> pairs = report.pairs().stream()
                .flatMap(pair -> known(
                        report.dialect(), pair.key(), pair.value().value())
                        .or(() -> any(report.dialect(), pair.key(), pair.value().value()))
                        .stream());
        Stream<FilterWord> tests =
                report.tests().stream().flatMap(test -> known(report.dialect(), "test", test.value()).stream());
        return Stream.of(verdict, pairs, tests)
                .flatMap(words -> words)
                .distinct()
                .limit(MOST)
                .toList();
    }

    /// What a number means, whichever it is; nothing says nothing.
    private static Optional<FilterWord> any(FilterReport.Dialect filter, String key, String value) {
        return value.equals("0") || value.length() > 12
                ? Optional.empty()
                : known(filter, key, "*").map(word -> new FilterWord(word.key(), value, word.means()));
    }

    /// Whether it is the filter's own word on the message.
    public boolean verdict() {
        return key.equals("verdict");
    }

    /// As people read it: a rule is told by its name alone.
    public String says() {
        return (verdict() ? value.replace('-', ' ') : key.equals("test") ? value : key + " " + value) + ": " + means;
    }

    private static Optional<FilterWord> known(FilterReport.Dialect filter, String key, String value) {
        return key.length() + value.length() > 40 || !Known.KEYS.contains(filter + " " + key.toUpperCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.ofNullable(Known.WORDS.get(name(filter, key, value)));
    }
}
