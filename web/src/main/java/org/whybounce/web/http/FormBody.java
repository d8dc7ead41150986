package org.whybounce.web.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of a posted form, as bytes: a mail need not be in any one character set. Reads
/// `application/x-www-form-urlencoded` and `multipart/form-data` (RFC 7578), in one pass each.
public record FormBody(Map<String, byte[]> fields) {
    /// Our largest form has eight fields.
    private static final int MOST_FIELDS = 32;

    public String text(String name) {
        byte[] bytes = fields.get(name);
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8).strip();
    }

    public byte[] bytes(String name) {
        byte[] bytes = fields.get(name);
        return bytes == null ? new byte[0] : bytes;
    }

    public static FormBody read(String contentType, byte[] body) {
        String lower = contentType.toLowerCase(Locale.ROOT);
        if (lower.startsWith("multipart/form-data")) {
            int at = lower.indexOf("boundary=");
            if (at >= 0) {
                String boundary = contentType.substring(at + "boundary=".length());
                int end = boundary.indexOf(';');
                boundary = (end < 0 ? boundary : boundary.substring(0, end))
                        .strip()
                        .replace("\"", "");
                // RFC 2046, section 5.1.1: 1 to 70 characters.
                if (!boundary.isEmpty() && boundary.length() <= 70) {
                    return multipart(body, ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1));
                }
            }
            return new FormBody(Map.of());
        }
        return urlencoded(body);
    }

    private static FormBody urlencoded(byte[] body) {
        Map<String, byte[]> fields = new LinkedHashMap<>();
        int start = 0;
        while (start <= body.length && fields.size() < MOST_FIELDS) {
            int end = start;
            int equals = -1;
            while (end < body.length && body[end] != '&') {
                if (body[end] == '=' && equals < 0) {
                    equals = end;
                }
                end++;
            }
            if (equals > start) {
                String name = new String(decoded(body, start, equals), StandardCharsets.UTF_8);
                fields.putIfAbsent(name, decoded(body, equals + 1, end));
            }
            start = end + 1;
        }
        return new FormBody(fields);
    }

    private static byte[] decoded(byte[] body, int start, int end) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(end - start);
        for (int i = start; i < end; i++) {
            byte b = body[i];
            if (b == '+') {
                out.write(' ');
            } else if (b == '%' && i + 2 < end && hex(body[i + 1]) >= 0 && hex(body[i + 2]) >= 0) {
                out.write(hex(body[i + 1]) << 4 | hex(body[i + 2]));
                i += 2;
            } else {
                out.write(b);
            }
        }
        return out.toByteArray();
    }

    private static int hex(byte b) {
        return Character.digit((char) (b & 0xff), 16);
    }

    private static FormBody multipart(byte[] body, byte[] boundary) {
        Map<String, byte[]> fields = new LinkedHashMap<>();
        int at = find(body, boundary, 0);
        while (at >= 0 && fields.size() < MOST_FIELDS) {
            int head = at + boundary.length;
            if (head + 1 < body.length && body[head] == '-' && body[head + 1] == '-') {
                break;
            }
            int next = find(body, boundary, head);
            int end = next < 0 ? body.length : next;
            int blank = find(body, new byte[] {'\r', '\n', '\r', '\n'}, head);
            if (blank >= 0 && blank < end) {
                String name = fieldName(new String(body, head, blank - head, StandardCharsets.UTF_8));
                int from = blank + 4;
                // The line break before a boundary belongs to the boundary (RFC 2046, section 5.1.1).
                int to = next < 0 ? end : Math.max(from, end - 2);
                if (name != null) {
                    byte[] value = java.util.Arrays.copyOfRange(body, from, to);
                    fields.putIfAbsent(name, value);
                }
            }
            at = next;
        }
        return new FormBody(fields);
    }

    private static @Nullable String fieldName(String head) {
        int at = head.indexOf(" name=\"");
        if (at < 0) {
            return null;
        }
        int start = at + " name=\"".length();
        int end = head.indexOf('"', start);
        return end < 0 ? null : head.substring(start, end);
    }

    /// First place of `what` at or after `from`, -1 if there is none. The boundary begins with dashes that a
    /// mail may
    /// hold
    /// in any number, so a mismatch moves on by one byte; a boundary has at most 72 bytes, which bounds the
    /// work.
    private static int find(byte[] in, byte[] what, int from) {
        outer:
        for (int i = from; i <= in.length - what.length; i++) {
            for (int j = 0; j < what.length; j++) {
                if (in[i + j] != what[j]) {
                    continue outer;
                }
            }
            return i;
        }
        return -1;
    }
}
