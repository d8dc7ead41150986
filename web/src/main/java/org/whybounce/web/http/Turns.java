package org.whybounce.web.http;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.whybounce.budget.CpuTime;
import org.whybounce.net.IpPrefix;

/// The processor, given out in turns to the checks that run: as many at once as there are processors, so that the
/// threads which answer, refuse and read are never behind a hundred that compute. A turn ends when the check waits for
/// the DNS, and after [#SLICE] at the next moment where it asks, if others wait.
///
/// The next turn is the neighbour's who had least of the processor lately: three clients with costly mails wait for
/// each other, and one who asks for a few milliseconds goes first.
public final class Turns {
    /// Long beside the cost of changing threads, short beside the 100 ms in which a person sees no delay.
    private static final long SLICE = Duration.ofMillis(20).toNanos();

    /// What a neighbour had counts half after so long.
    private static final double HALF_LIFE = Duration.ofSeconds(5).toNanos();

    /// Neighbours whose use is remembered; a forgotten one has used nothing.
    private static final int MOST_NEIGHBOURS = 10_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Waiter> waiting = new ArrayList<>();
    private final Map<IpPrefix, Used> used = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<IpPrefix, Used> eldest) {
            return size() > MOST_NEIGHBOURS;
        }
    };
    private int free;

    private static final class Waiter {
        private final IpPrefix neighbour;
        private final Condition turn;
        private boolean given;

        Waiter(IpPrefix neighbour, Condition turn) {
            this.neighbour = neighbour;
            this.turn = turn;
        }
    }

    private static final class Used {
        private double nanos;
        private long at = System.nanoTime();

        double now() {
            long time = System.nanoTime();
            nanos *= Math.pow(2, (at - time) / HALF_LIFE);
            at = time;
            return nanos;
        }
    }

    public Turns(int processors) {
        this.free = processors;
    }

    /// The turns of one check, for the thread that is to work on it.
    ///
    /// @param waits  run when the check begins to wait for the DNS
    /// @param goesOn run when it has waited
    public Turn of(IpPrefix neighbour, Duration most, Runnable waits, Runnable goesOn) {
        return new Turn(neighbour, most.toNanos(), new AtomicLong(), waits, goesOn);
    }

    private void take(IpPrefix neighbour) {
        lock.lock();
        try {
            if (free > 0 && waiting.isEmpty()) {
                free--;
                return;
            }
            Waiter me = new Waiter(neighbour, lock.newCondition());
            waiting.add(me);
            next();
            while (!me.given) {
                me.turn.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void giveBack(IpPrefix neighbour, long nanos) {
        lock.lock();
        try {
            Used had = used.computeIfAbsent(neighbour, n -> new Used());
            had.nanos = had.now() + nanos;
            free++;
            next();
        } finally {
            lock.unlock();
        }
    }

    /// Gives what is free to who had least; among equals to who waits longest.
    private void next() {
        while (free > 0 && !waiting.isEmpty()) {
            Waiter least = waiting.getFirst();
            double leastUsed = Double.MAX_VALUE;
            for (Waiter each : waiting) {
                Used had = used.get(each.neighbour);
                double now = had == null ? 0 : had.now();
                if (now < leastUsed) {
                    leastUsed = now;
                    least = each;
                }
            }
            waiting.remove(least);
            free--;
            least.given = true;
            least.turn.signal();
        }
    }

    private boolean wanted() {
        lock.lock();
        try {
            return !waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /// The turns of one check, which runs on one thread.
    public final class Turn implements CpuTime {
        private final IpPrefix neighbour;
        private final long most;
        private final Runnable waits;
        private final Runnable goesOn;
        private final AtomicLong had;
        private long since;

        private Turn(IpPrefix neighbour, long most, AtomicLong had, Runnable waits, Runnable goesOn) {
            this.neighbour = neighbour;
            this.most = most;
            this.had = had;
            this.waits = waits;
            this.goesOn = goesOn;
        }

        private void began() {
            since = THREADS.getCurrentThreadCpuTime();
        }

        private long ended() {
            long now = THREADS.getCurrentThreadCpuTime();
            long turn = now - since;
            had.addAndGet(turn);
            since = now;
            return turn;
        }

        @Override
        public boolean remains() {
            long turn = THREADS.getCurrentThreadCpuTime() - since;
            if (turn > SLICE && wanted()) {
                giveBack(neighbour, ended());
                take(neighbour);
                began();
                turn = 0;
            }
            return had.get() + turn < most;
        }

        @Override
        public Waiting begin() {
            giveBack(neighbour, ended());
            waits.run();
            return () -> {
                goesOn.run();
                take(neighbour);
                began();
            };
        }

        /// Nanoseconds of the processor that the check had.
        public long had() {
            return had.get();
        }

        /// A thread that computes beside this one has turns of its own.
        @Override
        public Thread thread(Runnable part) {
            Turn beside = new Turn(neighbour, most, had, () -> {}, () -> {});
            Thread thread = new Thread(null, () -> beside.run(part), "check", Workers.STACK);
            thread.setDaemon(true);
            return thread;
        }

        /// Works for as long as it takes, in turns.
        void run(Runnable work) {
            take(neighbour);
            began();
            try {
                ScopedValue.where(OF_THREAD, this).run(work);
            } finally {
                giveBack(neighbour, ended());
            }
        }
    }
}
