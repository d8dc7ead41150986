package org.whybounce.file;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The text of a page saved as HTML: tags gone, blocks as lines, the common entities read, scripts and styles left out.
/// Linear; a tag that never ends is text.
public final class PageText {
    private PageText() {}

    private static final Set<String> BLOCKS = Set.of(
            "p",
            "br",
            "div",
            "tr",
            "li",
            "table",
            "h1",
            "h2",
            "h3",
            "h4",
            "pre",
            "blockquote",
            "hr",
            "title",
            "dt",
            "dd");

    private static final Map<String, String> ENTITIES = Map.of(
            "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ", "#39", "'", "#34", "\"", "#64",
            "@", "#46", ".");

    private static final int LONGEST_ENTITY = 9;

    /// Whether a text is a page.
    public static boolean looks(String text) {
        String start =
                text.substring(0, Math.min(text.length(), 400)).stripLeading().toLowerCase(Locale.ROOT);
        return start.startsWith("<!doctype html")
                || start.startsWith("<html")
                || start.startsWith("<meta")
                || start.startsWith("<body")
                || start.startsWith("<head");
    }

    public static String of(String html) {
        StringBuilder out = new StringBuilder(html.length() / 2 + 16);
        int at = 0;
        while (at < html.length()) {
            char c = html.charAt(at);
            int close = c == '<' ? html.indexOf('>', at) : -1;
            if (c == '<' && close < 0) {
                out.append(html, at, html.length());
                break;
            }
            if (c == '<' && html.startsWith("<!--", at)) {
                int end = html.indexOf("-->", at + 4);
                at = end < 0 ? html.length() : end + 3;
            } else if (c == '<') {
                String name = name(html, at + 1, close);
                if (BLOCKS.contains(name.startsWith("/") ? name.substring(1) : name)) {
                    out.append('\n');
                } else if (name.equals("td") || name.equals("th")) {
                    out.append(' ');
                }
                boolean skipped = name.equals("script") || name.equals("style");
                int end = skipped ? html.indexOf("</" + html.substring(at + 1, at + 1 + name.length()), close) : -1;
                // A script that does not end is all that follows.
                at = skipped && end < 0 ? html.length() : skipped ? end : close + 1;
            } else if (c == '&') {
                int end = html.indexOf(';', at, Math.min(html.length(), at + LONGEST_ENTITY));
                String entity = end > at ? ENTITIES.get(html.substring(at + 1, end)) : null;
                out.append(entity == null ? "&" : entity);
                at = entity == null ? at + 1 : end + 1;
            } else {
                boolean blank = c <= ' ' && out.length() > 0 && out.charAt(out.length() - 1) <= ' ';
                if (!blank) {
                    out.append(c <= ' ' ? ' ' : c);
                }
                at++;
            }
        }
        return out.toString().strip();
    }

    private static String name(String html, int from, int close) {
        int to = from;
        while (to < close
                && to - from < 12
                && (html.charAt(to) == '/' && to == from || Character.isLetterOrDigit(html.charAt(to)))) {
            to++;
        }
        return html.substring(from, to).toLowerCase(Locale.ROOT);
    }
}
