package org.whybounce.cli;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/// The day of a line of a log: `2026-06-01T10:00:00...`, or `Jun  1 10:00:00`, which names no year.
final class LogDay {
    private static final DateTimeFormatter SYSLOG = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("MMM d")
            .toFormatter(Locale.ENGLISH);

    private LogDay() {}

    /// @param today where the line tells no day, and the latest that one without a year can mean
    static long of(String date, LocalDate today) {
        String text = date.strip();
        try {
            if (text.length() >= 10 && text.charAt(4) == '-') {
                return LocalDate.parse(text.substring(0, 10)).toEpochDay();
            }
            String[] words = text.split(" +", 3);
            if (words.length >= 2) {
                LocalDate day =
                        MonthDay.from(SYSLOG.parse(words[0] + " " + words[1])).atYear(today.getYear());
                return (day.isAfter(today.plusDays(1)) ? day.minusYears(1) : day).toEpochDay();
            }
        } catch (DateTimeException none) {
            // A form that is not known: the day on which it is read.
        }
        return today.toEpochDay();
    }
}
