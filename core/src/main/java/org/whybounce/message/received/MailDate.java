package org.whybounce.message.received;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads the date of a mail (RFC 5322, sections 3.3 and 4.3) with what real servers leave out or add: two-digit years,
/// missing zones, zone names, fractions of a second, ISO dates.
final class MailDate {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    /// A date is short; a longer text is none.
    private static final int LONGEST = 200;

    private MailDate() {}

    static boolean dayName(String word) {
        return word.length() >= 3 && DAYS.contains(word.substring(0, 3).toLowerCase(Locale.ROOT));
    }

    static Optional<OffsetDateTime> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        int day = -1;
        int month = -1;
        int year = -1;
        int[] time = null;
        ZoneOffset zone = null;
        for (String word : text.replace(',', ' ').split("[\\s\\u00a0]+")) {
            if (word.startsWith("(")) {
                break;
            }
            if (word.isEmpty()) {
                continue;
            }
            char first = word.charAt(0);
            if (time == null && word.indexOf(':') > 0) {
                time = time(word);
            } else if (time != null && (first == '+' || first == '-') && zone == null) {
                zone = offset(word);
            } else if (Character.isDigit(first)) {
                if (day < 0 && word.length() == 10 && word.charAt(4) == '-') {
                    return iso(text);
                }
                int dash = word.indexOf('-');
                if (dash > 0) {
                    String[] parts = word.split("-");
                    if (parts.length == 3 && number(parts[0]) > 0) {
                        day = number(parts[0]);
                        month = month(parts[1]);
                        year = year(number(parts[2]), parts[2].length());
                    }
                } else if (day < 0 && word.length() <= 2) {
                    day = number(word);
                } else if (year < 0) {
                    year = year(number(word), word.length());
                }
            } else if (month < 0 && month(word) > 0) {
                month = month(word);
            } else if (time != null && zone == null) {
                zone = named(word);
            }
        }
        if (day < 1 || month < 1 || year < 0 || time == null) {
            return iso(text);
        }
        try {
            return Optional.of(OffsetDateTime.of(
                    LocalDateTime.of(year, month, day, time[0], time[1], Math.min(59, time[2])),
                    zone == null ? ZoneOffset.UTC : zone));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static Optional<OffsetDateTime> iso(String text) {
        String start = text.strip();
        if (start.length() < 19 || start.charAt(4) != '-' || start.charAt(7) != '-') {
            return Optional.empty();
        }
        int[] time = time(start.substring(11, 19));
        if (time == null) {
            return Optional.empty();
        }
        int at = 19;
        while (at < start.length()
                && (start.charAt(at) == '.' || Character.isDigit(start.charAt(at)) || start.charAt(at) == ' ')) {
            at++;
        }
        String rest = start.substring(at);
        ZoneOffset zone = rest.startsWith("+") || rest.startsWith("-")
                ? offset(rest.split("\\s", 2)[0].replace(":", ""))
                : ZoneOffset.UTC;
        try {
            return Optional.of(OffsetDateTime.of(
                    LocalDateTime.of(
                            number(start.substring(0, 4)),
                            number(start.substring(5, 7)),
                            number(start.substring(8, 10)),
                            time[0],
                            time[1],
                            time[2]),
                    zone == null ? ZoneOffset.UTC : zone));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static int @org.jspecify.annotations.Nullable [] time(String word) {
        String[] parts = word.split(":");
        if (parts.length < 2 || parts.length > 3) {
            return null;
        }
        int hour = number(parts[0]);
        int minute = number(parts[1]);
        String seconds = parts.length == 3 ? parts[2].split("\\.")[0] : "0";
        int second = number(seconds);
        return hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60
                ? null
                : new int[] {hour, minute, second};
    }

    private static @org.jspecify.annotations.Nullable ZoneOffset offset(String word) {
        int digits = number(word.substring(1));
        if (word.length() != 5 || digits < 0 || digits / 100 > 18 || digits % 100 > 59) {
            return null;
        }
        int minutes = Math.min(18 * 60, digits / 100 * 60 + digits % 100);
        return ZoneOffset.ofTotalSeconds((word.charAt(0) == '-' ? -60 : 60) * minutes);
    }

    /// Zone names of RFC 5322, section 4.3; any other means that nothing is known, which is UTC there.
    private static @org.jspecify.annotations.Nullable ZoneOffset named(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "EDT" -> ZoneOffset.ofHours(-4);
            case "EST", "CDT" -> ZoneOffset.ofHours(-5);
            case "CST", "MDT" -> ZoneOffset.ofHours(-6);
            case "MST", "PDT" -> ZoneOffset.ofHours(-7);
            case "PST" -> ZoneOffset.ofHours(-8);
            case "JST" -> ZoneOffset.ofHours(9);
            case "CEST" -> ZoneOffset.ofHours(2);
            case "CET", "BST" -> ZoneOffset.ofHours(1);
            default -> null;
        };
    }

    private static int month(String word) {
        return word.length() < 3
                ? -1
                : MONTHS.indexOf(word.substring(0, 3).toLowerCase(Locale.ROOT)) + 1 == 0
                        ? -1
                        : MONTHS.indexOf(word.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
    }

    private static int year(int number, int length) {
        return number < 0
                ? -1
                : length <= 2 ? number < 50 ? 2000 + number : 1900 + number : length == 3 ? 1900 + number : number;
    }

    private static int number(String digits) {
        if (digits.isEmpty() || digits.length() > 4) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }
}
