package org.whybounce.route;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.field.HeaderField;

/// The fields that a system writes directly below its own Received field, in their order (`Block:` in
/// `mail-systems.txt`). Whoever sends may put the same fields on top of the message; but where the system
/// writes them to every message, its own come first, and a forged result finds no place among them: it would
/// have to stand above fields that are always there. So the results in a whole block are the system's.
///
/// @param parts in their order
record OwnBlock(List<Part> parts) {
    /// @param name     of the field, in lower case
    /// @param writer   whose result it is; `by` for the host that wrote the Received field; empty for no
    ///                 result
    /// @param optional whether it may be left out
    record Part(String name, String writer, boolean optional) {
        /// As in `X-Spam?` or `Authentication-Results(dmarc.icloud.com)`.
        static Part read(String word) {
            boolean optional = word.endsWith("?");
            String rest = optional ? word.substring(0, word.length() - 1) : word;
            int open = rest.indexOf('(');
            return open < 0
                    ? new Part(rest.toLowerCase(Locale.ROOT), "", optional)
                    : new Part(
                            rest.substring(0, open).toLowerCase(Locale.ROOT),
                            rest.substring(open + 1, rest.length() - 1),
                            optional);
        }

        private boolean fits(MessageEvidence message, HeaderField field, String by) {
            return field.is(name)
                    && (writer.isEmpty()
                            || OwnFields.writer(message, field).equalsIgnoreCase(writer.equals("by") ? by : writer));
        }
    }

    OwnBlock {
        parts = List.copyOf(parts);
    }

    /// Where the results in the block begin; none unless the whole block stands there.
    ///
    /// @param fields those below the Received field, the first of them first
    /// @param by     the host that wrote the Received field
    Set<Integer> results(MessageEvidence message, List<HeaderField> fields, String by) {
        Set<Integer> found = new HashSet<>();
        int next = 0;
        for (Part part : parts) {
            boolean fits = next < fields.size() && part.fits(message, fields.get(next), by);
            if (fits) {
                if (!part.writer().isEmpty()) {
                    found.add(fields.get(next).span().start());
                }
                next++;
            } else if (!part.optional()) {
                return Set.of();
            }
        }
        return found;
    }
}
