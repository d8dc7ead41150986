package org.whybounce.web.share;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Takes people out of a document before it is shown to others: the local part of every mail address, wherever
/// it
/// stands,
/// and the display name before it. Domains and server addresses stay; without them there is nothing to explain.
///
/// One pass over the text from each `@`, no backtracking, so the work is linear.
public final class Masking {
    public static final String MASK = "***";

    private static final JsonMapper JSON = new JsonMapper();

    private Masking() {}

    /// The document with every text in it masked. Spans are dropped: the paste that they count in is not
    /// shared.
    public static JsonNode document(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode masked = JSON.createObjectNode();
                object.properties().forEach(property -> {
                    if (property.getKey().equals("span")) {
                        masked.putNull("span");
                    } else {
                        masked.set(text(property.getKey()), document(property.getValue()));
                    }
                });
                yield masked;
            }
            case ArrayNode array -> {
                ArrayNode masked = JSON.createArrayNode();
                array.forEach(child -> masked.add(document(child)));
                yield masked;
            }
            default -> node.isString() ? JSON.getNodeFactory().stringNode(text(node.stringValue())) : node;
        };
    }

    /// The text with each local part, and a display name before it, replaced by [#MASK].
    public static String text(String text) {
        if (text.indexOf('@') < 0 && text.indexOf('%') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int copied = 0;
        for (int at = nextAt(text, 0); at >= 0; at = nextAt(text, at + 1)) {
            int start = startOfLocalPart(text, copied, at);
            if (start == at) {
                continue;
            }
            int from = start > copied && text.charAt(start - 1) == '<' ? startOfName(text, copied, start - 1) : start;
            out.append(text, copied, from);
            if (from < start) {
                out.append(MASK).append(" <");
            }
            out.append(MASK);
            copied = at;
        }
        return out.append(text, copied, text.length()).toString();
    }

    /// The next `@`, also where it is written as `%40` or `=40`.
    private static int nextAt(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '@' || (c == '%' || c == '=') && text.startsWith("40", i + 1)) {
                return i;
            }
        }
        return -1;
    }

    private static int startOfLocalPart(String text, int least, int at) {
        int i = at;
        if (i > least && text.charAt(i - 1) == '"') {
            int quote = i - 2;
            while (quote >= least && text.charAt(quote) != '"' && text.charAt(quote) != '\n') {
                quote--;
            }
            if (quote >= least && text.charAt(quote) == '"') {
                return quote;
            }
        }
        while (i > least && inLocalPart(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    /// RFC 5322, section 3.2.3 (atext), the dot, and what is beyond ASCII (RFC 6531).
    private static boolean inLocalPart(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c > 0x7f && !Character.isWhitespace(c)
                || "!#$%&'*+-/=?^_`{|}~.".indexOf(c) >= 0;
    }

    /// Where a display name before `<` begins: at the start of the line, after a colon, comma or semicolon.
    private static int startOfName(String text, int least, int angle) {
        int end = angle;
        while (end > least && text.charAt(end - 1) == ' ') {
            end--;
        }
        int i = end;
        boolean quoted = i > least && text.charAt(i - 1) == '"';
        if (quoted) {
            i--;
            while (i > least && text.charAt(i - 1) != '"' && text.charAt(i - 1) != '\n') {
                i--;
            }
            return Math.max(least, i - 1);
        }
        // A name of at most a few words in capitals or beyond ASCII; prose before an address stays.
        int name = end;
        while (i > least && ":,;\n\r<>()[]".indexOf(text.charAt(i - 1)) < 0) {
            i--;
            if ((i == least || text.charAt(i - 1) == ' ')
                    && (Character.isUpperCase(text.charAt(i)) || text.charAt(i) > 0x7f)) {
                name = i;
            } else if (i == least || text.charAt(i - 1) == ' ') {
                break;
            }
        }
        return name == end ? angle + 1 : name;
    }
}
