package org.whybounce.message;

import java.util.ArrayList;
import java.util.List;
import org.whybounce.message.field.FieldNames;
import org.whybounce.message.field.HeaderField;
import org.whybounce.message.field.SourceText;
import org.whybounce.text.Span;

/// Takes apart fields that a paste joined on one line, as a spreadsheet cell or a ticket system does.
final class JoinedFields {
    private JoinedFields() {}

    /// Only a block of one or two fields can have been joined, and only at names that stand in every mail; a `Subject`
    /// that speaks of "From:" stays whole.
    static List<HeaderField> split(List<HeaderField> fields) {
        if (fields.size() > 2) {
            return fields;
        }
        List<HeaderField> out = new ArrayList<>();
        for (HeaderField field : fields) {
            List<Integer> cuts = cuts(field.body().text());
            if (cuts.size() < 3) {
                out.add(field);
                continue;
            }
            int from = 0;
            String name = field.name();
            int nameLength = field.name().length() + 1;
            for (int i = 0; i <= cuts.size(); i++) {
                int to = i < cuts.size() ? cuts.get(i) : field.body().length();
                SourceText body = field.body().part(from, to);
                Span bodySpan = field.body().span(from, to);
                out.add(new HeaderField(
                        name, body, new Span(Math.max(0, bodySpan.start() - nameLength), bodySpan.end())));
                if (i < cuts.size()) {
                    String text = field.body().text();
                    int colon = text.indexOf(':', to + 1);
                    name = text.substring(to + 1, colon);
                    nameLength = name.length() + 1;
                    from = colon + 1;
                }
            }
        }
        return out;
    }

    /// The places of the blanks before known names.
    private static List<Integer> cuts(String text) {
        List<Integer> cuts = new ArrayList<>();
        int wordStart = 0;
        for (int i = 0; i < text.length() && cuts.size() < HeaderBlock.MOST_FIELDS; i++) {
            char c = text.charAt(i);
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                wordStart = i + 1;
            } else if (c == ':' && wordStart > 0 && i - wordStart > 1 && i - wordStart < FieldNames.LONGEST) {
                boolean blankAfter = i + 1 < text.length() && text.charAt(i + 1) == ' ';
                if (blankAfter && FieldNames.known(text.substring(wordStart, i))) {
                    cuts.add(wordStart - 1);
                }
            }
        }
        return cuts;
    }
}
