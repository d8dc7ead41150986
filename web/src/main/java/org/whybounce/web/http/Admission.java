package org.whybounce.web.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;
import org.whybounce.web.WebLimits;

/// Lets in as many checks as the machine can work on, a few more wait briefly, the rest is refused at once. Work that
/// would be late anyway is not begun, so that under overload the checks inside still finish in time.
///
/// A check gives its place back while it waits for the DNS; then only its memory counts, of which there is room for
/// [#HELD_FOR_EACH] times as many. The last quarter of both is for neighbours of whom none is inside.
public final class Admission {
    /// Checks inside for each that runs. A waiting check holds a thread, its paste and its answers: some 200 KiB.
    private static final int HELD_FOR_EACH = 4;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private final Map<IpPrefix, Integer> inside = new HashMap<>();
    private final WebLimits limits;
    private int running;
    private int held;
    private int waiting;

    public Admission(WebLimits limits) {
        this.limits = limits;
    }

    /// A check's place.
    public final class Place {
        private final IpPrefix neighbour;

        private Place(IpPrefix neighbour) {
            this.neighbour = neighbour;
        }

        /// The check waits for the DNS: another may run.
        public void waits() {
            lock.lock();
            try {
                running--;
                left.signal();
            } finally {
                lock.unlock();
            }
        }

        /// It was let in once and is not asked again.
        public void goesOn() {
            lock.lock();
            try {
                running++;
            } finally {
                lock.unlock();
            }
        }

        public void leave() {
            lock.lock();
            try {
                running--;
                held--;
                inside.computeIfPresent(neighbour, (n, count) -> count > 1 ? count - 1 : null);
                left.signal();
            } finally {
                lock.unlock();
            }
        }
    }

    /// A place, if one can be had soon.
    public Optional<Place> enter(IpPrefix client) {
        IpPrefix neighbour = neighbour(client);
        lock.lock();
        try {
            long patience = limits.patience().toNanos();
            if (!room(neighbour)) {
                if (waiting >= limits.waiting() || crowded(neighbour)) {
                    return Optional.empty();
                }
                waiting++;
                try {
                    while (!room(neighbour)) {
                        if (patience <= 0) {
                            return Optional.empty();
                        }
                        patience = left.awaitNanos(patience);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return Optional.empty();
                } finally {
                    waiting--;
                }
            }
            running++;
            held++;
            inside.merge(neighbour, 1, Integer::sum);
            return Optional.of(new Place(neighbour));
        } finally {
            lock.unlock();
        }
    }

    /// A place beside all others, for the server's own training.
    public Place forTraining() {
        lock.lock();
        try {
            running++;
            held++;
            return new Place(new IpPrefix(IpAddress.v4(0), 24));
        } finally {
            lock.unlock();
        }
    }

    /// Whether a check of this client that came now would be refused without a wait, so that its body need not be read.
    public boolean full(IpPrefix client) {
        IpPrefix neighbour = neighbour(client);
        lock.lock();
        try {
            return !room(neighbour) && (waiting >= limits.waiting() || crowded(neighbour));
        } finally {
            lock.unlock();
        }
    }

    private boolean room(IpPrefix neighbour) {
        int together = limits.checksTogether();
        boolean newcomer = !inside.containsKey(neighbour);
        // The last quarter is for those who have none; a server of very few places has no such quarter.
        int most = newcomer || together < 4 ? together : together - together / 4;
        return running < most && held < most * HELD_FOR_EACH && !crowded(neighbour);
    }

    /// A /48 may hold as much as two clients.
    private boolean crowded(IpPrefix neighbour) {
        return inside.getOrDefault(neighbour, 0) >= 2 * limits.checksAtOnce();
    }

    /// Whom a client shares its places with: who holds a /48 of IPv6, as every customer of some providers does, would
    /// else be 256 clients.
    public static IpPrefix neighbour(IpPrefix client) {
        return client.address().v4() ? client : new IpPrefix(client.address(), 48);
    }

    public int running() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }

    /// Checks inside, those that wait for the DNS too.
    public int held() {
        lock.lock();
        try {
            return held;
        } finally {
            lock.unlock();
        }
    }
}
