package org.whybounce.web.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.whybounce.net.IpPrefix;

/// The threads that checks run on. They are the system's own and not virtual: one that computes holds none of the few
/// on which requests are read and answered, and its processor time can be measured. How many there are is bounded by
/// [Admission], how many compute at a time by [Turns].
public final class Workers implements AutoCloseable {
    /// Bytes of stack; those that are touched count. The deepest reader takes a tenth.
    static final int STACK = 1024 * 1024;

    private final Turns turns;
    private final Duration cpu;
    private final ThreadPoolExecutor threads;

    /// @param cpu processor time that one check may use
    public Workers(int processors, Duration cpu) {
        this.turns = new Turns(processors);
        this.cpu = cpu;
        this.threads =
                new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), run -> {
                    Thread thread = new Thread(null, run, "check", STACK);
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /// Runs a check and waits for it.
    public <T> T run(IpPrefix client, Admission.Place place, Supplier<T> check) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Turns.Turn turn = turns.of(Admission.neighbour(client), cpu, place::waits, place::goesOn);
        threads.execute(() -> turn.run(() -> {
            try {
                done.complete(check.get());
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        }));
        try {
            return done.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException told -> throw told;
                case Error error -> throw error;
                case null, default -> throw e;
            }
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
