package org.whybounce.spark;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.whybounce.dns.CachingResolver;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Limits;
import org.whybounce.dns.PacedResolver;
import org.whybounce.dns.RatedResolver;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ZoneFile;
import org.whybounce.dns.wire.Server;
import org.whybounce.dns.wire.WireResolver;
import org.whybounce.row.DomainRow;
import org.whybounce.row.RowCheck;

/// What all tasks of one executor ask through. It lives as long as the executor's process: what included records come
/// to is kept from task to task, and the pace holds for all of them together.
final class Asking {
    /// Where executors ask, as it is sent to them.
    ///
    /// @param servers  resolvers, as the command line's `--dns` takes them
    /// @param zones    zone files that stand on every executor; they answer in place of the servers
    /// @param inFlight domains that an executor checks at once
    /// @param qps      questions a second of an executor
    record Dns(List<String> servers, List<String> zones, int inFlight, int qps) implements Serializable {}

    /// Domains without an answer that a task holds back to ask them again at its end; some 100 bytes each.
    private static final int HELD_BACK = 100_000;

    private static final Limits LIMITS = Limits.LIBRARY.patient();

    private static final long SECOND = 1_000_000_000L;

    private static final ConcurrentHashMap<Dns, Asking> OF_THIS_PROCESS = new ConcurrentHashMap<>();

    private final RowCheck check;
    private final Semaphore window;
    private final int inFlight;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Asking(Dns dns) {
        check = new RowCheck(resolver(dns), () -> System.nanoTime() / SECOND);
        inFlight = dns.inFlight();
        window = new Semaphore(inFlight);
    }

    static Asking of(Dns dns) {
        return OF_THIS_PROCESS.computeIfAbsent(dns, Asking::new);
    }

    private static Resolver resolver(Dns dns) {
        if (!dns.zones().isEmpty()) {
            try {
                return ZoneFile.readLarge(dns.zones().stream().map(Path::of).toList());
            } catch (ZoneFile.Unreadable e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }
        Resolver wire = new WireResolver(
                dns.servers().stream()
                        .map(text -> Server.parse(text).orElseThrow())
                        .toList(),
                LIMITS);
        Resolver paced =
                new PacedResolver(wire, PacedResolver.QUESTIONS_A_SECOND, 2 * PacedResolver.QUESTIONS_A_SECOND);
        return new CachingResolver(new RatedResolver(paced, dns.qps(), LIMITS), LIMITS);
    }

    private Future<DomainRow> begin(DomainName name) {
        window.acquireUninterruptibly();
        return threads.submit(() -> {
            try {
                return check.check(name);
            } finally {
                window.release();
            }
        });
    }

    /// The rows of a task in the order of its names, but for those that got no answer: they are asked again at its end.
    /// Lines that hold no domain are passed over, as `bulk` does.
    <T> Iterator<T> rows(Iterator<String> names, Function<DomainRow, T> form) {
        return new Iterator<>() {
            private final Deque<Future<DomainRow>> flying = new ArrayDeque<>();
            private final List<String> held = new ArrayList<>();
            private Iterator<String> source = names;
            private boolean again;

            @Override
            public boolean hasNext() {
                while (true) {
                    while (flying.size() < inFlight && source.hasNext()) {
                        DomainName.parse(source.next().strip())
                                .filter(name -> !name.isRoot())
                                .ifPresent(name -> flying.add(begin(name)));
                    }
                    if (flying.isEmpty()) {
                        if (again || held.isEmpty()) {
                            return false;
                        }
                        again = true;
                        source = held.iterator();
                    } else {
                        DomainRow first = got(flying.element());
                        if (again || !first.temporary() || held.size() == HELD_BACK) {
                            return true;
                        }
                        held.add(first.domain());
                        flying.remove();
                    }
                }
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return form.apply(got(flying.remove()));
            }
        };
    }

    private static DomainRow got(Future<DomainRow> row) {
        try {
            return row.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the task was cancelled, or has a bug", e);
        }
    }
}
