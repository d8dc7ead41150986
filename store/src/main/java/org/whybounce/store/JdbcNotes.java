package org.whybounce.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;
import org.whybounce.report.ReportSink.Took;
import org.whybounce.report.TlsReport;
import org.whybounce.sender.SingleMail;

/// What is kept beside aggregate reports: single mails, reports on TLS, what a person confirmed. Each statement here
/// may
/// run in two nodes at once; the key decides which of them was first.
final class JdbcNotes {
    /// Characters of what was said; the longest refusals of receivers have some 400.
    private static final int SAID = 500;

    private final Connection connection;
    private final KeyedInsert keyed;

    JdbcNotes(Connection connection, KeyedInsert keyed) {
        this.connection = connection;
        this.keyed = keyed;
    }

    Took add(SingleMail noted) throws SQLException {
        String key = JdbcReportStore.hash(String.join(
                "\n",
                noted.domain().toString(),
                noted.kind().word(),
                noted.source().toString(),
                "" + noted.day(),
                noted.reporter(),
                noted.envelope(),
                noted.cause(),
                noted.words()));
        try (PreparedStatement more =
                connection.prepareStatement("UPDATE note SET messages = ? WHERE note_key = ? AND messages < ?")) {
            more.setLong(1, noted.messages());
            more.setString(2, key);
            more.setLong(3, noted.messages());
            if (more.executeUpdate() > 0) {
                return Took.REPLACED;
            }
        }
        try (PreparedStatement add =
                connection.prepareStatement("INSERT INTO note (note_key, domain, kind, source, at_day, reporter,"
                        + " envelope, cause, said, messages) SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
                        + " WHERE NOT EXISTS (SELECT 1 FROM note WHERE note_key = ?)")) {
            add.setString(1, key);
            add.setString(2, noted.domain().toString());
            add.setString(3, noted.kind().word());
            add.setString(4, noted.source().toString());
            add.setLong(5, noted.day());
            add.setString(6, JdbcReportStore.cut(noted.reporter(), 255));
            add.setString(7, JdbcReportStore.cut(noted.envelope(), 253));
            add.setString(8, JdbcReportStore.cut(noted.cause(), 64));
            add.setString(9, JdbcReportStore.cut(noted.words(), SAID));
            add.setLong(10, noted.messages());
            add.setString(11, key);
            return keyed.once(add) ? Took.NEW : Took.DUPLICATE;
        }
    }

    List<SingleMail> of(DomainName domain, long sinceDay) throws SQLException {
        List<SingleMail> notes = new ArrayList<>();
        try (PreparedStatement find =
                connection.prepareStatement("SELECT kind, source, at_day, reporter, envelope, cause, said, messages"
                        + " FROM note WHERE domain = ? AND at_day >= ? ORDER BY at_day, note_key")) {
            find.setString(1, domain.toString());
            find.setLong(2, sinceDay);
            try (ResultSet rows = find.executeQuery()) {
                while (rows.next()) {
                    IpAddress source = IpAddress.parse(rows.getString(2)).orElseThrow();
                    notes.add(new SingleMail(
                            domain,
                            kind(rows.getString(1)),
                            source,
                            rows.getLong(3),
                            rows.getString(4),
                            rows.getString(5),
                            rows.getString(6),
                            rows.getString(7),
                            rows.getLong(8)));
                }
            }
        }
        return notes;
    }

