package org.whybounce.web.share;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.whybounce.net.IpPrefix;
import org.whybounce.web.WebLimits;

/// Shared reports in an H2 file or a PostgreSQL. The database is opened on first use and opened again after
/// trouble;
/// while
/// it is gone every call answers [Stored.Unavailable] and the rest of the site goes on.
public final class ShareStore implements AutoCloseable {
    /// What became of a call.
    public sealed interface Stored<T> {
        record Done<T>(T value) implements Stored<T> {}

        record Unavailable<T>() implements Stored<T> {}

        /// As many reports are kept as there is room for.
        record Full<T>() implements Stored<T> {}
    }

    /// @param id     the public name of the report, 128 random bits
    /// @param delete the word that deletes it, 128 random bits
    public record Names(String id, String delete) {}

    /// @param document the masked JSON document
    public record Report(String document, Instant expires) {}

    private static final Logger LOG = Logger.getLogger("whybounce.share");

    /// After trouble the database is left alone for this long, so that a dead one costs no request its time.
    private static final Duration RETRY = Duration.ofSeconds(5);

    /// A request waits this long for a connection.
    private static final long CONNECT_MILLIS = 2_000;

    /// A request waits this long for an answer of the database.
    private static final long WORK_MILLIS = 3_000;

    /// Opening may take longer: a new database is made, and one that is being restarted is waited for.
    private static final long OPEN_MILLIS = 10_000;

    private final String url;
    private final String user;
    private final String password;
    private final WebLimits limits;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final byte[] rateKey;

    private record Open(HikariDataSource pool, Jdbi jdbi) {}

    private final ReentrantLock opening = new ReentrantLock();
    private volatile @Nullable Open open;
    private volatile boolean closed;
    private final AtomicLong notBefore = new AtomicLong(System.nanoTime());

