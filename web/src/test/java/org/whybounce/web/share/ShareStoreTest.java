package org.whybounce.web.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whybounce.net.IpPrefix;
import org.whybounce.web.WebLimits;
import org.whybounce.web.share.ShareStore.Names;
import org.whybounce.web.share.ShareStore.Report;
import org.whybounce.web.share.ShareStore.Stored;

class ShareStoreTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T12:00:00Z"));

    @Test
    void livesSevenDaysInAnH2File(@TempDir Path folder) {
        String url = "jdbc:h2:file:" + folder.resolve("shares");
        try (ShareStore store = store(url)) {
            aReportLivesAndDies(store);
        }
    }

    @Test
    void severalServersShareOnePostgres() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            String url = postgres.getJdbcUrl("postgres", "postgres");
            try (ShareStore first = store(url);
                    ShareStore second = store(url)) {
                aReportLivesAndDies(first);
                Names names = done(first.create("{}"));
                assertThat(done(second.find(names.id()))).isPresent();

                IpPrefix client = IpPrefix.parse("192.0.2.0/24").orElseThrow();
                assertThat(first.take(client, 2)).isZero();
                assertThat(second.take(client, 2)).isZero();
                assertThat(first.take(client, 2)).isBetween(1, 60);
                now.set(now.get().plusSeconds(60));
                assertThat(second.take(client, 2)).isZero();
            }
        }
    }

    @Test
    void aDeadDatabaseIsAnAnswer() {
        try (ShareStore store = store("jdbc:postgresql://127.0.0.1:1/nothing")) {
            assertThat(store.create("{}")).isInstanceOf(Stored.Unavailable.class);
            assertThat(store.ready()).isFalse();
            assertThat(store.take(IpPrefix.parse("192.0.2.0/24").orElseThrow(), 1))
                    .isZero();
        }
    }

    @Test
    void whatWasSaidToBeKeptOutlivesASuddenEnd(@TempDir Path folder) throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("shares");
        for (int i = 0; i < 3; i++) {
            Process server = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-cp",
                            System.getProperty("java.class.path"),
                            SuddenEnd.class.getName(),
                            url)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String id = new String(server.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(server.waitFor()).as("killed").isEqualTo(137);
            try (ShareStore store = store(url)) {
                assertThat(done(store.find(id))).isPresent();
            }
        }
    }

    /// A server that keeps a report, says so, and is gone.
    static final class SuddenEnd {
        public static void main(String[] args) {
            ShareStore store = new ShareStore(args[0], "", "", WebLimits.DEFAULTS, Instant::now);
            if (store.create("{}") instanceof Stored.Done<Names>(Names names)) {
                System.out.println(names.id());
                System.out.flush();
            }
            Runtime.getRuntime().halt(137);
        }
    }

    @Test
    void thereIsRoomForSoManyReports(@TempDir Path folder) {
        WebLimits few = WebLimits.DEFAULTS.withShares(2);
        try (ShareStore store = new ShareStore("jdbc:h2:file:" + folder.resolve("s"), "", "", few, now::get)) {
            assertThat(store.create("{}")).isInstanceOf(Stored.Done.class);
            assertThat(store.create("{}")).isInstanceOf(Stored.Done.class);
            assertThat(store.create("{}")).isInstanceOf(Stored.Full.class);
            now.set(now.get().plus(WebLimits.DEFAULTS.sharedFor()));
            assertThat(store.create("{}")).as("when the old ones have expired").isInstanceOf(Stored.Done.class);
        }
    }

    @Test
    void aSlowDatabaseHoldsUpOneRequestAndThenNone() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                ShareStore store = store(postgres.getJdbcUrl("postgres", "postgres"));
                var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            Names names = done(store.create("{}"));
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE share, rate IN ACCESS EXCLUSIVE MODE");
            long began = System.nanoTime();
            assertThat(store.create("{}")).isInstanceOf(Stored.Unavailable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(6));
            began = System.nanoTime();
            IpPrefix client = IpPrefix.parse("192.0.2.0/24").orElseThrow();
            for (int i = 0; i < 100; i++) {
                assertThat(store.take(client, 1)).isZero();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
            connection.rollback();
            Stored<Optional<Report>> again = store.find(names.id());
            for (int i = 0; i < 100 && again instanceof Stored.Unavailable; i++) {
                Thread.sleep(100);
                again = store.find(names.id());
            }
            assertThat(done(again)).isPresent();
        }
    }

    private void aReportLivesAndDies(ShareStore store) {
        Names names = done(store.create("{\"a\":1}"));
        assertThat(names.id()).hasSize(22).isNotEqualTo(names.delete());
        assertThat(done(store.find(names.id())).map(Report::document)).contains("{\"a\":1}");
        assertThat(done(store.find(names.delete()))).isEmpty();
        assertThat(done(store.delete(names.id(), "guess"))).isFalse();
        assertThat(done(store.delete(names.id(), names.delete()))).isTrue();
        assertThat(done(store.find(names.id()))).isEmpty();

        Names old = done(store.create("{}"));
        now.set(now.get().plus(WebLimits.DEFAULTS.sharedFor()));
        assertThat(done(store.find(old.id()))).isEqualTo(Optional.empty());
        assertThat(done(store.purge())).isPositive();
    }

    private ShareStore store(String url) {
        return new ShareStore(url, "", "", WebLimits.DEFAULTS, now::get);
    }

    private static <T> T done(Stored<T> stored) {
        return switch (stored) {
            case Stored.Done<T>(T value) -> value;
            case Stored.Unavailable<T>(), Stored.Full<T>() -> throw new AssertionError("the database did not answer");
        };
    }
}
