package org.whybounce.dns;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;

/// A TXT record's character-strings.
public final class TxtStrings {
    /// The longest character-string, in bytes (RFC 1035, section 3.3).
    public static final int LONGEST = 255;

    /// Up to so many strings are kept as they are; the overhead of more is what a hostile record is made of.
    private static final int FEW = 2;

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

    /// The same strings, unchangeable, in memory that grows with their bytes and not with their number: 62 KB of
    /// strings of one byte each take 1.7 MB as objects and 93 KB laid end to end.
    static List<String> compact(List<String> strings) {
        if (strings instanceof EndToEnd) {
            return strings;
        }
        if (strings.size() <= FEW) {
            return List.copyOf(strings);
        }
        long length = 0;
        for (String string : strings) {
            length += string.length();
        }
        return length > Character.MAX_VALUE ? List.copyOf(strings) : new EndToEnd(strings);
    }

    /// The strings joined without a space.
    static String joined(List<String> strings) {
        return switch (strings) {
            case EndToEnd packed -> packed.text;
            default -> strings.size() == 1 ? strings.getFirst() : String.join("", strings);
        };
    }

    static long weight(List<String> strings) {
        if (strings instanceof EndToEnd packed) {
            return Weight.of(packed.text) + 32 + 2L * packed.ends.length;
        }
        long weight = 32;
        for (String string : strings) {
            weight += Weight.of(string);
        }
        return weight;
    }

    private static final class EndToEnd extends AbstractList<String> implements RandomAccess {
        private final String text;
        private final char[] ends;

        EndToEnd(List<String> strings) {
            this.text = String.join("", strings);
            this.ends = new char[strings.size()];
            int end = 0;
            int i = 0;
            for (String string : strings) {
                end += string.length();
                ends[i++] = (char) end;
            }
        }

        @Override
        public String get(int index) {
            return text.substring(index == 0 ? 0 : ends[index - 1], ends[index]);
        }

        @Override
        public int size() {
            return ends.length;
        }
    }
}
