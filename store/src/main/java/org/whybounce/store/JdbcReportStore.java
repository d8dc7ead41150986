package org.whybounce.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.whybounce.dns.DomainName;
import org.whybounce.report.AggregateReport;
import org.whybounce.report.PackedRows;
import org.whybounce.report.ReportStore;
import org.whybounce.report.StatementText;
import org.whybounce.report.TlsReport;
import org.whybounce.sender.DomainTally;
import org.whybounce.sender.RowStatement;
import org.whybounce.sender.Sighting;
import org.whybounce.sender.Sightings;
import org.whybounce.sender.SingleMail;

/// Reports in a database. Used by one thread at a time.
///
/// Some hundred reports are one transaction: whatever ends the program, a report is there whole or not at all, and the
/// key keeps one that is read again from counting twice.
final class JdbcReportStore implements ReportStore {
    /// Reports of one transaction. Each commit waits for the disk.
    private static final int TOGETHER = 500;

    private static final String INSERT = "INSERT INTO report (domain, report_key, reporter, begins, ends, policy,"
            + " fingerprint, packed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

    private final Connection connection;
    private final Map<RowStatement, Integer> numbers = new HashMap<>();
    private final Map<Integer, RowStatement> statements = new HashMap<>();
    private int pending;

    // What every report needs is prepared once.
    private final PreparedStatement known;
    private final PreparedStatement insert;
    private final PreparedStatement numbered;
    private final PreparedStatement addStatement;
    private final KeyedInsert keyed;
    private final JdbcNotes notes;

    JdbcReportStore(Connection connection, boolean postgres) throws SQLException {
        this.connection = connection;
        this.keyed = new KeyedInsert(connection, postgres);
        this.notes = new JdbcNotes(connection, keyed);
        this.known = connection.prepareStatement("SELECT fingerprint FROM report WHERE report_key = ?");
        this.insert = connection.prepareStatement(INSERT);
        this.numbered = connection.prepareStatement("SELECT id FROM statement WHERE hash = ?");
        this.addStatement = connection.prepareStatement(
                "INSERT INTO statement (hash, said) VALUES (?, ?)", Statement.RETURN_GENERATED_KEYS);
    }

    /// The driver's own words may hold values of a report, so only their kind is told.
    static String words(Throwable trouble) {
        Throwable last = trouble;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        String state = last instanceof SQLException sql && sql.getSQLState() != null ? " " + sql.getSQLState() : "";
        return last.getClass().getSimpleName() + state;
    }

    @Override
    public Took take(AggregateReport report) {
        try {
            String key = key(report.key());
            long fingerprint = report.rows().fingerprint() & 0xffffffffL
                    | (long) report.rows().size() << 32;
            Optional<Long> before = before(key);
            if (before.isPresent()
                    && (before.get() == fingerprint || report.torn().isPresent())) {
                return Took.DUPLICATE;
            }
            if (report.torn().isPresent()) {
                // A torn report is not kept: the whole one would come as its duplicate.
                return Took.TORN;
            }
            if (before.isPresent()) {
                try (PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM report WHERE report_key = ?")) {
                    delete.setString(1, key);
                    delete.executeUpdate();
                }
            }
            if (!insert(report, key, fingerprint)) {
                return Took.DUPLICATE;
            }
            if (++pending >= TOGETHER) {
                commit();
            }
            return before.isPresent() ? Took.REPLACED : Took.NEW;
        } catch (SQLException e) {
            throw failed("a report cannot be kept", e);
        }
    }

    private Optional<Long> before(String key) throws SQLException {
        known.setString(1, key);
        try (ResultSet rows = known.executeQuery()) {
            return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
        }
    }

    /// Whether it went in; not if another node brought the same in the meantime.
    private boolean insert(AggregateReport report, String key, long fingerprint) throws SQLException {
        byte[] packed = PackedRows.pack(report.rows(), this::number);
        AggregateReport.Head head = report.head();
        insert.setString(1, head.domain().toString());
        insert.setString(2, key);
        insert.setString(3, cut(head.reporter(), 255));
        insert.setLong(4, head.begin());
        insert.setLong(5, head.end());
        insert.setString(6, cut(head.policy(), 16));
        insert.setLong(7, fingerprint);
        insert.setBytes(8, packed);
        return keyed.once(insert);
    }

    static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static String key(AggregateReport.Key key) {
        return hash(String.join(
                "\n",
                key.reporter().toLowerCase(Locale.ROOT),
                key.id(),
                key.domain().toString(),
                "" + key.begin()));
    }

    /// 128 bits: two reports that were not made to collide do not.
    static String hash(String text) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The number of what a row states, which is made if there is none.
    private int number(RowStatement statement) {
        Integer known = numbers.get(statement);
        if (known != null) {
            return known;
        }
        try {
            String said = StatementText.of(statement);
            String hash = hash(said);
            int number = find(hash).orElse(-1);
            if (number < 0) {
                addStatement.setString(1, hash);
                addStatement.setString(2, said);
                if (keyed.once(addStatement)) {
                    try (ResultSet keys = addStatement.getGeneratedKeys()) {
                        keys.next();
                        number = keys.getInt(1);
                    }
                } else {
                    number = find(hash).orElseThrow();
                }
            }
            numbers.put(statement, number);
            return number;
        } catch (SQLException e) {
            throw failed("a report cannot be kept", e);
        }
    }

    private Optional<Integer> find(String hash) throws SQLException {
        numbered.setString(1, hash);
        try (ResultSet rows = numbered.executeQuery()) {
            return rows.next() ? Optional.of(rows.getInt(1)) : Optional.empty();
        }
    }