    public ShareStore(String url, String user, String password, WebLimits limits, InstantSource clock) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.limits = limits;
        this.clock = clock;
        this.rateKey = hash("rates of " + user + " " + password).getBytes(StandardCharsets.US_ASCII);
    }

    public boolean isPostgres() {
        return url.startsWith("jdbc:postgresql:");
    }

    /// Keeps a report. What is said to be done is on the disk, or in the hands of the system that writes it there: it
    /// outlives the end of this process however sudden.
    public Stored<Names> create(String document) {
        Names names = new Names(word(), word());
        Stored<Boolean> kept = with(OPEN_MILLIS, handle -> {
            purge(handle);
            if (handle.createQuery("SELECT COUNT(*) FROM share")
                            .mapTo(Integer.class)
                            .one()
                    >= limits.shares()) {
                return false;
            }
            handle.createUpdate("INSERT INTO share (id_hash, delete_hash, document, expires)"
                            + " VALUES (:id, :delete, :document, :expires)")
                    .bind("id", hash(names.id()))
                    .bind("delete", hash(names.delete()))
                    .bind("document", document)
                    .bind("expires", clock.instant().plus(limits.sharedFor()).getEpochSecond())
                    .execute();
            return true;
        });
        return switch (kept) {
            case Stored.Done<Boolean>(Boolean done) ->
                !done ? new Stored.Full<>() : written() ? new Stored.Done<>(names) : new Stored.Unavailable<>();
            case Stored.Unavailable<Boolean>(), Stored.Full<Boolean>() -> new Stored.Unavailable<>();
        };
    }

    /// H2 writes what was committed half a second later unless it is told to; PostgreSQL has written it by then.
    private boolean written() {
        return isPostgres() || with(CONNECT_MILLIS, handle -> handle.execute("CHECKPOINT")) instanceof Stored.Done;
    }

    public Stored<Optional<Report>> find(String id) {
        return with(
                OPEN_MILLIS,
                handle -> handle.createQuery(
                                "SELECT document, expires FROM share WHERE id_hash = :id AND expires > :now")
                        .bind("id", hash(id))
                        .bind("now", clock.instant().getEpochSecond())
                        .map((row, context) ->
                                new Report(row.getString("document"), Instant.ofEpochSecond(row.getLong("expires"))))
                        .findOne());
    }

    /// Whether there was such a report and it is gone now.
    public Stored<Boolean> delete(String id, String word) {
        return with(
                OPEN_MILLIS,
                handle -> handle.createUpdate("DELETE FROM share WHERE id_hash = :id AND delete_hash = :delete")
                                .bind("id", hash(id))
                                .bind("delete", hash(word))
                                .execute()
                        > 0);
    }

    /// Counts one check of a client in this minute over all servers on this database; gives the seconds to
    /// wait, 0 if
    /// the
    /// check may go on. While the database is gone each server counts for itself.
    public int take(IpPrefix client, int perMinute) {
        long seconds = clock.instant().getEpochSecond();
        long minute = seconds / 60;
        Stored<Integer> used = with(
                0,
                handle -> handle.createQuery("INSERT INTO rate (client, slot, used) VALUES"
                                + " (:client, :slot, 1) ON CONFLICT (client, slot) DO UPDATE SET used = rate.used + 1"
                                + " RETURNING used")
                        .bind("client", keyed(client + "/" + minute))
                        .bind("slot", minute)
                        .mapTo(Integer.class)
                        .one());
        return used instanceof Stored.Done<Integer>(Integer count) && count > perMinute ? (int) (60 - seconds % 60) : 0;
    }

    /// Deletes what has expired. Called at every creation and once an hour.
    public Stored<Integer> purge() {
        return with(OPEN_MILLIS, this::purge);
    }

    private Integer purge(Handle handle) {
        long now = clock.instant().getEpochSecond();
        handle.createUpdate("DELETE FROM rate WHERE slot < :slot")
                .bind("slot", now / 60 - 2)
                .execute();
        return handle.createUpdate("DELETE FROM share WHERE expires <= :now")
                .bind("now", now)
                .execute();
    }

    /// Whether the database is being opened just now; nobody need wait for that to know that pages are answered.
    public boolean opening() {
        return open == null && opening.isLocked();
    }

    /// Whether the database answers.
    public boolean ready() {
        return with(
                        CONNECT_MILLIS,
                        handle -> handle.createQuery("SELECT 1")
                                .mapTo(Integer.class)
                                .one())
                instanceof Stored.Done<Integer>;
    }

    /// @param openMillis how long a database that is being opened is waited for
    private <T> Stored<T> with(long openMillis, Function<Handle, T> work) {
        if (System.nanoTime() - notBefore.get() < 0) {
            return new Stored.Unavailable<>();
        }
        try {
            Optional<Open> now = opened(openMillis);
            if (now.isEmpty()) {
                return new Stored.Unavailable<>();
            }
            return inTime(now.get(), work);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Stored.Unavailable<>();
        } catch (RuntimeException e) {
            failed("the database for shared reports does not answer: ", e);
            return new Stored.Unavailable<>();
        }
    }

    /// A database that hangs holds up the request for [#WORK_MILLIS], and for a while after that none.
    private <T> Stored<T> inTime(Open now, Function<Handle, T> work) throws InterruptedException {
        FutureTask<T> task = new FutureTask<>(() -> now.jdbi().inTransaction(work::apply));
        Thread.ofVirtual().name("shares").start(task);
        try {
            return new Stored.Done<>(task.get(WORK_MILLIS, TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            task.cancel(true);
            failed("the database for shared reports is too slow: ", e);
        } catch (ExecutionException e) {
            failed("the database for shared reports does not answer: ", e);
            reopen(now);
        }
        return new Stored.Unavailable<>();
    }

    private void failed(String what, Throwable e) {
        notBefore.set(System.nanoTime() + RETRY.toNanos());
        LOG.log(Level.WARNING, what + "{0}", cause(e));
    }

    /// A file of H2 that met a full disk stays closed until it is opened again; a pool of PostgreSQL finds back itself.
    private void reopen(Open broken) {
        if (isPostgres()) {
            return;
        }
        opening.lock();
        try {
            if (broken.equals(open)) {
                open = null;
                broken.pool().close();
            }
        } finally {
            opening.unlock();
        }
    }

    private Optional<Open> opened(long openMillis) throws InterruptedException {
        Open now = open;
        if (now != null) {
            return Optional.of(now);
        }
        // Whoever comes first opens it; the others wait for that.
        if (!opening.tryLock(openMillis, TimeUnit.MILLISECONDS)) {
            return Optional.empty();
        }
        try {
            if (closed) {
                return Optional.empty();
            }
            Open opened = open;
            if (opened == null) {
                opened = connect();
                open = opened;
            }
            return Optional.of(opened);
        } finally {
            opening.unlock();
        }
    }

    private Open connect() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        if (!user.isEmpty()) {
            config.setUsername(user);
        }
        if (!password.isEmpty()) {
            config.setPassword(password);
        }
        // Reports are few; a small pool also bounds what a slow database can hold up.
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(OPEN_MILLIS);
        config.setPoolName("shares");
        if (isPostgres()) {
            // Seconds; a connection that hangs is given up and does not stay in the pool.
            config.addDataSourceProperty("socketTimeout", "10");
        }
        HikariDataSource pool = new HikariDataSource(config);
        try {
            Flyway.configure(ShareStore.class.getClassLoader())
                    .dataSource(pool)
                    .locations("classpath:org/whybounce/web/db")
                    .load()
                    .migrate();
            pool.getHikariConfigMXBean().setConnectionTimeout(CONNECT_MILLIS);
            return new Open(pool, Jdbi.create(pool));
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /// The last cause alone: a message of the driver may hold the values of a statement.
    private static String cause(Throwable e) {
        Throwable last = e;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last.getClass().getSimpleName();
    }

    /// A hash that nobody can make who knows the database but not its password: the networks of a site's clients are
    /// few
    /// enough to try them all.
    private String keyed(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(rateKey, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String word() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        Open now = open;
        if (now != null) {
            now.pool().close();
            open = null;
        }
    }
}
