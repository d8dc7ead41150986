package org.whybounce.report;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The parts of a mail that hold something (RFC 2045, RFC 2046), found without recursion and in time that grows with
/// the mail times the depth, which is limited. Damaged structures are read for what is there.
final class MailParts {
    private static final int DEPTH = 10;
    private static final int PARTS = 1000;
    private static final int FIELDS = 1000;

    /// A part without parts.
    static final class Part {
        private final String type;
        private final String name;
        private final String encoding;
        private final byte[] mail;
        private final int from;
        private final int to;

        private Part(String type, String name, String encoding, byte[] mail, int from, int to) {
            this.type = type;
            this.name = name;
            this.encoding = encoding;
            this.mail = mail;
            this.from = from;
            this.to = to;
        }

        /// Lower case, `text/plain` where none is given.
        String type() {
            return type;
        }

        String name() {
            return name;
        }

        /// Its content, decoded.
        InputStream content() throws IOException {
            InputStream raw = new ByteArrayInputStream(mail, from, to - from);
            return switch (encoding) {
                case "base64" -> base64();
                case "quoted-printable" -> new ByteArrayInputStream(quoted());
                default -> raw;
            };
        }

        /// Everything that is no letter of the alphabet is passed over; an end that is too short is left out.
        private InputStream base64() {
            byte[] letters = new byte[to - from];
            int count = 0;
            for (int i = from; i < to && mail[i] != '='; i++) {
                byte b = mail[i];
                if (b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '+' || b == '/') {
                    letters[count++] = b;
                }
            }
            if (count % 4 == 1) {
                count--;
            }
            byte[] exact = java.util.Arrays.copyOf(letters, count);
            return new ByteArrayInputStream(Base64.getDecoder().decode(exact));
        }

        private byte[] quoted() {
            ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
            for (int i = from; i < to; i++) {
                if (mail[i] != '=') {
                    out.write(mail[i]);
                } else if (i + 1 < to && mail[i + 1] == '\n') {
                    i++;
                } else if (i + 2 < to && mail[i + 1] == '\r' && mail[i + 2] == '\n') {
                    i += 2;
                } else if (i + 2 < to
                        && Character.digit(mail[i + 1], 16) >= 0
                        && Character.digit(mail[i + 2], 16) >= 0) {
                    out.write(Character.digit(mail[i + 1], 16) << 4 | Character.digit(mail[i + 2], 16));
                    i += 2;
                } else {
                    out.write('=');
                }
            }
            return out.toByteArray();
        }
    }

    private record Range(int from, int to, int depth) {}

    private final byte[] mail;
    private final List<Part> parts = new ArrayList<>();
    private boolean more;

    private MailParts(byte[] mail) {
        this.mail = mail;
    }

    static MailParts of(byte[] mail) {
        MailParts read = new MailParts(mail);
        read.all();
        return read;
    }

    List<Part> parts() {
        return parts;
    }

    /// Whether parts were left out because there are too many or they lie too deep.
    boolean more() {
        return more;
    }

    private void all() {
        Deque<Range> todo = new ArrayDeque<>();
        todo.push(new Range(0, mail.length, 0));
        while (!todo.isEmpty()) {
            Range range = todo.pop();
            if (parts.size() >= PARTS || range.depth() > DEPTH) {
                more = true;
                continue;
            }
            entity(range, todo);
        }
    }

