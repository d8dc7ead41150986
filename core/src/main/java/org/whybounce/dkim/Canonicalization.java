package org.whybounce.dkim;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.message.field.RawField;

/// What a signature forgives (RFC 6376, section 3.4): nothing, or changes of white space and of the case of names.
public enum Canonicalization {
    SIMPLE,
    RELAXED;

    static Optional<Canonicalization> parse(String text) {
        return switch (text) {
            case "simple" -> Optional.of(SIMPLE);
            case "relaxed" -> Optional.of(RELAXED);
            default -> Optional.empty();
        };
    }

    /// As a signature writes it.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// A header field as it is signed, without the line break that ends it (sections 3.4.1 and 3.4.2).
    public byte[] header(RawField field) {
        return switch (this) {
            case SIMPLE -> field.bytes();
            case RELAXED -> relaxed(field);
        };
    }

    private static byte[] relaxed(RawField field) {
        String value = field.value();
        StringBuilder out = new StringBuilder(field.length());
        out.append(field.name().toLowerCase(Locale.ROOT)).append(':');
        int start = out.length();
        boolean space = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\r' && i + 1 < value.length() && value.charAt(i + 1) == '\n') {
                i++;
            } else if (c == ' ' || c == '\t') {
                space = true;
            } else {
                if (space && out.length() > start) {
                    out.append(' ');
                }
                space = false;
                out.append(c);
            }
        }
        return out.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /// A body as it is signed (sections 3.4.3 and 3.4.4).
    ///
    /// @param body its lines end in CR LF
    public byte[] body(byte[] body) {
        return switch (this) {
            case SIMPLE -> simple(body);
            case RELAXED -> relaxed(body);
        };
    }

    private static byte[] simple(byte[] body) {
        int end = body.length;
        while (end >= 2 && body[end - 1] == '\n' && body[end - 2] == '\r') {
            end -= 2;
        }
        // A body without a line break at the end gets one; an empty body is one line break.
        byte[] out = Arrays.copyOf(body, end + 2);
        out[end] = '\r';
        out[end + 1] = '\n';
        return out;
    }

    private static byte[] relaxed(byte[] body) {
        // It grows by no more than the line break at the end.
        byte[] out = new byte[body.length + 2];
        int length = 0;
        int emptyLines = 0;
        int at = 0;
        while (at < body.length) {
            int end = at;
            while (end < body.length && !(body[end] == '\r' && end + 1 < body.length && body[end + 1] == '\n')) {
                end++;
            }
            int last = end;
            while (last > at && space(body[last - 1])) {
                last--;
            }
            if (last == at) {
                emptyLines++;
            } else {
                for (; emptyLines > 0; emptyLines--) {
                    length = lineEnd(out, length);
                }
                for (int i = at; i < last; i++) {
                    if (!space(body[i])) {
                        out[length++] = body[i];
                    } else if (!space(body[i + 1])) {
                        out[length++] = ' ';
                    }
                }
                length = lineEnd(out, length);
            }
            at = end + 2;
        }
        return Arrays.copyOf(out, length);
    }

    private static int lineEnd(byte[] out, int length) {
        out[length] = '\r';
        out[length + 1] = '\n';
        return length + 2;
    }

    private static boolean space(byte b) {
        return b == ' ' || b == '\t';
    }
}