    private RowStatement statement(int number) {
        RowStatement known = statements.get(number);
        if (known != null) {
            return known;
        }
        try (PreparedStatement find = connection.prepareStatement("SELECT said FROM statement WHERE id = ?")) {
            find.setInt(1, number);
            try (ResultSet rows = find.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("the store lacks statement " + number);
                }
                RowStatement read = StatementText.read(rows.getString(1));
                statements.put(number, read);
                return read;
            }
        } catch (SQLException e) {
            throw failed("what is kept cannot be read", e);
        }
    }

    private void commit() throws SQLException {
        connection.commit();
        pending = 0;
    }

    private Unavailable failed(String what, SQLException e) {
        try {
            connection.rollback();
        } catch (SQLException again) {
            e.addSuppressed(again);
        }
        // What was numbered in the transaction that is gone has no number any more.
        numbers.clear();
        return new Unavailable(
                what + " in the database (" + words(e) + "); reading the same files again later counts nothing twice",
                e);
    }

    @Override
    public Map<DomainName, DomainTally> tallies(Optional<DomainName> only, long since) {
        try {
            commit();
            Map<DomainName, DomainTally> tallies = new TreeMap<>();
            for (DomainName domain : only.map(List::of).orElseGet(this::domains)) {
                DomainTally tally = new DomainTally(domain);
                int reports = 0;
                try (PreparedStatement find = connection.prepareStatement(
                        "SELECT reporter, begins, ends, policy, packed FROM report WHERE domain = ? AND ends >= ?")) {
                    find.setString(1, domain.toString());
                    find.setLong(2, since);
                    find.setFetchSize(TOGETHER);
                    try (ResultSet rows = find.executeQuery()) {
                        while (rows.next()) {
                            Sighting.Origin origin =
                                    new Sighting.Origin(rows.getString(1), rows.getLong(2), rows.getLong(3));
                            tally.period(origin, rows.getString(4));
                            Sightings sightings = PackedRows.unpack(rows.getBytes(5), this::statement);
                            sightings.forEach(origin, tally::add);
                            reports++;
                        }
                    }
                }
                for (SingleMail noted : notes.of(domain, Math.floorDiv(since, 86_400L))) {
                    tally.note(noted);
                    reports++;
                }
                if (reports > 0) {
                    tallies.put(domain, tally);
                }
            }
            return tallies;
        } catch (SQLException e) {
            throw failed("what is kept cannot be read", e);
        }
    }

    @Override
    public List<DomainName> domains() {
        List<DomainName> domains = new ArrayList<>();
        try (PreparedStatement find = connection.prepareStatement(
                        "SELECT domain FROM report UNION SELECT domain FROM note UNION SELECT domain FROM tls_report"
                                + " ORDER BY 1");
                ResultSet rows = find.executeQuery()) {
            while (rows.next()) {
                DomainName.parse(rows.getString(1)).ifPresent(domains::add);
            }
            return domains;
        } catch (SQLException e) {
            throw failed("what is kept cannot be read", e);
        }
    }

    @Override
    public long newest(DomainName domain) {
        try (PreparedStatement find = connection.prepareStatement("SELECT MAX(ends) FROM report WHERE domain = ?")) {
            find.setString(1, domain.toString());
            try (ResultSet rows = find.executeQuery()) {
                long reported = rows.next() ? rows.getLong(1) : 0;
                return Math.max(reported, notes.newest(domain));
            }
        } catch (SQLException e) {
            throw failed("what is kept cannot be read", e);
        }
    }

    @Override
    public int forget(long before) {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM report WHERE ends > 0 AND ends < ?")) {
            delete.setLong(1, before);
            int gone = delete.executeUpdate();
            notes.forget(before);
            commit();
            return gone;
        } catch (SQLException e) {
            throw failed("reports cannot be deleted", e);
        }
    }

    @Override
    public Took note(SingleMail noted) {
        try {
            return notes.add(noted);
        } catch (SQLException e) {
            throw failed("a refusal cannot be kept", e);
        }
    }

    @Override
    public Took tls(TlsReport report) {
        try {
            return notes.add(report);
        } catch (SQLException e) {
            throw failed("a report cannot be kept", e);
        }
    }

    @Override
    public List<TlsReport> tls(DomainName domain, long since) {
        try {
            return notes.tls(domain, since);
        } catch (SQLException e) {
            throw failed("what is kept cannot be read", e);
        }
    }

    @Override
    public void confirm(Optional<DomainName> domain, String source) {
        try {
            notes.confirm(domain.map(DomainName::toString).orElse(""), source);
            commit();
        } catch (SQLException e) {
            throw failed("what was confirmed cannot be kept", e);
        }
    }

    @Override
    public List<String> confirmed(DomainName domain) {
        try {
            return notes.confirmed(domain);
        } catch (SQLException e) {
            throw failed("what is kept cannot be read", e);
        }
    }

    @Override
    public void unconfirm(DomainName domain, String source) {
        try {
            notes.unconfirm(domain, source);
            commit();
        } catch (SQLException e) {
            throw failed("what was confirmed cannot be changed", e);
        }
    }

    @Override
    public void keep() {
        try {
            commit();
        } catch (SQLException e) {
            throw failed("what was read last cannot be kept", e);
        }
    }

    /// Keeps what was taken.
    @Override
    public void close() {
        try {
            commit();
            connection.close();
        } catch (SQLException e) {
            throw failed("what was read last cannot be kept", e);
        }
    }
}
