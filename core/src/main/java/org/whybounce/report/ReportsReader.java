package org.whybounce.report;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/// Reads reports out of whatever they come in and hands each on once it is whole. What cannot be read is in the
/// [ReadLog] with its place and reason; no input makes this throw.
public final class ReportsReader {
    private final ReportLimits limits;
    private final ReadLog log = new ReadLog();
    private final AggregateReader aggregate;
    private final ReportSink sink;
    private long duplicates;
    private long reports;
    private long records;
    private long messages;
    private long failures;
    private long tls;

    /// @param sink takes each report and says whether it was there before
    public ReportsReader(ReportLimits limits, ReportSink sink) {
        this.limits = limits;
        this.sink = sink;
        this.aggregate = new AggregateReader(limits.records(), log, sink, this::took);
    }

    public ReadLog log() {
        return log;
    }

    /// Deliveries of a report that was already there, or that a later one took the place of.
    public long duplicates() {
        return duplicates;
    }

    /// Reads one input: a report, an archive, a mail, a mailbox.
    ///
    /// @param name where it comes from, for what is told
    /// @param in   read to its end or to the fault that ends it; the caller closes it
    public void read(String name, InputStream in) {
        log.file();
        aggregate.begin();
        Budget budget = new Budget(limits, in);
        try {
            new Unpacking(budget, log, new Reports()).open(budget.packed(), name, 0);
        } catch (Unreadable refused) {
            log.refused(name, refused.why());
        } catch (EOFException | ZipException cut) {
            log.refused(name, "the packed data is damaged or ends too early");
        } catch (IOException broken) {
            log.refused(name, "it cannot be read to its end: " + broken.getMessage());
        }
    }

    /// What was counted in this run.
    public ReportsRead read() {
        return new ReportsRead(reports, records, messages, duplicates, failures, tls, log);
    }

    private void count(AggregateReport report) {
        reports++;
        records += report.rows().size();
        messages += report.rows().messages();
    }

    private void took(ReportSink.Took took, AggregateReport report, String file) {
        switch (took) {
            case NEW -> count(report);
            case TORN -> log.skipped(file, 0, "the report is torn and not kept; fetch it again");
            case DUPLICATE -> duplicates++;
            case REPLACED -> {
                duplicates++;
                count(report);
                log.skipped(
                        file,
                        0,
                        "report " + report.head().id() + " of " + report.head().reporter()
                                + " came before with other figures; those of this delivery count");
            }
        }
    }

    private final class Reports implements Unpacking.Found {
        @Override
        public void xml(XmlRepair xml, String name) throws IOException {
            aggregate.read(xml, name);
        }

        @Override
        public void json(InputStream json, String name) throws IOException {
            for (TlsReport report : TlsReader.read(json)) {
                if (sink.tls(report) == ReportSink.Took.DUPLICATE) {
                    duplicates++;
                } else {
                    tls++;
                }
            }
        }

        @Override
        public void mail(byte[] mail, String name, Unpacking.Inner inner) throws IOException {
            MailParts parts = MailParts.of(mail);
            boolean any = false;
            for (MailParts.Part part : parts.parts()) {
                if (FailureReader.holds(part)) {
                    // What else is in such a mail is the mail that failed, with strangers' words in it.
                    if (sink.note(FailureReader.read(part)) == ReportSink.Took.DUPLICATE) {
                        duplicates++;
                    } else {
                        failures++;
                    }
                    return;
                }
            }
            for (MailParts.Part part : parts.parts()) {
                if (holdsReport(part)) {
                    any = true;
                    inner.open(part.content(), part.name().isEmpty() ? name : name + "/" + part.name());
                }
            }
            if (parts.more()) {
                log.skipped(name, 0, "parts of the mail that lie too deep or are too many were not read");
            }
            if (!any) {
                throw new Unreadable("no part of the mail holds a report");
            }
        }

        /// By the type or, since many producers give none that says anything, by the name or the first bytes.
        private static boolean holdsReport(MailParts.Part part) throws IOException {
            byte[] head = new byte[64];
            int length;
            try (InputStream in = part.content()) {
                length = in.readNBytes(head, 0, head.length);
            }
            int first = 0;
            while (first < length && (head[first] & 0xff) <= ' '
                    || first == 0 && length > 3 && head[0] == (byte) 0xef) {
                first += head[first] == (byte) 0xef ? 3 : 1;
            }
            if (first >= length) {
                return false;
            }
            boolean packed = length > 3
                    && (head[0] == 0x1f && head[1] == (byte) 0x8b || head[0] == 'P' && head[1] == 'K' && head[2] == 3);
            String type = part.type();
            String file = part.name().toLowerCase(java.util.Locale.ROOT);
            boolean named = file.endsWith(".xml")
                    || file.endsWith(".gz")
                    || file.endsWith(".zip")
                    || file.endsWith(".json")
                    || type.contains("tlsrpt")
                    || type.contains("gzip")
                    || type.contains("zip");
            return packed
                    || named
                    || head[first] == '<'
                            && (type.endsWith("xml")
                                    || type.startsWith("application/")
                                    || type.equals("text/plain") && head[first + 1 < length ? first + 1 : first] == '?')
                    || Encodings.sixteenBit(head, length) != null && !type.equals("text/html");
        }
    }
}
