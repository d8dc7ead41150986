package org.whybounce.dns;

import java.util.ArrayList;
import java.util.List;

/// A TXT record's character-strings.
public final class TxtStrings {
    /// The longest character-string, in bytes (RFC 1035, section 3.3).
    public static final int LONGEST = 255;

    private TxtStrings() {}

    /// Cuts a text into as few strings as hold it, preferably behind a space, so that a reader of the zone sees whole
    /// terms. Joined without anything between they are the text again (RFC 7208, section 3.3).
    public static List<String> split(String text) {
        List<String> strings = new ArrayList<>();
        int start = 0;
        while (text.length() - start > LONGEST) {
            int space = text.lastIndexOf(' ', start + LONGEST - 1);
            int end = space > start + LONGEST / 2 ? space + 1 : start + LONGEST;
            strings.add(text.substring(start, end));
            start = end;
        }
        strings.add(text.substring(start));
        return strings;
    }
}
