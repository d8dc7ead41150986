package org.whybounce.message;

import java.util.List;
import java.util.Optional;
import org.whybounce.message.HeaderBlock.Damage;
import org.whybounce.message.field.SourceText;

/// Characters of a block that a web page or a mail body encoded.
///
/// @param entries what stands for what; none if nothing was encoded
/// @param damage  what that is
record Escapes(List<Entry> entries, Optional<Damage> damage) {
    record Entry(String written, String means) {}

    static final Escapes NONE = new Escapes(List.of(), Optional.empty());

    private static final Escapes ENTITIES = new Escapes(
            List.of(
                    new Entry("&lt;", "<"),
                    new Entry("&gt;", ">"),
                    new Entry("&quot;", "\""),
                    new Entry("&#39;", "'"),
                    new Entry("&#x27;", "'"),
                    new Entry("&nbsp;", " "),
                    new Entry("&amp;", "&")),
            Optional.of(Damage.ENTITIES));

    private static final Escapes QUOTED_PRINTABLE =
            new Escapes(List.of(new Entry("=3D", "=")), Optional.of(Damage.QUOTED_PRINTABLE));

    /// A spreadsheet doubles the quotation marks inside a cell.
    static final Escapes CELLS = new Escapes(List.of(new Entry("\"\"", "\"")), Optional.empty());

    /// Looks at the lines of a block, each once.
    static final class Search {
        private boolean bracket;
        private boolean entity;
        private int equals;
        private int encoded;

        void look(String text, int start, int end) {
            // Within the line only: a search to the end of the text would make a long block quadratic.
            bracket |= text.indexOf('<', start, end) >= 0;
            entity |= text.indexOf("&lt;", start, end) >= 0;
            for (int at = text.indexOf('=', start, end); at >= 0; at = text.indexOf('=', at + 1, end)) {
                equals++;
                encoded += text.startsWith("=3D", at) ? 1 : 0;
            }
        }

        /// A block that has angle brackets as entities and no others; one in which every equals sign is encoded.
        Escapes found() {
            return entity && !bracket ? ENTITIES : encoded > 1 && encoded == equals ? QUOTED_PRINTABLE : NONE;
        }
    }

    /// Adds a part of the paste, decoded.
    void add(SourceText.Builder body, String text, int start, int end) {
        int from = start;
        for (int at = start; !entries.isEmpty() && at < end; at++) {
            char c = text.charAt(at);
            if (c != '&' && c != '=' && c != '"') {
                continue;
            }
            for (Entry entry : entries) {
                if (text.startsWith(entry.written(), at) && at + entry.written().length() <= end) {
                    body.add(from, text.substring(from, at));
                    body.add(at, entry.means());
                    from = at + entry.written().length();
                    at = from - 1;
                    break;
                }
            }
        }
        body.add(from, text.substring(from, end));
    }
}
