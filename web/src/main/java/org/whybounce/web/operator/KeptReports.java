package org.whybounce.web.operator;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.whybounce.report.ReportStore;
import org.whybounce.report.ReportStores;

/// The reports that are kept, for one request at a time. The database is opened when it is first needed, and again
/// after
/// it was gone.
public final class KeptReports implements AutoCloseable {
    private final String db;
    private final OperatorSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong changes = new AtomicLong();
    private @Nullable ReportStore store;

    /// @param db JDBC address
    public KeptReports(String db, OperatorSettings settings) {
        this.db = db;
        this.settings = settings;
    }

    /// Reads what is kept.
    public <T> T read(Function<ReportStore, T> use) {
        return with(use, false);
    }

    /// Changes it; what was changed stays.
    public <T> T change(Function<ReportStore, T> use) {
        return with(use, true);
    }

    private <T> T with(Function<ReportStore, T> use, boolean change) {
        lock.lock();
        try {
            ReportStore open = store;
            if (open == null) {
                open = ServiceLoader.load(ReportStores.class)
                        .findFirst()
                        .orElseThrow(() -> new ReportStore.Unavailable(
                                "this whybounce comes without a store", new IllegalStateException()))
                        .open(db, settings.user(), settings.password());
                store = open;
            }
            T result = use.apply(open);
            // Also after reading: a transaction that stays open would not see what another node keeps.
            open.keep();
            if (change) {
                changes.incrementAndGet();
            }
            return result;
        } catch (ReportStore.Unavailable gone) {
            shut();
            throw gone;
        } finally {
            lock.unlock();
        }
    }

    /// Another number after each change by this server: what was made of the reports before is old then.
    public long changes() {
        return changes.get();
    }

    /// Deletes what is older than it is to be kept.
    public void purge() {
        if (settings.retain() > 0) {
            long before = LocalDate.now(ZoneOffset.UTC)
                    .minusDays(settings.retain())
                    .atStartOfDay()
                    .toEpochSecond(ZoneOffset.UTC);
            change(kept -> kept.forget(before));
        }
    }

    private void shut() {
        ReportStore open = store;
        store = null;
        if (open != null) {
            try {
                open.close();
            } catch (ReportStore.Unavailable gone) {
                // It is gone already; what was not kept is told as not kept.
            }
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            shut();
        } finally {
            lock.unlock();
        }
    }
}
