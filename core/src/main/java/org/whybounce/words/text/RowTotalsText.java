package org.whybounce.words.text;

import java.util.Locale;
import org.whybounce.row.RowTotals;

/// What many rows come to, for a terminal: each count with its share of all domains and of those that have such a
/// record,
/// since one of the two alone misleads.
public final class RowTotalsText {
    private RowTotalsText() {}

    public static String of(RowTotals totals) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%,d domains, %,d answered in full; %,d with an SPF record, %,d with a DMARC%nrecord. Shares: of all"
                        + " domains / of those that have such a record.%n",
                totals.domains(),
                totals.answered(),
                totals.withSpf(),
                totals.withDmarc()));
        totals.harm().forEach((word, count) -> line(text, "", word, count, totals.domains(), totals.domains()));
        totals.spf().forEach((word, count) -> line(text, "SPF ", word, count, totals.domains(), totals.withSpf()));
        totals.dmarc()
                .forEach((word, count) -> line(text, "DMARC ", word, count, totals.domains(), totals.withDmarc()));
        return text.toString();
    }

    private static void line(StringBuilder text, String what, String word, long count, long of, long those) {
        text.append(
                String.format(Locale.ROOT, "  %-18s %,12d  %s%n", what + word, count, shares(word, count, of, those)));
    }

    /// Both shares; `none` and `temperror` are no part of those that have a record.
    public static String shares(String word, long count, long of, long those) {
        return share(count, of)
                + (word.equals("none") || word.equals("temperror") || of == those ? "" : " / " + share(count, those));
    }

    private static String share(long part, long whole) {
        return whole == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }
}
