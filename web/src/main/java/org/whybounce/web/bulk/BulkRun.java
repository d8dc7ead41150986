package org.whybounce.web.bulk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.whybounce.dns.DomainName;
import org.whybounce.row.DomainRow;

/// One run over a list: grows while it runs, by several threads, and is looked at meanwhile by others.
public final class BulkRun {
    private final String id;
    private final BulkList list;
    private final Before before;
    private final Instant began;
    private final List<BulkRow> rows = new ArrayList<>();
    private final List<String> unasked = new ArrayList<>();
    private final List<String> limits = new ArrayList<>();
    private final AtomicBoolean left = new AtomicBoolean();
    private boolean done;

    BulkRun(String id, BulkList list, Before before, Instant began) {
        this.id = id;
        this.list = list;
        this.before = before;
        this.began = began;
        if (list.beyond() > 0) {
            limits.add(list.beyond() + " domains more stood in the list; the first "
                    + list.names().size() + " were taken.");
        }
    }

    public String id() {
        return id;
    }

    public BulkList list() {
        return list;
    }

    public Instant began() {
        return began;
    }

    /// Whether there was an earlier run to compare with.
    public boolean compares() {
        return !before.codes().isEmpty();
    }

    /// @return whether to go on
    public synchronized boolean add(DomainRow row) {
        rows.add(BulkRow.of(row, before));
        return !left.get();
    }

    /// A limit of ours was reached before this domain was asked about: nothing is known about it.
    public synchronized void unasked(DomainName domain) {
        unasked.add(domain.toString());
    }

    /// Nobody wants it any more.
    public void leave() {
        left.set(true);
    }

    public boolean wanted() {
        return !left.get();
    }

    public synchronized void end(List<String> reached) {
        limits.addAll(reached);
        done = true;
    }

    public synchronized boolean done() {
        return done;
    }

    public synchronized List<BulkRow> rows(Comparator<BulkRow> order) {
        List<BulkRow> sorted = new ArrayList<>(rows);
        sorted.sort(order);
        return sorted;
    }

    public synchronized int count() {
        return rows.size() + unasked.size();
    }

    public synchronized List<String> unasked() {
        return List.copyOf(unasked);
    }

    public synchronized List<String> limits() {
        return List.copyOf(limits);
    }

    /// What this run found, as the earlier one of the next.
    public Before asBefore() {
        java.util.Map<String, java.util.Set<String>> codes = new java.util.HashMap<>();
        rows(BulkRow.BY_NAME)
                .forEach(each -> codes.put(
                        each.row().domain(), java.util.Set.copyOf(each.row().codes())));
        return new Before(codes);
    }
}
