package org.whybounce.log;

import java.util.ArrayList;
import java.util.List;

/// RFC 4180: cells between commas; a comma inside of quotes is none, two quotes are one.
final class Cells {
    private Cells() {}

    /// Exchange's tracking logs have some thirty columns, PowerMTA's accounting files up to a hundred.
    private static final int MOST = 200;

    static List<String> of(String line) {
        List<String> cells = new ArrayList<>(32);
        int at = 0;
        while (at <= line.length() && cells.size() < MOST) {
            if (at < line.length() && line.charAt(at) == '"') {
                at = quoted(line, at + 1, cells);
            } else {
                int comma = line.indexOf(',', at);
                int end = comma < 0 ? line.length() : comma;
                cells.add(line.substring(at, end));
                at = end + 1;
            }
        }
        return cells;
    }

    private static int quoted(String line, int from, List<String> cells) {
        StringBuilder cell = new StringBuilder();
        int at = from;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c != '"') {
                cell.append(c);
                at++;
            } else if (line.startsWith("\"\"", at)) {
                cell.append('"');
                at += 2;
            } else {
                break;
            }
        }
        cells.add(cell.toString());
        int comma = line.indexOf(',', at);
        return comma < 0 ? line.length() + 1 : comma + 1;
    }
}
