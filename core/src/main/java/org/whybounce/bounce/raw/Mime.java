package org.whybounce.bounce.raw;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The leaves of a mail in the order they stand. Bounded in depth and number before anything is decoded, so that a
/// mail of 5,000 nested multiparts costs no stack.
public final class Mime {
    /// Forwarded bounces of bounces reach four or five.
    static final int DEEPEST = 100;
    /// A bounce has three parts.
    static final int MOST_PARTS = 1000;

    private final String text;
    private final List<Leaf> leaves = new ArrayList<>();
    private final List<String> limits;
    private int parts;
    private boolean deep;

    public Mime(String text, List<String> limits) {
        this.text = text;
        this.limits = limits;
    }

    /// @param type     media type in lower case
    /// @param encoding content transfer encoding in lower case
    /// @param depth    how many messages it is inside of
    public record Leaf(String type, String encoding, String charset, int start, int end, int depth) {
        /// Whether the message is told to be encoded, so that its text is not what stands in the mail.
        boolean encoded() {
            return encoding.equals("base64") || encoding.equals("quoted-printable");
        }

        public Part part(String text) {
            String body = text.substring(start, end);
            return Transfer.decode(body, encoding, charset)
                    .map(decoded -> new Part(type, decoded, -1))
                    .orElseGet(() -> new Part(type, body, start));
        }
    }

    public List<Leaf> leaves(List<Field> head, int bodyStart, int end) {
        entity(head, bodyStart, end, 0, 0);
        if (parts > MOST_PARTS) {
            limits.add("The mail has more than " + MOST_PARTS + " parts; the rest was not read.");
        }
        if (deep) {
            limits.add("The mail is nested deeper than " + DEEPEST + "; what lies below was not read.");
        }
        return leaves;
    }

    private void entity(List<Field> head, int start, int end, int depth, int messages) {
        if (++parts > MOST_PARTS) {
            return;
        }
        if (depth > DEEPEST) {
            deep = true;
            return;
        }
        String contentType = Field.first(head, text, "content-type").orElse("text/plain");
        String type = type(contentType);
        String encoding = Field.first(head, text, "content-transfer-encoding")
                .map(value -> value.toLowerCase(Locale.ROOT))
                .orElse("");
        if (type.startsWith("multipart/")) {
            String boundary = parameter(contentType, "boundary");
            if (!boundary.isEmpty() && split(start, end, "--" + boundary, depth, messages)) {
                return;
            }
            type = "text/plain";
        }
        if (WHOLE_MESSAGES.contains(type)) {
            // RFC 2046, section 5.2.1: a message part is never encoded, but some are.
            leaves.add(new Leaf(type, encoding, "", start, end, messages));
            if (!leaves.getLast().encoded()) {
                int from = start;
                while (from < end && text.charAt(from) <= ' ') {
                    from++;
                }
                Field.Block inner = Field.block(text, from, end);
                entity(inner.fields(), inner.after(), end, depth + 1, messages + 1);
            }
            return;
        }
        leaves.add(new Leaf(
                type, encoding, parameter(contentType, "charset").toLowerCase(Locale.ROOT), start, end, messages));
    }

    private static final Set<String> WHOLE_MESSAGES =
            Set.of("message/rfc822", "message/global", "message/partial", "message/news", "message/rfc2822");

    private boolean split(int start, int end, String delimiter, int depth, int messages) {
        int at = delimiter(start, end, delimiter);
        if (at < 0) {
            return false;
        }
        while (at >= 0 && parts <= MOST_PARTS) {
            int lineEnd = Field.lineEnd(text, at, end);
            if (text.startsWith("--", at + delimiter.length())) {
                break;
            }
            int partStart = Field.next(text, lineEnd, end);
            int next = delimiter(partStart, end, delimiter);
            int partEnd = next < 0 ? end : next;
            Field.Block head = Field.block(text, partStart, partEnd);
            entity(head.fields(), head.after(), partEnd, depth + 1, messages);
            at = next;
        }
        return true;
    }

    /// The next line that begins with the delimiter.
    private int delimiter(int from, int end, String delimiter) {
        int at = from;
        while (at < end) {
            int found = text.indexOf(delimiter, at, end);
            if (found < 0) {
                return -1;
            }
            if (found == 0 || text.charAt(found - 1) == '\n' || text.charAt(found - 1) == '\r') {
                return found;
            }
            at = found + 1;
        }
        return -1;
    }

    static String type(String contentType) {
        int semicolon = contentType.indexOf(';');
        String type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
        int space = type.indexOf(' ');
        return space < 0 ? type : type.substring(0, space);
    }

    static String parameter(String contentType, String name) {
        String lower = contentType.toLowerCase(Locale.ROOT);
        int at = lower.indexOf(name);
        while (at >= 0) {
            int i = at + name.length();
            while (i < contentType.length() && contentType.charAt(i) <= ' ') {
                i++;
            }
            boolean begins = at == 0 || lower.charAt(at - 1) == ';' || lower.charAt(at - 1) <= ' ';
            if (begins && i < contentType.length() && contentType.charAt(i) == '=') {
                i++;
                while (i < contentType.length() && contentType.charAt(i) <= ' ') {
                    i++;
                }
                if (i < contentType.length() && contentType.charAt(i) == '"') {
                    int close = contentType.indexOf('"', i + 1);
                    return contentType.substring(i + 1, close < 0 ? contentType.length() : close);
                }
                int stop = i;
                while (stop < contentType.length()
                        && contentType.charAt(stop) != ';'
                        && contentType.charAt(stop) > ' ') {
                    stop++;
                }
                return contentType.substring(i, stop);
            }
            at = lower.indexOf(name, at + 1);
        }
        return "";
    }
}
