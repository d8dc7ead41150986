package org.whybounce.message.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A tag=value list (RFC 6376, section 3.2), the form of DKIM and ARC fields, their keys, and DMARC records.
///
/// @param tags    in the order they stand
/// @param problem what breaks the grammar, if anything; the tags that could be read are there all the same
public record TagList(List<Tag> tags, Optional<String> problem) {
    public TagList {
        tags = List.copyOf(tags);
    }

    /// @param name  as it stands; names know case
    /// @param value the ends trimmed, white space and folding inside kept
    /// @param start where the value begins in the list's text
    /// @param end   where it ends
    /// @param valueStart where the text behind `=` begins, white space included
    /// @param valueEnd   where the semicolon stands, or the end
    public record Tag(String name, String value, int start, int end, int valueStart, int valueEnd) {}

    public static TagList read(String text) {
        List<Tag> tags = new ArrayList<>();
        String problem = null;
        int at = 0;
        while (at <= text.length()) {
            int end = text.indexOf(';', at);
            if (end < 0) {
                end = text.length();
            }
            int start = Scan.skipSpace(text, at);
            if (start >= end) {
                // Only the last semicolon may be followed by nothing.
                if (end < text.length() && problem == null) {
                    problem = "an empty tag";
                }
            } else {
                int equals = text.indexOf('=', start);
                if (equals < 0 || equals >= end) {
                    problem = problem == null ? "a tag without =" : problem;
                } else {
                    Tag tag = tag(text, start, equals, end);
                    if (!name(tag.name())) {
                        problem = problem == null ? "a tag name that is none" : problem;
                    }
                    for (Tag earlier : tags) {
                        if (earlier.name().equals(tag.name())) {
                            problem = problem == null ? "the tag " + tag.name() + "= twice" : problem;
                        }
                    }
                    if (tags.size() < MOST_TAGS) {
                        tags.add(tag);
                    } else {
                        problem = "more than " + MOST_TAGS + " tags";
                        break;
                    }
                }
            }
            at = end + 1;
        }
        return new TagList(tags, Optional.ofNullable(problem));
    }

    /// More tags than any list has; the check for duplicates is quadratic.
    static final int MOST_TAGS = 100;

    private static Tag tag(String text, int start, int equals, int end) {
        int nameEnd = equals;
        while (nameEnd > start && Scan.space(text.charAt(nameEnd - 1))) {
            nameEnd--;
        }
        int from = Math.min(end, Scan.skipSpace(text, equals + 1));
        int to = end;
        while (to > from && Scan.space(text.charAt(to - 1))) {
            to--;
        }
        return new Tag(text.substring(start, nameEnd), text.substring(from, to), from, to, equals + 1, end);
    }

    private static boolean name(String name) {
        if (name.isEmpty()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && (i == 0 || !(c >= '0' && c <= '9') && c != '_')) {
                return false;
            }
        }
        return true;
    }

    public Optional<Tag> tag(String name) {
        for (Tag tag : tags) {
            if (tag.name().equals(name)) {
                return Optional.of(tag);
            }
        }
        return Optional.empty();
    }

    /// The value of a tag.
    public Optional<String> value(String name) {
        return tag(name).map(Tag::value);
    }

    /// The value of a tag with all white space taken out, as base64 and lists are to be read.
    public Optional<String> compact(String name) {
        return value(name).map(TagList::withoutSpace);
    }

    public static String withoutSpace(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!Scan.space(text.charAt(i))) {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }

    /// A decimal number from 1 to `most`, else 0.
    public static int number(String digits, int most) {
        if (digits.isEmpty() || digits.length() > 9) {
            return 0;
        }
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            value = value * 10 + c - '0';
        }
        return value <= most ? value : 0;
    }
}
