package org.whybounce.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;
import org.whybounce.report.ReportLimits;
import org.whybounce.report.ReportSink.Took;
import org.whybounce.report.ReportStore;
import org.whybounce.report.ReportsReader;
import org.whybounce.sender.DomainTally;
import org.whybounce.sender.SingleMail;

/// The same on PostgreSQL, with several nodes at once.
class PostgresReportStoreTest {
    private static final DomainName AT = DomainName.of("example.org");
    private static final int REPORTS = 300;

    private EmbeddedPostgres postgres;
    private String url;

    PostgresReportStoreTest() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        url = "";
    }

    @BeforeEach
    void start() {
        url = postgres.getJdbcUrl("postgres", "postgres");
    }

    @AfterEach
    void stop() throws IOException {
        postgres.close();
    }

    private ReportStore open() {
        return new JdbcReportStores().open(url, "", "");
    }

    private static ReportsReader read(ReportStore store, int from, int to) {
        ReportsReader reader = new ReportsReader(ReportLimits.COMMAND_LINE, store);
        for (int i = from; i < to; i++) {
            byte[] report = JdbcReportStoreTest.report("r" + i % 7 + ".example", i, 10 + i % 5)
                    .getBytes(StandardCharsets.UTF_8);
            reader.read("report", new ByteArrayInputStream(report));
        }
        return reader;
    }

    private static DomainTally tally(ReportStore store) {
        return Objects.requireNonNull(store.tallies(Optional.of(AT), 0).get(AT));
    }

    @Test
    void whatComesAgainCountsOnce() {
        long messages;
        try (ReportStore store = open()) {
            ReportsReader first = read(store, 0, REPORTS);
            assertThat(first.read().reports()).isEqualTo(REPORTS);
            messages = first.read().messages();
            assertThat(tally(store).messages()).isEqualTo(messages);
        }
        try (ReportStore store = open()) {
            assertThat(read(store, 0, REPORTS).read().duplicates()).isEqualTo(REPORTS);
            assertThat(tally(store).messages()).isEqualTo(messages);
            assertThat(store.domains()).containsExactly(AT);
            assertThat(store.forget(store.newest(AT) + 1)).isEqualTo(REPORTS);
        }
    }

    @Test
    void fourNodesThatReadTheSameAtOnceCountItOnce() throws Exception {
        open().close();
        long reports = 0;
        long duplicates = 0;
        try (ExecutorService nodes = Executors.newFixedThreadPool(4)) {
            List<Future<ReportsReader>> running = new ArrayList<>();
            for (int node = 0; node < 4; node++) {
                running.add(nodes.submit(() -> {
                    try (ReportStore store = open()) {
                        ReportsReader reader = new ReportsReader(ReportLimits.COMMAND_LINE, store);
                        for (int i = 0; i < REPORTS; i++) {
                            byte[] report = JdbcReportStoreTest.report("r" + i % 7 + ".example", i, 10 + i % 5)
                                    .getBytes(StandardCharsets.UTF_8);
                            reader.read("report", new ByteArrayInputStream(report));
                            store.keep();
                        }
                        return reader;
                    }
                }));
            }
            for (Future<ReportsReader> each : running) {
                reports += each.get().read().reports();
                duplicates += each.get().read().duplicates();
            }
        }
        assertThat(reports).isEqualTo(REPORTS);
        assertThat(duplicates).isEqualTo(3L * REPORTS);
        try (ReportStore store = open()) {
            assertThat(read(store, 0, REPORTS).read().duplicates()).isEqualTo(REPORTS);
        }
    }

    @Test
    void aNodeThatIsCutOffLeavesNothingHalf() throws SQLException {
        ReportStore dying = open();
        read(dying, 0, 20);
        dying.keep();
        read(dying, 20, 40);
        try (Connection other = DriverManager.getConnection(url);
                var kill = other.createStatement()) {
            kill.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                    + " AND datname = 'postgres'");
        }
        try (ReportStore store = open()) {
            assertThat(tally(store).days()).hasSize(20);
            ReportsReader again = read(store, 0, 40);
            assertThat(again.read().reports()).isEqualTo(20);
            assertThat(again.read().duplicates()).isEqualTo(20);
        }
    }

    @Test
    void refusalsAndConfirmationsAreKeptOnce() {
        SingleMail noted = new SingleMail(
                AT,
                SingleMail.Kind.REFUSAL,
                IpAddress.parse("192.0.2.9").orElseThrow(),
                20_000,
                "mx.example.net",
                "example.org",
                "spf.sender-not-listed",
                "550 5.7.23 SPF",
                3);
        try (ReportStore store = open()) {
            assertThat(store.note(noted)).isEqualTo(Took.NEW);
            assertThat(store.note(noted)).isEqualTo(Took.DUPLICATE);
            assertThat(store.note(noted.one())).isEqualTo(Took.DUPLICATE);
            store.confirm(Optional.of(AT), "zendesk");
            store.confirm(Optional.of(AT), "zendesk");
            store.confirm(Optional.empty(), "192.0.2.0/24");
        }
        try (ReportStore store = open()) {
            assertThat(tally(store).notes()).containsExactly(noted);
            assertThat(tally(store).messages()).isZero();
            assertThat(store.confirmed(AT)).containsExactly("192.0.2.0/24", "zendesk");
            assertThat(store.confirmed(DomainName.of("example.net"))).containsExactly("192.0.2.0/24");
        }
    }
}
