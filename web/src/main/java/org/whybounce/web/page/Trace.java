package org.whybounce.web.page;

import java.util.List;
import java.util.Locale;
import org.whybounce.spf.Step;

/// The steps of an evaluation in words, from the `steps` of the JSON document.
public final class Trace {
    private Trace() {}

    /// One step in one line; what was entered has its own steps below it.
    public static String line(Piece step) {
        return switch (step.text("step")) {
            case "asked" -> "asked " + step.text("type") + " of " + step.text("name") + ": " + answer(step);
            case "tried" -> step.text("term") + (step.is("matched") ? " matches: " : " does not match: ") + why(step);
            case "entered" ->
                step.text("term") + " leads to " + step.text("domain") + ", which gives " + step.text("result");
            default -> "stopped: " + step.text("why");
        };
    }

    public static String tone(Piece step) {
        return switch (step.text("step")) {
            case "tried" -> step.is("matched") ? "match" : "no-match";
            case "entered" -> "entered";
            case "asked" -> "asked";
            default -> "stopped";
        };
    }

    private static String answer(Piece step) {
        List<String> records = step.texts("records");
        if (records.isEmpty()) {
            return step.text("answer").replace('-', ' ');
        }
        String shown = String.join("; ", records.subList(0, Math.min(3, records.size())));
        return shown + (records.size() > 3 ? " and " + (records.size() - 3) + " more" : "");
    }

    private static String why(Piece step) {
        String code = step.text("why");
        String words = code.replace('-', ' ');
        for (Step.Why why : Step.Why.values()) {
            if (why.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(code)) {
                words = why.words();
            }
        }
        List<String> seen = step.texts("seen");
        return seen.isEmpty()
                ? words
                : words + " (" + String.join(", ", seen.subList(0, Math.min(4, seen.size())))
                        + (seen.size() > 4 ? " ..." : "") + ")";
    }
}
