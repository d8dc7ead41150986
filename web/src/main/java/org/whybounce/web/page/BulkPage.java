package org.whybounce.web.page;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.whybounce.web.bulk.BulkRow;
import org.whybounce.web.bulk.BulkRun;

/// The table of a run over many domains, as far as it has come.
///
/// @param only   `error`, `changed`, or empty for all
/// @param byName rather than by harm
public record BulkPage(BulkRun run, String only, boolean byName, String keptUntil) {
    public static final String ERRORS = "error";
    public static final String CHANGED = "changed";

    /// What stands above the table: how many of each.
    public record Count(String harm, String words, int number) {}

    public List<BulkRow> all() {
        return run.rows(byName ? BulkRow.BY_NAME : BulkRow.BY_HARM);
    }

    public List<BulkRow> shown() {
        return all().stream().filter(this::wanted).toList();
    }

    private boolean wanted(BulkRow row) {
        return switch (only) {
            case ERRORS -> row.row().harm().equals("error");
            case CHANGED -> !row.change().none();
            default -> true;
        };
    }

    public int total() {
        return run.list().names().size();
    }

    public boolean running() {
        return !run.done();
    }

    /// The state in a few words; it is what a tab shows.
    public String headline() {
        if (running()) {
            return run.count() + " of " + total() + " domains checked";
        }
        long errors = count("error");
        return errors == 0
                ? "None of " + total() + " domains has an error"
                : errors + " of " + total() + " domain" + (total() == 1 ? "" : "s") + (errors == 1 ? " has" : " have")
                        + " an error";
    }

    private long count(String harm) {
        return all().stream().filter(each -> each.row().harm().equals(harm)).count();
    }

    public List<Count> counts() {
        return List.of(
                new Count("bad", "with an error", (int) count("error")),
                new Count("open", "with a warning", (int) count("warning")),
                new Count("plain", "with a notice", (int) count("notice")),
                new Count("good", "in order", (int) count("ok")));
    }

    public long changed() {
        return all().stream().filter(each -> !each.change().none()).count();
    }

    /// The codes that most of them share, for whoever mends them at one place.
    public List<Map.Entry<String, Long>> shared() {
        Map<String, Long> codes = new TreeMap<>();
        all().forEach(each -> each.row().codes().forEach(code -> codes.merge(code, 1L, Long::sum)));
        return codes.entrySet().stream()
                .filter(each -> each.getValue() > 1)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST_SHARED)
                .toList();
    }

    private static final int MOST_SHARED = 6;

    public String path() {
        return "/bulk/" + run.id();
    }

    public String path(String filter, boolean names) {
        String query = (filter.isEmpty() ? "" : "&only=" + filter) + (names ? "&sort=name" : "");
        return query.isEmpty() ? path() : path() + "?" + query.substring(1);
    }

    /// How harm looks, as a class of the style sheet.
    public static String tone(String harm) {
        return switch (harm) {
            case "error" -> "bad";
            case "warning" -> "open";
            case "ok" -> "good";
            default -> "plain";
        };
    }

    public static String spf(BulkRow row) {
        return switch (row.row().spf()) {
            case NONE -> "none";
            case OK ->
                row.row().all().equals("none")
                        ? "ok"
                        : "ok, others " + row.row().all();
            case PERMERROR -> "broken";
            case TEMPERROR -> "no answer";
        };
    }

    public static String lookups(BulkRow row) {
        return row.row().lookups().isPresent()
                ? Integer.toString(row.row().lookups().getAsInt())
                : "";
    }

    public static String mx(BulkRow row) {
        return row.row().mx().isPresent() ? Integer.toString(row.row().mx().getAsInt()) : "?";
    }
}
