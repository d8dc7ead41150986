package org.whybounce.web.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
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
            case Stored.Unavailable<T>() -> throw new AssertionError("the database did not answer");
        };
    }
}
