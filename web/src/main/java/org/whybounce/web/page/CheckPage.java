package org.whybounce.web.page;

import java.util.ArrayList;
import java.util.List;

/// The page of Email Check: the document of `check`.
public record CheckPage(Piece doc, String domain) {
    /// How many findings of a level there are.
    public long count(String level) {
        return doc.list("findings").stream()
                .filter(finding -> finding.text("level").equals(level))
                .count();
    }

    public String tone() {
        return count("error") > 0 ? "bad" : count("warning") > 0 ? "open" : "good";
    }

    public String summary() {
        if (doc.has("summary")) {
            return doc.text("summary");
        }
        long errors = count("error");
        long warnings = count("warning");
        if (errors + warnings == 0) {
            return "Nothing is wrong with what " + domain + " publishes";
        }
        List<String> parts = new ArrayList<>();
        if (errors > 0) {
            parts.add(errors == 1 ? "one error" : errors + " errors");
        }
        if (warnings > 0) {
            parts.add(warnings == 1 ? "one warning" : warnings + " warnings");
        }
        return domain + " has " + String.join(" and ", parts);
    }

    /// Findings, the grave ones first.
    public List<Piece> findings() {
        List<Piece> sorted = new ArrayList<>(doc.list("findings"));
        sorted.sort(java.util.Comparator.comparingInt(finding -> switch (finding.text("level")) {
            case "error" -> 0;
            case "warning" -> 1;
            case "notice" -> 2;
            default -> 3;
        }));
        return sorted;
    }
}
