package org.whybounce.words.text;

import java.util.ArrayList;
import java.util.List;
import org.whybounce.text.Visible;

/// A page of text for a terminal, as wide as its [Paper], with or without colour. Everything that is put on it
/// passes through [Visible], so that nothing from outside can act on the terminal.
public final class TextPage {
    /// How a piece of text is to stand out.
    public enum Ink {
        PLAIN(""),
        BOLD("1"),
        GOOD("32"),
        BAD("31"),
        DOUBT("33"),
        QUIET("2");

        private final String code;

        Ink(String code) {
            this.code = code;
        }
    }

    private final StringBuilder out = new StringBuilder();
    private final boolean colored;
    private final int width;

    public TextPage(Paper paper) {
        this.colored = paper.colored();
        this.width = paper.width();
    }

    /// On paper of the ordinary width.
    public TextPage(boolean colored) {
        this(Paper.ordinary(colored));
    }

    public boolean colored() {
        return colored;
    }

    /// Where its lines end.
    public int width() {
        return width;
    }

    /// An empty line, unless the page is empty or ends in one.
    public TextPage gap() {
        if (!out.isEmpty() && !out.toString().endsWith("\n\n")) {
            out.append('\n');
        }
        return this;
    }

    /// One line exactly as given, cut nowhere: records to copy must stay whole.
    public TextPage verbatim(Ink ink, String text) {
        paint(ink, Visible.line(text));
        out.append('\n');
        return this;
    }

    /// A paragraph from the left edge.
    public TextPage say(Ink ink, String text) {
        return say(ink, "", "", text);
    }

    /// A paragraph whose first line begins with `first` and whose others begin with `rest`, wrapped at the width.
    public TextPage say(Ink ink, String first, String rest, String text) {
        String lead = first;
        for (String line : wrap(Visible.line(text), width - first.length(), width - rest.length())) {
            out.append(Visible.line(lead));
            paint(ink, line);
            out.append('\n');
            lead = rest;
        }
        return this;
    }

    /// Two columns: a label of `labelWidth` characters, then a wrapped text.
    public TextPage columns(Ink ink, String label, int labelWidth, String text) {
        String shown = Visible.line(label);
        if (shown.length() > labelWidth - 1) {
            verbatim(ink, shown);
            return say(Ink.PLAIN, " ".repeat(labelWidth), " ".repeat(labelWidth), text);
        }
        String padding = " ".repeat(labelWidth - shown.length());
        boolean first = true;
        for (String line : wrap(Visible.line(text), width - labelWidth)) {
            if (first) {
                paint(ink, shown);
                out.append(padding);
            } else {
                out.append(" ".repeat(labelWidth));
            }
            out.append(line).append('\n');
            first = false;
        }
        return this;
    }

    /// Three columns: a plain label, a word that stands out, then a wrapped text.
    public TextPage columns(Ink ink, String label, int labelWidth, String word, int wordWidth, String text) {
        int indent = labelWidth + wordWidth;
        String shown = Visible.line(label);
        String marked = Visible.line(word);
        out.append(shown).repeat(' ', Math.max(1, labelWidth - shown.length()));
        paint(ink, marked);
        out.repeat(' ', Math.max(1, wordWidth - marked.length()));
        boolean first = true;
        for (String line : wrap(Visible.line(text), width - indent)) {
            out.append(first ? "" : " ".repeat(indent)).append(line).append('\n');
            first = false;
        }
        return this;
    }

    private void paint(Ink ink, String text) {
        if (colored && !ink.code.isEmpty() && !text.isEmpty()) {
            out.append("\u001b[").append(ink.code).append('m').append(text).append("\u001b[0m");
        } else {
            out.append(text);
        }
    }

    /// Words broken into lines of at most `width` characters; a word that is longer is broken where the line ends.
    static List<String> wrap(String text, int width) {
        return wrap(text, width, width);
    }

    private static List<String> wrap(String text, int firstWidth, int restWidth) {
        List<String> lines = new ArrayList<>();
        int width = Math.max(1, firstWidth);
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" +")) {
            String left = word;
            if (!line.isEmpty() && line.length() + 1 + left.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
                width = Math.max(1, restWidth);
            }
            while (left.length() > width) {
                lines.add(left.substring(0, width));
                left = left.substring(width);
                width = Math.max(1, restWidth);
            }
            if (!line.isEmpty()) {
                line.append(' ');
            }
            line.append(left);
        }
        lines.add(line.toString());
        return lines;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
