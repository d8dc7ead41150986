package org.whybounce.report;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.whybounce.net.IpAddress;

/// The values of a report as producers write them. Each method reads the plain form first; a value that it repaired is
/// told by whoever calls.
final class Values {
    /// Seconds since 1970 have at most ten digits until the year 2286; milliseconds have more.
    private static final long MILLISECONDS_FROM = 100_000_000_000L;

    private Values() {}

    /// A number of messages: digits, with separators of thousands or a fraction of zero at most.
    static OptionalLong count(String text) {
        String word = text.strip();
        int point = word.lastIndexOf('.');
        if (point > 0 && point + 1 < word.length() && zeros(word, point + 1) && word.length() - point != 4) {
            word = word.substring(0, point);
        }
        if (word.isEmpty()) {
            return OptionalLong.empty();
        }
        long value = 0;
        int group = -1;
        for (int i = word.startsWith("+") ? 1 : 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c >= '0' && c <= '9') {
                value = value * 10 + (c - '0');
                group += group >= 0 ? 1 : 0;
                if (value > Long.MAX_VALUE / 20) {
                    return OptionalLong.empty();
                }
            } else if ((c == ',' || c == '.' || c == '\'' || c == ' ' || c == '_' || c == '\u00a0' || c == '\u202f')
                    && i > 0
                    && (group == -1 || group == 3)) {
                group = 0;
            } else {
                return OptionalLong.empty();
            }
        }
        return group == -1 || group == 3 ? OptionalLong.of(value) : OptionalLong.empty();
    }

    private static boolean zeros(String word, int from) {
        for (int i = from; i < word.length(); i++) {
            if (word.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }

    /// Whether a number is written in digits alone.
    static boolean digits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /// An address with what some producers put around it: brackets, `IPv6:`, a length of the whole address, a zone.
    static Optional<IpAddress> address(String text) {
        Optional<IpAddress> plain = IpAddress.parse(text);
        if (plain.isPresent()) {
            return plain;
        }
        String word = text.strip();
        if (word.startsWith("[") && word.endsWith("]")) {
            word = word.substring(1, word.length() - 1);
        }
        if (word.regionMatches(true, 0, "ipv6:", 0, 5)) {
            word = word.substring(5);
        }
        int slash = word.indexOf('/');
        if (slash > 0) {
            String length = word.substring(slash + 1);
            if (!length.equals(word.indexOf(':') >= 0 ? "128" : "32")) {
                return Optional.empty();
            }
            word = word.substring(0, slash);
        }
        int zone = word.indexOf('%');
        return IpAddress.parse(zone > 0 ? word.substring(0, zone) : word);
    }

    /// A time in seconds since 1970: the number itself, milliseconds, or a date of ISO 8601, which counts as UTC where
    /// it names no offset.
    static OptionalLong time(String text) {
        String word = text.strip();
        int point = word.indexOf('.');
        if (point > 0 && digits(word.substring(0, point)) && digits(word.substring(point + 1))) {
            word = word.substring(0, point);
        }
        if (digits(word) && word.length() <= 16) {
            long value = Long.parseLong(word);
            return OptionalLong.of(value >= MILLISECONDS_FROM ? value / 1000 : value);
        }
        String iso = word.replace(' ', 'T').toUpperCase(Locale.ROOT);
        if (iso.length() < 10 || iso.length() > 40) {
            return OptionalLong.empty();
        }
        try {
            if (iso.length() == 10) {
                return OptionalLong.of(LocalDate.parse(iso).toEpochDay() * 86_400);
            }
            boolean offset = iso.endsWith("Z") || iso.indexOf('+') > 0 || iso.lastIndexOf('-') > 7;
            return OptionalLong.of(
                    offset
                            ? OffsetDateTime.parse(
                                            iso.endsWith("TUTC") ? iso.substring(0, iso.length() - 4) + "Z" : iso)
                                    .toEpochSecond()
                            : LocalDateTime.parse(iso.endsWith("TUTC") ? iso.substring(0, iso.length() - 4) : iso)
                                    .toEpochSecond(ZoneOffset.UTC));
        } catch (DateTimeException noDate) {
            return OptionalLong.empty();
        }
    }
}
