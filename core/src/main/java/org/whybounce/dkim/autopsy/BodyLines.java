package org.whybounce.dkim.autopsy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.whybounce.dkim.DkimKeyParser;

/// The lines of a body, one character for each byte, without their line breaks.
final class BodyLines {
    private BodyLines() {}

    static List<String> of(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        List<String> lines = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf("\r\n", at);
            if (end < 0) {
                lines.add(text.substring(at));
                break;
            }
            lines.add(text.substring(at, end));
            at = end + 2;
        }
        return lines;
    }

    static byte[] join(List<String> lines) {
        StringBuilder out = new StringBuilder();
        for (String line : lines) {
            out.append(line).append("\r\n");
        }
        return out.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /// All lines but those from `from` to `to`.
    static List<String> without(List<String> lines, int from, int to) {
        List<String> left = new ArrayList<>(lines.subList(0, from));
        left.addAll(lines.subList(to, lines.size()));
        return left;
    }

    /// Words of a range for people: its first line that says something, shortened.
    static String shown(List<String> lines, int from, int to) {
        for (String line : lines.subList(from, to)) {
            String text = line.strip();
            boolean says = text.chars().anyMatch(Character::isLetterOrDigit);
            if (says) {
                String utf8 = new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
                return " (\"" + DkimKeyParser.shortened(utf8) + "\")";
            }
        }
        return "";
    }
}
