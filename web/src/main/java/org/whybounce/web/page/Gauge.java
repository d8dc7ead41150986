package org.whybounce.web.page;

/// The lookups of one evaluation as a bar against the limit of ten: used on the way this mail took, and in the worst
/// case
/// of the record.
public final class Gauge {
    private Gauge() {}

    public static String svg(Piece evaluation) {
        if (!evaluation.has("lookups", "limit")) {
            return "";
        }
        return svg(
                evaluation.number("lookups", "used"),
                evaluation.has("lookups", "worst") ? evaluation.number("lookups", "worst") : -1,
                Math.max(1, evaluation.number("lookups", "limit")));
    }

    static String svg(int used, int worst, int limit) {
        int most = Math.max(limit + 2, Math.max(used, worst));
        double unit = 560.0 / Math.min(most, 200);
        String words = "DNS lookups: " + used + " used for this mail"
                + (worst < 0 ? "" : ", " + worst + " in the worst case") + ", " + limit + " allowed.";
        StringBuilder out = new StringBuilder();
        out.append("<svg class=\"picture\" viewBox=\"0 0 600 84\" role=\"img\" aria-label=\"")
                .append(words)
                .append("\">");
        out.append("<rect class=\"ground\" x=\"10\" y=\"26\" width=\"560\" height=\"22\" rx=\"4\"/>");
        if (worst > 0) {
            out.append(bar(worst > limit ? "warn" : "rail", worst * unit, 26, 22, worst > limit ? 0.45 : 1));
        }
        out.append(bar(used > limit ? "off" : "on", used * unit, 30, 14, 1));
        double at = 10 + limit * unit;
        out.append("<line class=\"hole\" x1=\"%.1f\" x2=\"%.1f\" y1=\"18\" y2=\"56\"/>".formatted(at, at));
        out.append("<text x=\"%.1f\" y=\"14\" text-anchor=\"middle\">limit %d</text>".formatted(at, limit));
        out.append("<text class=\"soft-ink\" x=\"10\" y=\"74\">").append(words).append("</text></svg>");
        return out.toString();
    }

    private static String bar(String kind, double width, int y, int height, double opacity) {
        return "<rect class=\"%s\" x=\"10\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"3\" opacity=\"%s\"/>"
                .formatted(kind, y, Math.max(0, Math.min(width, 560)), height, opacity);
    }
}
