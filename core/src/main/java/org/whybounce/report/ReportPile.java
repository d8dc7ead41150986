package org.whybounce.report;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.whybounce.sender.SingleMail;

/// Reports in memory, each once. Of two with the same key the whole one counts before the torn one, and the later one
/// before the earlier: reporters send a corrected report under its old id.
public final class ReportPile implements ReportSink {
    private final Map<AggregateReport.Key, AggregateReport> reports = new LinkedHashMap<>();
    private final Map<SingleMail, SingleMail> notes = new LinkedHashMap<>();
    private final Map<TlsReport, TlsReport> tls = new LinkedHashMap<>();

    @Override
    public Took take(AggregateReport report) {
        AggregateReport before = reports.get(report.key());
        if (before == null) {
            reports.put(report.key(), report);
            return Took.NEW;
        }
        if (report.torn().isPresent() && before.torn().isEmpty()
                || before.torn().equals(report.torn())
                        && before.rows().size() == report.rows().size()
                        && before.rows().fingerprint() == report.rows().fingerprint()) {
            return Took.DUPLICATE;
        }
        reports.put(report.key(), report);
        return Took.REPLACED;
    }

    @Override
    public Took note(SingleMail noted) {
        SingleMail before = notes.get(noted.one());
        if (before != null && before.messages() >= noted.messages()) {
            return Took.DUPLICATE;
        }
        notes.put(noted.one(), noted);
        return before == null ? Took.NEW : Took.REPLACED;
    }

    @Override
    public Took tls(TlsReport report) {
        return tls.putIfAbsent(report, report) == null ? Took.NEW : Took.DUPLICATE;
    }

    public Collection<SingleMail> notes() {
        return notes.values();
    }

    public Collection<TlsReport> tls() {
        return tls.values();
    }

    public Collection<AggregateReport> reports() {
        return reports.values();
    }

    public long records() {
        return reports.values().stream()
                .mapToLong(report -> report.rows().size())
                .sum();
    }

    public long messages() {
        return reports.values().stream()
                .mapToLong(report -> report.rows().messages())
                .sum();
    }
}
