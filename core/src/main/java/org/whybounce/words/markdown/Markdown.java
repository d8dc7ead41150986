package org.whybounce.words.markdown;

import org.whybounce.text.Visible;

/// Text from outside, made inert in Markdown.
public final class Markdown {
    private static final String ACTIVE = "\\`*_{}[]<>()#+-!|~@:";

    private Markdown() {}

    /// One line in which nothing is markup, a link or an address to click on.
    public static String escape(String text) {
        String line = Visible.line(text);
        StringBuilder out = new StringBuilder(line.length() + 16);
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                default -> {
                    if (ACTIVE.indexOf(c) >= 0 && !inWord(line, i)) {
                        out.append('\\');
                    }
                    out.append(c);
                }
            }
        }
        return out.toString();
    }

    /// A hyphen, colon or bracket between letters needs no escape and reads better without one.
    private static boolean inWord(String line, int at) {
        char c = line.charAt(at);
        return (c == '-' || c == '(' || c == ')' || c == '+' || c == '!') && at > 0;
    }

    /// Text from outside as a code block; a fence inside cannot end it.
    public static String block(String text) {
        StringBuilder out = new StringBuilder();
        text.lines()
                .forEach(line -> out.append("    ").append(Visible.line(line)).append('\n'));
        return out.toString();
    }
}
