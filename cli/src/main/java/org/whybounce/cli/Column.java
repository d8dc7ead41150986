package org.whybounce.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.text.Visible;

/// Which part of a line is the domain: all of it, or one column of CSV. A first line with a column named `domain` is
/// taken for the names of columns without being told.
public final class Column {
    private final Optional<String> wanted;
    private boolean begun;
    private int index = -1;
    private char separator = ',';

    /// @param wanted the name of the column; empty to find out
    public Column(Optional<String> wanted) {
        this.wanted = wanted;
    }

    /// The domain on a line; null where the line holds none, as the one with the names of the columns does.
    @Nullable
    public String of(String line) throws Unusable {
        String text = line.replace("\ufeff", "").strip();
        if (!begun && !text.isEmpty()) {
            begun = true;
            if (header(text)) {
                return null;
            }
        }
        if (index < 0) {
            int comment = text.indexOf(" #");
            text = comment < 0 ? text : text.substring(0, comment).strip();
            return text.isEmpty() || text.charAt(0) == '#' || text.charAt(0) == ';' ? null : text;
        }
        if (text.isEmpty()) {
            return null;
        }
        List<String> cells = cells(text);
        String cell = index < cells.size() ? cells.get(index).strip() : "";
        return cell.isEmpty() ? null : cell;
    }

    private boolean header(String text) throws Unusable {
        for (char each : new char[] {',', ';', '\t'}) {
            separator = each;
            List<String> names = cells(text);
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(i).strip();
                if (wanted.isPresent() ? name.equalsIgnoreCase(wanted.get()) : name.equalsIgnoreCase("domain")) {
                    index = i;
                    return true;
                }
            }
        }
        if (wanted.isPresent()) {
            throw new Unusable("the first line names no column '" + Visible.line(wanted.get(), 60) + "'; it reads: "
                    + Visible.line(text, 120));
        }
        return false;
    }

    /// The cells of a line (RFC 4180); a cell does not go on over several lines.
    private List<String> cells(String text) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
