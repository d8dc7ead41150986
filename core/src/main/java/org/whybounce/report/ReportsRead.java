package org.whybounce.report;

/// What reading came to.
///
/// @param reports    counted, each once
/// @param duplicates deliveries of a report that was there already
public record ReportsRead(long reports, long records, long messages, long duplicates, ReadLog log) {
    public static ReportsRead of(ReportPile pile, ReportsReader reader) {
        return new ReportsRead(
                pile.reports().size(), pile.records(), pile.messages(), reader.duplicates(), reader.log());
    }
}
