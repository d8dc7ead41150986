package org.whybounce.report;

/// What reading came to.
///
/// @param reports    counted, each once
/// @param duplicates deliveries of a report that was there already
/// @param failures   reports on single mails that failed
/// @param tls        what receivers tell of TLS, one for each policy
public record ReportsRead(
        long reports, long records, long messages, long duplicates, long failures, long tls, ReadLog log) {
    public static ReportsRead of(ReportPile pile, ReportsReader reader) {
        return new ReportsRead(
                pile.reports().size(),
                pile.records(),
                pile.messages(),
                reader.duplicates(),
                reader.read().failures(),
                reader.read().tls(),
                reader.log());
    }
}
