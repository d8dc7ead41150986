package org.whybounce.words;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// What a text reads as once an encoding that mail and its links use is undone. Nothing here judges whether the text is
/// so encoded: undone where it was not, it names nobody.
final class UndoneEncodings {
    /// Base64 in a body comes in lines at least this long.
    private static final int LEAST_BASE64 = 24;

    private UndoneEncodings() {}

    /// Every reading that differs from the text.
    static List<String> undone(String text) {
        List<String> readings = new ArrayList<>();
        for (char mark : new char[] {'%', '=', '+'}) {
            if (text.indexOf(mark) >= 0) {
                String read = hex(text, mark);
                if (!read.equals(text)) {
                    readings.add(read);
                }
            }
        }
        if (text.contains("=?")) {
            readings.add(words(text));
        }
        String bodies = base64(text);
        if (!bodies.isEmpty()) {
            readings.add(bodies);
        }
        return readings;
    }

    /// `%40`, `=40` (with soft line breaks), `+40`.
    private static String hex(String text, char mark) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == mark && i + 2 < bytes.length) {
                int high = Character.digit((char) bytes[i + 1], 16);
                int low = Character.digit((char) bytes[i + 2], 16);
                if (high >= 0 && low >= 0) {
                    out.write(high << 4 | low);
                    i += 2;
                    continue;
                }
                if (mark == '=' && (bytes[i + 1] == '\n' || bytes[i + 1] == '\r' && bytes[i + 2] == '\n')) {
                    i += bytes[i + 1] == '\n' ? 1 : 2;
                    continue;
                }
            }
            out.write(bytes[i]);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /// Encoded words (RFC 2047); white space between two of them goes (section 6.2).
    static String words(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int done = 0;
        boolean after = false;
        for (int at = text.indexOf("=?"); at >= 0; at = text.indexOf("=?", Math.max(done, at + 2))) {
            int charset = within(text, "?", at + 2, 40);
            int close = charset < 0 ? -1 : within(text, "?=", charset + 3, 200);
            if (charset < 0 || close < 0 || charset + 2 >= text.length() || text.charAt(charset + 2) != '?') {
                continue;
            }
            String between = text.substring(done, at);
            if (!(after && between.isBlank())) {
                out.append(between);
            }
            out.append(word(
                    text.substring(at + 2, charset), text.charAt(charset + 1), text.substring(charset + 3, close)));
            done = close + 2;
            after = true;
        }
        return out.append(text, done, text.length()).toString();
    }

    /// Where `what` stands next, looked for in so many characters: one that never comes is not looked for to the end.
    static int within(String text, String what, int from, int most) {
        int end = Math.min(text.length(), from + most);
        int at = from < end ? text.substring(from, end).indexOf(what) : -1;
        return at < 0 ? -1 : from + at;
    }

    private static String word(String charset, char encoding, String payload) {
        Charset read;
        try {
            read = Charset.forName(charset);
        } catch (IllegalArgumentException unknown) {
            read = StandardCharsets.UTF_8;
        }
        if (encoding == 'B' || encoding == 'b') {
            return new String(decoded(payload), read);
        }
        return new String(hex(payload.replace('_', ' '), '=').getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException broken) {
            return new byte[0];
        }
    }

    /// The lines of base64 in a body, decoded, each run of them by itself.
    private static String base64(String text) {
        StringBuilder out = new StringBuilder();
        StringBuilder run = new StringBuilder();
        for (int start = 0; start <= text.length(); ) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            String line = text.substring(start, end).strip();
            boolean coded = !line.isEmpty() && (run.length() > 0 || line.length() >= LEAST_BASE64) && only(line);
            if (coded) {
                run.append(line);
            }
            if ((!coded || end == text.length()) && run.length() > 0) {
                out.append(new String(decoded(run.toString()), StandardCharsets.UTF_8))
                        .append('\n');
                run.setLength(0);
            }
            start = end + 1;
        }
        return out.toString();
    }

    private static boolean only(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (!(c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '+'
                    || c == '/'
                    || c == '=')) {
                return false;
            }
        }
        return true;
    }
}
