package org.whybounce.message.field;

import org.whybounce.text.Claim;
import org.whybounce.text.Span;

/// One header field.
///
/// @param name as it stands, without the colon
/// @param body what follows the colon, folding included, without the final line break
/// @param span the whole field in the pasted text, name included
public record HeaderField(String name, SourceText body, Span span) {
    /// Whether the field has this name; header names know no case.
    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    /// The body on one line: line breaks of folding taken out (RFC 5322, section 2.2.3), the ends trimmed.
    public String value() {
        String text = body.text();
        if (text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
            return text.strip();
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\n' && c != '\r') {
                out.append(c == '\t' ? ' ' : c);
            }
        }
        return out.toString().strip();
    }

    /// As much of the value as fits a row of a table, with three dots where more follows. An address is shown
    /// whole or not at all, so that it can be masked.
    public String beginning(int most) {
        String value = value();
        if (value.length() <= most) {
            return value;
        }
        int word = value.lastIndexOf(' ', most - 1) + 1;
        int next = value.indexOf(' ', most);
        boolean address =
                value.substring(word, next < 0 ? value.length() : next).indexOf('@') >= 0;
        // A character of two halves stays whole too.
        int end = address ? word : Character.isHighSurrogate(value.charAt(most - 1)) ? most - 1 : most;
        return value.substring(0, end).stripTrailing() + "...";
    }

    /// The value as a claim at the place of the body.
    public Claim<String> claim() {
        String text = body.text();
        int start = 0;
        int end = text.length();
        while (start < end && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return new Claim<>(value(), body.span(start, end));
    }
}
