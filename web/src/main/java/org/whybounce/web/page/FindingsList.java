package org.whybounce.web.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Findings for a page: the grave ones first, each with its colour and the page that explains it.
public final class FindingsList {
    private FindingsList() {}

    public static List<Piece> sorted(List<Piece> findings) {
        List<Piece> sorted = new ArrayList<>(findings);
        sorted.sort(Comparator.comparingInt(finding -> rank(finding.text("level"))));
        return sorted;
    }

    public static String tone(List<Piece> findings) {
        int gravest =
                findings.stream().mapToInt(f -> rank(f.text("level"))).min().orElse(3);
        return gravest == 0 ? "bad" : gravest == 1 ? "open" : "good";
    }

    private static int rank(String level) {
        return switch (level) {
            case "error" -> 0;
            case "warning" -> 1;
            case "notice" -> 2;
            default -> 3;
        };
    }

    /// The level as a class of the style sheet.
    public static String level(String level) {
        return switch (level) {
            case "error", "warning", "notice", "info" -> level;
            default -> "info";
        };
    }

    /// The page that explains a finding, which is named like `SPF_LOOKUP_LIMIT/OVER`.
    public static String link(String code) {
        return code.matches("[A-Z0-9_]{1,60}/[A-Z0-9_]{1,60}") ? "/findings/" + code : "/findings";
    }
}
