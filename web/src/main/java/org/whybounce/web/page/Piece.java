package org.whybounce.web.page;

import java.util.ArrayList;
import java.util.List;
import org.whybounce.text.Visible;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A piece of a JSON document, for templates: what is absent or null reads as empty. All text passes through
/// [Visible], so that control characters and bidirectional overrides from outside never reach a page; the template
/// escapes HTML. Sentences lose the command line's words on the way ([PageWords]).
public record Piece(JsonNode node) {
    public Piece at(String... path) {
        JsonNode here = node;
        for (String name : path) {
            here = here == null ? null : here.get(name);
        }
        return new Piece(here == null ? JsonNodeFactory.instance.missingNode() : here);
    }

    public boolean has(String... path) {
        Piece piece = at(path);
        return !piece.node.isMissingNode()
                && !piece.node.isNull()
                && !(piece.node.isContainer() && piece.node.isEmpty())
                && !(piece.node.isString() && piece.node.stringValue().isEmpty());
    }

    /// The text in one line.
    public String text(String... path) {
        return PageWords.of(Visible.line(raw(path)));
    }

    /// The text as a sentence: with a capital at its beginning and a full stop at its end.
    public String sentence(String... path) {
        String text = text(path).strip();
        if (text.isEmpty()) {
            return text;
        }
        // A name that begins a sentence keeps its letters: only a plain word gets a capital.
        int end = 0;
        while (end < text.length() && text.charAt(end) >= 'a' && text.charAt(end) <= 'z') {
            end++;
        }
        boolean word = end > 0 && (end == text.length() || " ,;:'".indexOf(text.charAt(end)) >= 0);
        String begun = word ? Character.toUpperCase(text.charAt(0)) + text.substring(1) : text;
        return ".!?".indexOf(begun.charAt(begun.length() - 1)) >= 0 ? begun : begun + ".";
    }

    /// The text with its line breaks, each line made safe: for letters and records.
    public String lines(String... path) {
        String raw = raw(path);
        if (raw.indexOf('\n') < 0) {
            return PageWords.of(Visible.line(raw));
        }
        List<String> lines = new ArrayList<>();
        raw.lines().forEach(line -> lines.add(PageWords.of(Visible.line(line))));
        return String.join("\n", lines);
    }

    private String raw(String... path) {
        JsonNode here = at(path).node;
        return here.isMissingNode() || here.isNull() ? "" : here.isString() ? here.stringValue() : here.toString();
    }

    public int number(String... path) {
        JsonNode here = at(path).node;
        return here.isNumber() ? here.intValue() : 0;
    }

    public boolean is(String... path) {
        JsonNode here = at(path).node;
        return here.isBoolean() && here.booleanValue();
    }

    public List<Piece> list(String... path) {
        List<Piece> pieces = new ArrayList<>();
        for (JsonNode child : at(path).node) {
            pieces.add(new Piece(child));
        }
        return pieces;
    }

    public List<String> texts(String... path) {
        List<String> texts = new ArrayList<>();
        for (Piece piece : list(path)) {
            texts.add(piece.text());
        }
        return texts;
    }
}