    /// The last second of the last day on which a mail was noted; 0 without one.
    long newest(DomainName domain) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement("SELECT MAX(at_day) FROM note WHERE domain = ?")) {
            find.setString(1, domain.toString());
            try (ResultSet rows = find.executeQuery()) {
                rows.next();
                long day = rows.getLong(1);
                return rows.wasNull() ? 0 : (day + 1) * 86_400 - 1;
            }
        }
    }

    private static SingleMail.Kind kind(String word) {
        return word.equals(SingleMail.Kind.FAILURE.word()) ? SingleMail.Kind.FAILURE : SingleMail.Kind.REFUSAL;
    }

    Took add(TlsReport report) throws SQLException {
        String key = JdbcReportStore.hash(String.join(
                "\n",
                report.reporter(),
                report.id(),
                report.domain().toString(),
                "" + report.begin(),
                report.policy()));
        StringBuilder failures = new StringBuilder();
        for (TlsReport.Failure each : report.failures()) {
            failures.append(word(each.type()))
                    .append(' ')
                    .append(word(each.mailHost()))
                    .append(' ')
                    .append(each.sessions())
                    .append('\n');
        }
        try (PreparedStatement add = connection.prepareStatement("INSERT INTO tls_report (tls_key, domain, reporter,"
                + " begins, ends, policy, good, bad, failures) SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?"
                + " WHERE NOT EXISTS (SELECT 1 FROM tls_report WHERE tls_key = ?)")) {
            add.setString(1, key);
            add.setString(2, report.domain().toString());
            add.setString(3, JdbcReportStore.cut(report.reporter(), 255));
            add.setLong(4, report.begin());
            add.setLong(5, report.end());
            add.setString(6, JdbcReportStore.cut(report.policy(), 16));
            add.setLong(7, report.good());
            add.setLong(8, report.bad());
            add.setString(9, failures.toString());
            add.setString(10, key);
            return keyed.once(add) ? Took.NEW : Took.DUPLICATE;
        }
    }

    /// A word of a line: never empty and without white space.
    private static String word(String text) {
        String word = text.replaceAll("\\s+", "");
        return word.isEmpty() ? "-" : word;
    }

    List<TlsReport> tls(DomainName domain, long since) throws SQLException {
        List<TlsReport> reports = new ArrayList<>();
        try (PreparedStatement find = connection.prepareStatement("SELECT reporter, begins, ends, policy, good, bad,"
                + " failures FROM tls_report WHERE domain = ? AND ends >= ? ORDER BY begins, tls_key")) {
            find.setString(1, domain.toString());
            find.setLong(2, since);
            try (ResultSet rows = find.executeQuery()) {
                while (rows.next()) {
                    List<TlsReport.Failure> failures = new ArrayList<>();
                    rows.getString(7).lines().forEach(line -> {
                        String[] words = line.split(" ", 3);
                        failures.add(new TlsReport.Failure(
                                words[0], words[1].equals("-") ? "" : words[1], Long.parseLong(words[2])));
                    });
                    reports.add(new TlsReport(
                            rows.getString(1),
                            "",
                            domain,
                            rows.getLong(2),
                            rows.getLong(3),
                            rows.getString(4),
                            rows.getLong(5),
                            rows.getLong(6),
                            failures));
                }
            }
        }
        return reports;
    }

    void forget(long before) throws SQLException {
        try (PreparedStatement notes = connection.prepareStatement("DELETE FROM note WHERE at_day < ?");
                PreparedStatement tls = connection.prepareStatement("DELETE FROM tls_report WHERE ends < ?")) {
            notes.setLong(1, Math.floorDiv(before, 86_400L));
            notes.executeUpdate();
            tls.setLong(1, before);
            tls.executeUpdate();
        }
    }

    void confirm(String domain, String source) throws SQLException {
        try (PreparedStatement add =
                connection.prepareStatement("INSERT INTO confirmed_sender (domain, source) SELECT ?, ? WHERE NOT EXISTS"
                        + " (SELECT 1 FROM confirmed_sender WHERE domain = ? AND source = ?)")) {
            add.setString(1, domain);
            add.setString(2, source);
            add.setString(3, domain);
            add.setString(4, source);
            keyed.once(add);
        }
    }

    List<String> confirmed(DomainName domain) throws SQLException {
        List<String> sources = new ArrayList<>();
        try (PreparedStatement find = connection.prepareStatement(
                "SELECT DISTINCT source FROM confirmed_sender WHERE domain = ? OR domain = '' ORDER BY source")) {
            find.setString(1, domain.toString());
            try (ResultSet rows = find.executeQuery()) {
                while (rows.next()) {
                    sources.add(rows.getString(1));
                }
            }
        }
        return sources;
    }

    void unconfirm(DomainName domain, String source) throws SQLException {
        try (PreparedStatement take =
                connection.prepareStatement("DELETE FROM confirmed_sender WHERE domain = ? AND source = ?")) {
            take.setString(1, domain.toString());
            take.setString(2, source);
            take.executeUpdate();
        }
    }
}
