package org.whybounce.log;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;

/// One line of a log, and how facts are cut out of it.
///
/// @param placed whether places in it are places in what was given; not so for a line inside of JSON
record Line(String text, int start, boolean placed) {
    /// A log line longer than this says nothing more behind it that a refusal would need.
    static final int LONGEST = 32 * 1024;

    private static final int LONGEST_VALUE = 320;

    boolean has(String mark) {
        return text.indexOf(mark, start) >= 0;
    }

    int find(String mark) {
        return text.indexOf(mark, start);
    }

    Claim<String> cut(int from, int to) {
        int begin = from;
        int end = to;
        while (begin < end && text.charAt(begin) <= ' ') {
            begin++;
        }
        while (end > begin && text.charAt(end - 1) <= ' ') {
            end--;
        }
        return new Claim<>(text.substring(begin, end), placed ? new Span(begin, end) : null);
    }

    /// A value that was decoded, at its place if it stands there as it is.
    Claim<String> claim(String value) {
        int at = placed ? text.indexOf(value, start) : -1;
        return new Claim<>(value, at < 0 ? null : new Span(at, at + value.length()));
    }

    /// What stands behind a key, up to one of the characters that end it.
    Optional<Claim<String>> after(String key, String stops) {
        return after(key, stops, start);
    }

    Optional<Claim<String>> after(String key, String stops, int begin) {
        int at = text.indexOf(key, begin);
        if (at < 0) {
            return Optional.empty();
        }
        int from = at + key.length();
        int to = from;
        while (to < text.length() && to - from < LONGEST_VALUE && stops.indexOf(text.charAt(to)) < 0) {
            to++;
        }
        return to == from ? Optional.empty() : Optional.of(cut(from, to));
    }

    /// `to=<ann@example.net>` and the like; `<>` is a value too: the null sender.
    Optional<Claim<String>> path(String key) {
        return after(key, ">");
    }

    /// The address within the first brackets behind a place, `[192.0.2.7]`, `[IPv6:2001:db8::1]`.
    Optional<Claim<String>> bracketed(int from) {
        int open = from < 0 ? -1 : text.indexOf('[', from);
        int close = open < 0 ? -1 : text.indexOf(']', open);
        if (close < 0 || close - open > 60) {
            return Optional.empty();
        }
        int first = text.regionMatches(true, open + 1, "ipv6:", 0, 5) ? open + 6 : open + 1;
        return IpAddress.parse(text.substring(first, close)).map(_ -> cut(first, close));
    }

    /// The name of a host that begins at a place.
    Optional<Claim<String>> host(int from) {
        int to = from;
        while (to < text.length()
                && to - from < 254
                && (letter(text.charAt(to)) || "-_.:".indexOf(text.charAt(to)) >= 0)) {
            to++;
        }
        while (to > from && ".:".indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return to == from ? Optional.empty() : Optional.of(cut(from, to));
    }

    static boolean letter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || digit(c);
    }

    static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    /// The process that syslog names, `postfix/smtp[123]: `, and where what it says begins.
    @Nullable
    Program process() {
        int close = text.indexOf("]: ", start);
        int at = close - 1;
        while (at > start && digit(text.charAt(at))) {
            at--;
        }
        if (close < 0 || at >= close - 1 || at <= start || text.charAt(at) != '[') {
            return null;
        }
        int space = text.lastIndexOf(' ', at);
        int from = space < start ? start : space + 1;
        return new Program(text.substring(from, at), close + 3);
    }

    record Program(String name, int said) {}

    /// What stands before the first colon behind a place, if it is an id: letters and digits, one of them a digit.
    @Nullable
    String id(int from, int shortest) {
        int to = from;
        boolean digits = false;
        while (to < text.length() && to - from < 40 && letter(text.charAt(to))) {
            digits |= digit(text.charAt(to));
            to++;
        }
        boolean colon = to < text.length() && text.charAt(to) == ':';
        return colon && digits && to - from >= shortest ? text.substring(from, to) : null;
    }

    /// The date that the line begins with, as it stands.
    Optional<Claim<String>> date() {
        int at = start;
        if (text.length() >= at + 15 && text.charAt(at + 9) == ':' && text.charAt(at + 12) == ':') {
            return Optional.of(cut(at, at + 15));
        }
        boolean iso = text.length() >= at + 19 && text.charAt(at + 4) == '-' && text.charAt(at + 13) == ':';
        return iso ? Optional.of(cut(at, at + 19)) : Optional.empty();
    }
}
