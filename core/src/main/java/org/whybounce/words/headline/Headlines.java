package org.whybounce.words.headline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whybounce.text.Stanza;

/// The sentences of `headlines.txt`. Of the stanzas that fit a cause the most particular counts, and of its sentences
/// the first whose every place can be filled.
public final class Headlines {
    private static final String FILE = "/org/whybounce/knowledge/headlines.txt";

    private record Entry(String cause, Optional<String> kind, List<String> says) {
        boolean fits(String code, String ofKind) {
            return (cause.equals(code) || cause.endsWith(".") && code.startsWith(cause))
                    && (kind.isEmpty() || kind.get().equals(ofKind));
        }

        /// A longer code is more particular, and of equal ones that with a kind.
        int rank() {
            return 2 * cause.length() + (kind.isPresent() ? 1 : 0);
        }
    }

    // Read once, when the first answer is given.
    private static final class Known {
        static final List<Entry> ENTRIES = read();
    }

    private Headlines() {}

    private static List<Entry> read() {
        try (InputStream in = Headlines.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + FILE);
            }
            return Stanza.parse("headlines.txt", new String(in.readAllBytes(), StandardCharsets.UTF_8)).stream()
                    .map(stanza -> stanza.allowing(List.of("Cause", "Kind", "Says")))
                    .map(stanza -> new Entry(
                            stanza.required("Cause"), stanza.value("Kind"), List.copyOf(stanza.values("Says"))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param known the places that can be filled, without their braces
    /// @return empty for a cause without a sentence, or where none of its sentences can be filled
    public static Optional<String> of(String cause, String kind, Map<String, String> known) {
        return Known.ENTRIES.stream()
                .filter(entry -> entry.fits(cause, kind))
                .sorted((a, b) -> Integer.compare(b.rank(), a.rank()))
                .flatMap(entry -> entry.says().stream())
                .flatMap(says -> filled(says, known).stream())
                .findFirst();
    }

    /// In one pass, so that a filled-in value is never read for places again.
    private static Optional<String> filled(String says, Map<String, String> known) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < says.length()) {
            int open = says.indexOf('{', at);
            int close = open < 0 ? -1 : says.indexOf('}', open);
            if (close < 0) {
                return Optional.of(out.append(says, at, says.length()).toString());
            }
            String value = known.getOrDefault(says.substring(open + 1, close), "");
            if (value.isEmpty()) {
                return Optional.empty();
            }
            out.append(says, at, open).append(value);
            at = close + 1;
        }
        return Optional.of(out.toString());
    }
}
