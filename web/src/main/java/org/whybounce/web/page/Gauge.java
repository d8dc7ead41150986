package org.whybounce.web.page;

/// DNS lookups as boxes against the limit of ten: those used on the way that one mail took, those of the worst
/// way
/// through the record, and those beyond the limit.
public final class Gauge {
    /// Boxes drawn at the most; the words give the number.
    private static final int MOST = 30;

    private static final int BOX = 22;
    private static final int STEP = 26;

    private Gauge() {}

    /// Of an evaluation, or of any piece with `lookups`; nothing where that has no limit.
    public static String svg(Piece piece) {
        if (!piece.has("lookups", "limit")) {
            return "";
        }
        return svg(
                piece.number("lookups", "used"),
                piece.has("lookups", "worst") ? piece.number("lookups", "worst") : -1,
                Math.max(1, piece.number("lookups", "limit")));
    }

    static String svg(int used, int worst, int limit) {
        int boxes = Math.min(MOST, Math.max(limit, Math.max(used, worst)));
        int width = boxes * STEP + 8;
        StringBuilder out = new StringBuilder();
        out.append("<svg class=\"gauge\" viewBox=\"0 0 %d 44\" width=\"%d\" role=\"img\" aria-label=\"%s\">"
                .formatted(width, width, words(used, worst, limit)));
        for (int i = 0; i < boxes; i++) {
            String kind =
                    i >= limit && i < Math.max(used, worst) ? "over" : i < used ? "used" : i < worst ? "worst" : "free";
            out.append("<rect class=\"%s\" x=\"%d\" y=\"8\" width=\"%d\" height=\"%d\" rx=\"4\"/>"
                    .formatted(kind, 2 + i * STEP, BOX, BOX));
        }
        int at = 2 + limit * STEP - 2;
        out.append("<line class=\"limit\" x1=\"%d\" x2=\"%d\" y1=\"2\" y2=\"42\"/></svg>".formatted(at, at));
        return out.toString();
    }

    /// The same in words.
    public static String words(Piece piece) {
        return words(
                piece.number("lookups", "used"),
                piece.has("lookups", "worst") ? piece.number("lookups", "worst") : -1,
                Math.max(1, piece.number("lookups", "limit")));
    }

    private static String words(int used, int worst, int limit) {
        String mail = used > 0 ? used + " DNS lookups on the way this mail took" : "";
        String most = worst >= 0 ? worst + " in the worst case" : "";
        String both = mail.isEmpty() || most.isEmpty() ? mail + most : mail + ", " + most;
        return (both.isEmpty() ? "No DNS lookups" : both) + "; " + limit + " are allowed.";
    }
}
