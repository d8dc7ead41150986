package org.whybounce.report;

import org.whybounce.sender.SingleMail;

/// Takes reports as they are read.
public interface ReportSink {
    /// What became of a report.
    enum Took {
        /// It is counted.
        NEW,
        /// The same report was counted before: this one is not.
        DUPLICATE,
        /// It takes the place of one with the same id that said something else or was torn.
        REPLACED,
        /// It is torn and is not kept, so that the whole one can come.
        TORN
    }

    Took take(AggregateReport report);

    /// Takes mail that was seen elsewhere. The same on the same day is one, with the larger number of messages.
    Took note(SingleMail noted);

    Took tls(TlsReport report);
}
