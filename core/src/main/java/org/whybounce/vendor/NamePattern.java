package org.whybounce.vendor;

import java.util.Locale;

/// A domain-name pattern of a vendor file: `example.com` means this name and every name below it; a `*` stands for any
/// run of characters, dots included, and then the pattern must cover the whole name.
public record NamePattern(String text) {
    public NamePattern {
        text = text.toLowerCase(Locale.ROOT);
        if (text.isEmpty() || text.indexOf(' ') >= 0) {
            throw new IllegalArgumentException("not a name pattern: '" + text + "'");
        }
    }

    public boolean matches(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (text.indexOf('*') < 0) {
            return lower.equals(text) || lower.endsWith("." + text);
        }
        return covers(lower);
    }

    /// Whether the pattern names one thing only.
    public boolean exact() {
        return text.indexOf('*') < 0;
    }

    /// Wildcard matching with one resume point, so that the work is at most pattern length times name length.
    private boolean covers(String name) {
        int at = 0;
        int inPattern = 0;
        int star = -1;
        int resume = 0;
        while (at < name.length()) {
            if (inPattern < text.length() && text.charAt(inPattern) == '*') {
                star = inPattern++;
                resume = at;
            } else if (inPattern < text.length() && text.charAt(inPattern) == name.charAt(at)) {
                inPattern++;
                at++;
            } else if (star >= 0) {
                inPattern = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (inPattern < text.length() && text.charAt(inPattern) == '*') {
            inPattern++;
        }
        return inPattern == text.length();
    }

    @Override
    public String toString() {
        return text;
    }
}