    private void entity(Range range, Deque<Range> todo) {
        String type = "text/plain";
        String disposition = "";
        String encoding = "";
        int at = range.from();
        for (int fields = 0; at < range.to() && fields < FIELDS; fields++) {
            int end = fieldEnd(at, range.to());
            int colon = at;
            while (colon < end && mail[colon] != ':' && mail[colon] != '\n') {
                colon++;
            }
            if (emptyLine(at, end)) {
                at = end;
                break;
            }
            if (colon < end && mail[colon] == ':') {
                String name = ascii(at, colon).strip().toLowerCase(Locale.ROOT);
                switch (name) {
                    case "content-type" -> type = ascii(colon + 1, end);
                    case "content-disposition" -> disposition = ascii(colon + 1, end);
                    case "content-transfer-encoding" ->
                        encoding = ascii(colon + 1, end).strip().toLowerCase(Locale.ROOT);
                    default -> {}
                }
            }
            at = end;
        }
        String kind = word(type);
        Optional<String> boundary = kind.startsWith("multipart/") ? parameter(type, "boundary") : Optional.empty();
        if (boundary.isPresent() && !boundary.get().isEmpty()) {
            children(at, range, boundary.get(), todo);
        } else if (kind.equals("message/rfc822") || kind.equals("message/global")) {
            todo.push(new Range(at, range.to(), range.depth() + 1));
        } else {
            Optional<String> named = parameter(disposition, "filename");
            String name =
                    named.isPresent() ? named.get() : parameter(type, "name").orElse("");
            parts.add(new Part(kind, name, encoding, mail, at, range.to()));
        }
    }

    private void children(int from, Range range, String boundary, Deque<Range> todo) {
        byte[] mark = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        List<Range> found = new ArrayList<>();
        int start = -1;
        for (int line = from; line < range.to(); ) {
            int end = lineEnd(line, range.to());
            if (begins(line, end, mark)) {
                if (start >= 0) {
                    found.add(new Range(start, Math.max(start, beforeBreak(line, start)), range.depth() + 1));
                }
                boolean last = begins(line + mark.length, end, new byte[] {'-', '-'});
                start = last ? -1 : end;
                if (last) {
                    break;
                }
            }
            line = end;
        }
        if (start >= 0) {
            found.add(new Range(start, range.to(), range.depth() + 1));
        }
        for (Range each : found.reversed()) {
            todo.push(each);
        }
    }

    private int beforeBreak(int line, int start) {
        int end = line;
        if (end > start && mail[end - 1] == '\n') {
            end--;
        }
        return end > start && mail[end - 1] == '\r' ? end - 1 : end;
    }

    private boolean begins(int at, int end, byte[] mark) {
        if (at + mark.length > end) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if (mail[at + i] != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private int lineEnd(int from, int to) {
        int i = from;
        while (i < to && mail[i] != '\n') {
            i++;
        }
        return Math.min(to, i + 1);
    }

    /// The end of a field with the lines that continue it.
    private int fieldEnd(int from, int to) {
        int end = lineEnd(from, to);
        while (end < to && (mail[end] == ' ' || mail[end] == '\t') && !emptyLine(from, end)) {
            end = lineEnd(end, to);
        }
        return end;
    }

    private boolean emptyLine(int from, int end) {
        return mail[from] == '\n' || mail[from] == '\r' && end - from <= 2;
    }

    private String ascii(int from, int to) {
        return new String(mail, from, Math.min(to - from, 4096), StandardCharsets.UTF_8);
    }

    private static String word(String value) {
        int semicolon = value.indexOf(';');
        return (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    /// A parameter of a field, also in pieces (RFC 2231) as far as its first piece tells.
    private static Optional<String> parameter(String value, String name) {
        String lower = value.toLowerCase(Locale.ROOT);
        for (int at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + 1)) {
            int equals = at + name.length();
            while (equals < value.length()
                    && (value.charAt(equals) == ' ' || value.charAt(equals) == '*' || value.charAt(equals) == '0')) {
                equals++;
            }
            boolean begins = at == 0 || " \t\r\n;".indexOf(value.charAt(at - 1)) >= 0;
            if (!begins || equals >= value.length() || value.charAt(equals) != '=') {
                continue;
            }
            String rest = value.substring(equals + 1).stripLeading();
            if (rest.startsWith("\"")) {
                int close = rest.indexOf('"', 1);
                return Optional.of(close < 0 ? rest.substring(1) : rest.substring(1, close));
            }
            int end = 0;
            while (end < rest.length() && " \t\r\n;".indexOf(rest.charAt(end)) < 0) {
                end++;
            }
            return Optional.of(rest.substring(0, end));
        }
        return Optional.empty();
    }
}
