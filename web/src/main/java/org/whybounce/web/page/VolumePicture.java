package org.whybounce.web.page;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// How much mail there was and how much of it passed: over time as columns, by receiver as bars. Each picture has its
/// figures as a table beside it, so it says nothing to those who do not see it.
public final class VolumePicture {
    /// One column or bar.
    ///
    /// @param label a day, the days of a week, or a receiver
    public record Row(String label, long messages, long passing) {
        public String count() {
            return number(messages);
        }

        public String failing() {
            return number(messages - passing);
        }

        /// In whole percent, rounded so that 100 means all and 0 none.
        public String share() {
            if (messages == 0) {
                return "–";
            }
            long percent = passing == messages ? 100 : passing == 0 ? 0 : Math.clamp(passing * 100 / messages, 1, 99);
            return percent + " %";
        }
    }

    private static final int WIDE = 640;
    private static final int HIGH = 170;

    /// Columns up to which each is a day; a column is then some 10 wide.
    private static final int DAYS = 62;

    /// Receivers with a bar of their own; the others are one.
    private static final int RECEIVERS = 12;

    private static final int BAR = 22;

    private VolumePicture() {}

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /// The days of a document without gaps; of longer periods, weeks.
    public static List<Row> days(List<Piece> days) {
        if (days.isEmpty()) {
            return List.of();
        }
        List<LocalDate> dates = new ArrayList<>();
        for (Piece day : days) {
            dates.add(LocalDate.parse(day.text("day")));
        }
        LocalDate first = dates.getFirst();
        // A report that tells no period counts as of 1970: it has no place in time.
        if (first.getYear() == 1970 && dates.size() > 1) {
            return days(days.subList(1, days.size()));
        }
        long all = dates.getLast().toEpochDay() - first.toEpochDay() + 1;
        int step = all <= DAYS ? 1 : all <= DAYS * 7L ? 7 : (int) ((all + DAYS - 1) / DAYS);
        int size = (int) ((all + step - 1) / step);
        long[] messages = new long[size];
        long[] passing = new long[size];
        for (int i = 0; i < days.size(); i++) {
            int at = (int) ((dates.get(i).toEpochDay() - first.toEpochDay()) / step);
            messages[at] += days.get(i).node().path("messages").longValue();
            passing[at] += days.get(i).node().path("passing").longValue();
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            LocalDate from = first.plusDays((long) i * step);
            rows.add(new Row(
                    step == 1 ? from.toString() : from + " to " + from.plusDays(step - 1), messages[i], passing[i]));
        }
        return rows;
    }

    /// Receivers, those that report most first.
    public static List<Row> receivers(List<Piece> reporters) {
        List<Row> rows = new ArrayList<>();
        for (Piece each : reporters) {
            rows.add(new Row(
                    each.text("reporter"),
                    each.node().path("messages").longValue(),
                    each.node().path("passing").longValue()));
        }
        rows.sort(Comparator.comparingLong(Row::messages).reversed().thenComparing(Row::label));
        if (rows.size() <= RECEIVERS) {
            return rows;
        }
        List<Row> most = new ArrayList<>(rows.subList(0, RECEIVERS));
        List<Row> rest = rows.subList(RECEIVERS, rows.size());
        most.add(new Row(
                rest.size() + " others",
                rest.stream().mapToLong(Row::messages).sum(),
                rest.stream().mapToLong(Row::passing).sum()));
        return most;
    }

    /// Columns: below what passed, above it what failed.
    public static String columns(List<Row> rows) {
        long most = Math.max(1, rows.stream().mapToLong(Row::messages).max().orElse(1));
        StringBuilder out = open("volume", WIDE, HIGH + 24);
        double step = (double) WIDE / Math.max(1, rows.size());
        double wide = Math.max(1, step * 0.8);
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            double good = (double) row.passing() / most * HIGH;
            double bad = (double) (row.messages() - row.passing()) / most * HIGH;
            rect(out, "pass", i * step, HIGH - good, wide, good);
            rect(out, "fail", i * step, HIGH - good - bad, wide, bad);
        }
        out.append("<path class=\"base\" d=\"M0 %d H%d\"/>".formatted(HIGH, WIDE));
        if (!rows.isEmpty()) {
            out.append("<text x=\"0\" y=\"%d\">%s</text>".formatted(HIGH + 18, first(rows.getFirst())));
            out.append(
                    "<text class=\"end\" x=\"%d\" y=\"%d\">%s</text>".formatted(WIDE, HIGH + 18, last(rows.getLast())));
        }
        return out.append("</svg>").toString();
    }

    private static String first(Row row) {
        return row.label().substring(0, Math.min(10, row.label().length()));
    }

    private static String last(Row row) {
        return row.label().substring(Math.max(0, row.label().length() - 10));
    }

    /// Bars of one length: the share that passed.
    public static String bars(List<Row> rows) {
        StringBuilder out = open("volume", WIDE, Math.max(1, rows.size()) * BAR);
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            double share = row.messages() == 0 ? 0 : (double) row.passing() / row.messages();
            rect(out, "fail", 0, i * BAR + 3, WIDE, BAR - 6);
            rect(out, "pass", 0, i * BAR + 3, WIDE * share, BAR - 6);
        }
        return out.append("</svg>").toString();
    }

    private static StringBuilder open(String kind, int wide, int high) {
        return new StringBuilder(
                "<svg class=\"%s\" viewBox=\"0 0 %d %d\" aria-hidden=\"true\">".formatted(kind, wide, high));
    }

    private static void rect(StringBuilder out, String kind, double x, double y, double wide, double high) {
        if (high > 0 && wide > 0) {
            out.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                    kind,
                    x,
                    y,
                    wide,
                    high));
        }
    }
}
