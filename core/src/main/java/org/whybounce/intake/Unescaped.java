package org.whybounce.intake;

import java.util.Map;

/// What pages and editors do to a text that is copied out of them: HTML's entities, Markdown's backslashes and
/// emphasis, hyphens and blanks that do not break. A mail is left as it is, since a signature is over its bytes.
final class Unescaped {
    private Unescaped() {}

    private static final Map<String, String> ENTITIES = Map.ofEntries(
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("quot", "\""),
            Map.entry("apos", "'"),
            Map.entry("amp", "&"),
            Map.entry("nbsp", " "),
            Map.entry("ldquo", "\""),
            Map.entry("rdquo", "\""),
            Map.entry("lsquo", "'"),
            Map.entry("rsquo", "'"),
            Map.entry("ndash", "-"),
            Map.entry("mdash", "-"),
            Map.entry("shy", ""),
            Map.entry("hellip", "..."),
            Map.entry("tilde", "~"),
            Map.entry("period", "."),
            Map.entry("commat", "@"));

    private static final int LONGEST_ENTITY = 8;

    /// What Markdown writes with a backslash in front, and a record or an address may hold.
    private static final String ESCAPED = "_~*.-+[]<>#";

    static String of(String text) {
        if (mail(text)) {
            return text;
        }
        String plain = text.indexOf('&') >= 0 ? entities(text) : text;
        plain = plain.indexOf('\\') >= 0 ? backslashes(plain) : plain;
        plain = plain.contains("**") ? emphasis(plain) : plain;
        plain = SoftBreaks.joined(plain);
        return plain.indexOf('\u2011') >= 0 || plain.indexOf('\u00ad') >= 0 || plain.indexOf('\u200b') >= 0
                ? plain.replace('\u2011', '-').replace("\u00ad", "").replace("\u200b", "")
                : plain;
    }

    private static boolean mail(String text) {
        String head = text.length() > LOOKED_AT ? text.substring(0, LOOKED_AT) : text;
        for (String field :
                new String[] {"mime-version:", "dkim-signature:", "content-type:", "content-transfer-encoding:"}) {
            if (head.regionMatches(true, 0, field, 0, field.length()) || lineBegins(head, field)) {
                return true;
            }
        }
        return false;
    }

    private static final int LOOKED_AT = 64 * 1024;

    private static boolean lineBegins(String text, String field) {
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            if (text.regionMatches(true, at + 1, field, 0, field.length())) {
                return true;
            }
        }
        return false;
    }

    private static String entities(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = c == '&' ? text.indexOf(';', at + 1, Math.min(text.length(), at + 2 + LONGEST_ENTITY)) : -1;
            String value = end < 0 ? null : entity(text.substring(at + 1, end));
            if (value == null) {
                plain.append(c);
                at++;
            } else {
                plain.append(value);
                at = end + 1;
            }
        }
        return plain.toString();
    }

    private static @org.jspecify.annotations.Nullable String entity(String name) {
        if (name.length() < 2 || name.charAt(0) != '#') {
            return ENTITIES.get(name);
        }
        boolean hex = name.charAt(1) == 'x' || name.charAt(1) == 'X';
        int code = 0;
        for (int i = hex ? 2 : 1; i < name.length(); i++) {
            int digit = Character.digit(name.charAt(i), hex ? 16 : 10);
            if (digit < 0) {
                return null;
            }
            code = code * (hex ? 16 : 10) + digit;
        }
        return code < ' ' && code != '\n' || code > 0xffff || Character.isSurrogate((char) code)
                ? null
                : code == 0xa0 ? " " : String.valueOf((char) code);
    }

    /// Only where at least two stand: one may be a path's.
    private static String backslashes(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        int found = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && ESCAPED.indexOf(text.charAt(i + 1)) >= 0) {
                found++;
            } else {
                plain.append(c);
            }
        }
        return found > 1 ? plain.toString() : text;
    }

    /// `**example.org**`: the marks stand at words on both sides, within a line. A masked address has none
    /// between.
    private static String emphasis(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int close = text.startsWith("**", at) ? closing(text, at + 2) : -1;
            if (close < 0) {
                plain.append(text.charAt(at++));
            } else {
                plain.append(text, at + 2, close);
                at = close + 2;
            }
        }
        return plain.toString();
    }

    private static final int LONGEST_EMPHASIS = 400;

    private static int closing(String text, int from) {
        if (from >= text.length() || !word(text.charAt(from))) {
            return -1;
        }
        for (int i = from + 1; i + 1 < text.length() && i - from < LONGEST_EMPHASIS && text.charAt(i) != '\n'; i++) {
            if (text.charAt(i) == '*') {
                return text.charAt(i + 1) == '*' && word(text.charAt(i - 1)) ? i : -1;
            }
        }
        return -1;
    }

    private static boolean word(char c) {
        return c > ' ' && c != '*' && c != '.' && c != '-';
    }
}
