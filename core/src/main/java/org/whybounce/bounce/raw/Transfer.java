package org.whybounce.bounce.raw;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/// Content transfer encodings and charsets (RFC 2045, section 6), read leniently: what cannot be decoded stays as it
/// is.
public final class Transfer {
    private Transfer() {}

    /// The text of a body in `encoding`; empty where it stands in the paste as it is.
    static Optional<String> decode(String body, String encoding, String charset) {
        byte[] bytes = switch (encoding) {
            case "base64" -> base64(body);
            case "quoted-printable" -> body.indexOf('=') < 0 ? new byte[0] : quotedPrintable(body, body.length());
            default -> new byte[0];
        };
        if (bytes.length > 0) {
            return Optional.of(string(bytes, charset));
        }
        if (body.indexOf('\u001b') >= 0 && charset.startsWith("iso-2022") || multiByte(charset) && latin(body)) {
            return Optional.of(string(body.getBytes(StandardCharsets.ISO_8859_1), charset));
        }
        return Optional.empty();
    }

    /// Charsets in which a byte above 127 is a part of a character; UTF-8 was decoded with the whole paste.
    private static boolean multiByte(String charset) {
        return charset.startsWith("gb")
                || charset.startsWith("big5")
                || charset.startsWith("euc-")
                || charset.startsWith("shift")
                || charset.startsWith("koi8")
                || charset.startsWith("windows-125");
    }

    private static boolean latin(String body) {
        boolean high = false;
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c > 0xff) {
                return false;
            }
            high |= c > 0x7f;
        }
        return high;
    }

    private static String string(byte[] bytes, String charset) {
        if (charset.isEmpty() || charset.equals("us-ascii") || charset.equals("utf-8")) {
            String utf8 = new String(bytes, StandardCharsets.UTF_8);
            return utf8.indexOf('\ufffd') < 0 ? utf8 : new String(bytes, StandardCharsets.ISO_8859_1);
        }
        try {
            return new String(bytes, Charset.forName(charset));
        } catch (IllegalArgumentException unknownCharset) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private static byte[] base64(String body) {
        byte[] letters = new byte[body.length()];
        int count = 0;
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/') {
                letters[count++] = (byte) c;
            }
        }
        // A last group of one letter holds no byte.
        int whole = count % 4 == 1 ? count - 1 : count;
        byte[] exact = new byte[whole];
        System.arraycopy(letters, 0, exact, 0, whole);
        return Base64.getDecoder().decode(exact);
    }

    private static byte[] quotedPrintable(String body, int length) {
        byte[] raw = body.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[raw.length];
        int count = 0;
        for (int i = 0; i < raw.length; i++) {
            byte b = raw[i];
            if (b != '=') {
                out[count++] = b;
                continue;
            }
            if (i + 2 < raw.length && hex(raw[i + 1]) >= 0 && hex(raw[i + 2]) >= 0) {
                out[count++] = (byte) (hex(raw[i + 1]) << 4 | hex(raw[i + 2]));
                i += 2;
            } else if (i + 2 < raw.length && raw[i + 1] == '\r' && raw[i + 2] == '\n') {
                i += 2;
            } else if (i + 1 < raw.length && (raw[i + 1] == '\n' || raw[i + 1] == '\r')) {
                i++;
            } else {
                out[count++] = b;
            }
        }
        byte[] exact = new byte[count];
        System.arraycopy(out, 0, exact, 0, count);
        return length == 0 ? raw : exact;
    }

    private static int hex(byte b) {
        return Character.digit((char) (b & 0x7f), 16);
    }

    /// The text of an HTML part as lines: tags gone, blocks broken into lines, entities read.
    public static String withoutTags(String html) {
        StringBuilder out = new StringBuilder(html.length());
        int length = html.length();
        int i = 0;
        while (i < length) {
            char c = html.charAt(i);
            if (c == '<') {
                int close = html.indexOf('>', i);
                if (close < 0) {
                    out.append(html, i, length);
                    break;
                }
                String name = tagName(html, i + 1, close);
                // `<address@example.net>` stands in many a badly made HTML bounce.
                if (html.substring(i, Math.min(close, i + 320)).indexOf('@') > 0 && name.indexOf('@') > 0) {
                    out.append(html, i, close + 1);
                    i = close + 1;
                    continue;
                }
                if (name.equals("style") || name.equals("script") || name.equals("head")) {
                    int end = indexOfIgnoreCase(html, "</" + name, close);
                    i = end < 0 ? length : end;
                    if (end >= 0) {
                        int endClose = html.indexOf('>', end);
                        i = endClose < 0 ? length : endClose + 1;
                    }
                    continue;
                }
                switch (name) {
                    case "br",
                            "p",
                            "/p",
                            "div",
                            "/div",
                            "tr",
                            "/tr",
                            "/td",
                            "li",
                            "/h1",
                            "/h2",
                            "/table",
                            "pre",
                            "/pre" -> out.append('\n');
                    default -> {}
                }
                i = close + 1;
            } else if (c == '&') {
                int semicolon = html.indexOf(';', i, Math.min(length, i + 12));
                String entity = semicolon > 0 && semicolon - i < 10 ? html.substring(i + 1, semicolon) : "";
                int letter = entity(entity);
                if (letter > 0) {
                    out.appendCodePoint(letter);
                    i = semicolon + 1;
                } else {
                    out.append(c);
                    i++;
                }
            } else {
                out.append(c);
                i++;
            }
        }
        return out.toString();
    }

    private static int indexOfIgnoreCase(String html, String what, int from) {
        int at = html.indexOf('<', from);
        while (at >= 0) {
            if (html.regionMatches(true, at, what, 0, what.length())) {
                return at;
            }
            at = html.indexOf('<', at + 1);
        }
        return -1;
    }

    private static String tagName(String html, int from, int close) {
        int end = from;
        while (end < close && end - from < 320 && html.charAt(end) > ' ' && (end == from || html.charAt(end) != '/')) {
            end++;
        }
        return html.substring(from, end).toLowerCase(Locale.ROOT);
    }

    private static int entity(String name) {
        return switch (name) {
            case "lt" -> '<';
            case "gt" -> '>';
            case "amp" -> '&';
            case "quot" -> '"';
            case "apos" -> '\'';
            case "nbsp" -> ' ';
            default -> {
                if (!name.startsWith("#") || name.length() < 2) {
                    yield 0;
                }
                boolean hex = name.charAt(1) == 'x' || name.charAt(1) == 'X';
                try {
                    int value = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
                    yield Character.isValidCodePoint(value) && value >= ' ' ? value : ' ';
                } catch (NumberFormatException noNumber) {
                    yield 0;
                }
            }
        };
    }
}
