package org.whybounce.words.json;

import java.util.Map;
import org.whybounce.text.Visible;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes a document indented, in the form of Jackson's pretty printer and without its machinery of
/// writers, which costs a third of the whole answer for a document of some hundred short values.
final class PrettyJson {
    private static final String HEX = "0123456789ABCDEF";

    private final StringBuilder out = new StringBuilder(16_384);

    private boolean ascii = true;

    private PrettyJson() {}

    static String of(JsonNode node) {
        PrettyJson writer = new PrettyJson();
        writer.value(node, 0);
        String document = writer.out.toString();
        return writer.ascii ? document : Visible.json(document);
    }

    private void value(JsonNode node, int depth) {
        switch (node) {
            case ObjectNode object -> object(object, depth);
            case ArrayNode array -> array(array, depth);
            default -> {
                switch (node.getNodeType()) {
                    case STRING -> text(node.stringValue());
                    case NULL -> out.append("null");
                    case BOOLEAN -> out.append(node.booleanValue());
                    case NUMBER -> {
                        if (node.isInt()) {
                            out.append(node.intValue());
                        } else if (node.isLong()) {
                            out.append(node.longValue());
                        } else {
                            out.append(node);
                        }
                    }
                    case ARRAY, BINARY, MISSING, OBJECT, POJO -> out.append(node);
                }
            }
        }
    }

    private void object(ObjectNode node, int depth) {
        out.append('{');
        boolean first = true;
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!first) {
                out.append(',');
            }
            first = false;
            line(depth + 1);
            text(field.getKey());
            out.append(" : ");
            value(field.getValue(), depth + 1);
        }
        if (first) {
            out.append(' ');
        } else {
            line(depth);
        }
        out.append('}');
    }

    private void array(ArrayNode node, int depth) {
        out.append('[');
        for (int i = 0; i < node.size(); i++) {
            out.append(i == 0 ? " " : ", ");
            value(node.get(i), depth);
        }
        out.append(" ]");
    }

    private void line(int depth) {
        out.append(System.lineSeparator());
        for (int i = 0; i < depth; i++) {
            out.append("  ");
        }
    }

    /// RFC 8259, section 7.
    private void text(String value) {
        out.append('"');
        int from = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\') {
                ascii &= c < 0x7f;
                continue;
            }
            out.append(value, from, i);
            from = i + 1;
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        out.append(value, from, value.length()).append('"');
    }
}
