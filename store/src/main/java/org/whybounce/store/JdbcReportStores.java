package org.whybounce.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.whybounce.report.ReportStore;
import org.whybounce.report.ReportStores;

/// Opens a store by its JDBC address and brings its tables up to date.
public final class JdbcReportStores implements ReportStores {
    /// Its own table of what was migrated, so that it can share a database with other parts of the program.
    private static final String HISTORY = "report_history";

    @Override
    public ReportStore open(String url, String user, String password) {
        Properties login = new Properties();
        if (!user.isEmpty()) {
            login.put("user", user);
            login.put("password", password);
        }
        try {
            boolean postgres = url.startsWith("jdbc:postgresql:");
            Flyway.configure(JdbcReportStores.class.getClassLoader())
                    .dataSource(url, user.isEmpty() ? null : user, user.isEmpty() ? null : password)
                    .locations("classpath:org/whybounce/store/db")
                    .table(HISTORY)
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .placeholders(Map.of("bytes", postgres ? "BYTEA" : "BLOB"))
                    .load()
                    .migrate();
            Connection connection = DriverManager.getConnection(url, login);
            if (!postgres) {
                // Rows of a small report lie in its row of the table and not in pages of their own.
                try (Statement set = connection.createStatement()) {
                    set.execute("SET MAX_LENGTH_INPLACE_LOB 65536");
                }
            }
            connection.setAutoCommit(false);
            return new JdbcReportStore(connection, postgres);
        } catch (SQLException | FlywayException e) {
            throw new ReportStore.Unavailable("the database cannot be opened: " + JdbcReportStore.words(e), e);
        }
    }
}
