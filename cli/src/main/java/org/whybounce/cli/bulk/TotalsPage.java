package org.whybounce.cli.bulk;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.whybounce.row.RowTotals;
import org.whybounce.words.text.RowTotalsText;

/// The totals of a run as one page that needs no network: figures, and bars drawn as SVG. Nothing from outside is in
/// it.
public final class TotalsPage {
    private static final int BAR = 420;
    private static final int LABEL = 260;
    private static final int ROW = 22;

    private TotalsPage() {}

    public static String of(RowTotals totals) {
        StringBuilder page = new StringBuilder();
        page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>whybounce: ")
                .append(count(totals.domains()))
                .append(
                        " domains</title>\n<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;"
                                + "padding:0 1rem;color:#222;background:#fff}svg text{font:13px system-ui,sans-serif;fill:#222}"
                                + "rect{fill:#2a6f97}h2{margin-top:2rem}</style></head><body>\n");
        page.append("<h1>").append(count(totals.domains())).append(" domains</h1>\n<p>");
        page.append(count(totals.answered())).append(" of them answered every question (");
        page.append(RowTotalsText.shares("", totals.answered(), totals.domains(), totals.domains()))
                .append("). ");
        page.append(count(totals.withSpf())).append(" have an SPF record, ");
        page.append(count(totals.withDmarc()))
                .append(" a DMARC record. Shares are of all domains / of those that have one.");
        page.append("</p>\n");
        chart(page, "SPF", totals.spf(), totals.domains(), totals.withSpf());
        chart(page, "DMARC", totals.dmarc(), totals.domains(), totals.withDmarc());
        chart(page, "What an unlisted address gets", totals.all(), totals.domains(), totals.withSpf());
        Map<String, Long> worst = new LinkedHashMap<>();
        totals.worst().forEach((lookups, count) -> worst.put(lookups.toString(), count));
        chart(page, "Lookups at worst", worst, totals.domains(), totals.withSpf());
        chart(page, "What is wrong", totals.codes(), totals.domains(), totals.domains());
        return page.append("</body></html>\n").toString();
    }

    private static void chart(StringBuilder page, String title, Map<String, Long> counts, long of, long those) {
        long most = Math.max(
                1, counts.values().stream().mapToLong(Long::longValue).max().orElse(1));
        page.append("<h2>")
                .append(title)
                .append("</h2>\n<svg role=\"img\" aria-label=\"")
                .append(title);
        page.append("\" width=\"100%\" viewBox=\"0 0 ")
                .append(LABEL + BAR + 220)
                .append(' ');
        page.append(ROW * counts.size() + 4).append("\">\n");
        int y = 0;
        for (Map.Entry<String, Long> each : counts.entrySet()) {
            long width = each.getValue() * BAR / most;
            page.append("<text x=\"0\" y=\"")
                    .append(y + 15)
                    .append("\">")
                    .append(each.getKey())
                    .append("</text>");
            page.append("<rect x=\"")
                    .append(LABEL)
                    .append("\" y=\"")
                    .append(y + 3)
                    .append("\" height=\"15\" width=\"");
            page.append(width)
                    .append("\"/><text x=\"")
                    .append(LABEL + width + 6)
                    .append("\" y=\"")
                    .append(y + 15);
            page.append("\">").append(count(each.getValue())).append(" (");
            page.append(RowTotalsText.shares(each.getKey(), each.getValue(), of, those))
                    .append(")</text>\n");
            y += ROW;
        }
        page.append("</svg>\n");
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
