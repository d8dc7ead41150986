package org.whybounce.dns.wire;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.whybounce.budget.CpuTime;
import org.whybounce.dns.Answer;
import org.whybounce.dns.Deadline;
import org.whybounce.dns.Question;
import org.whybounce.dns.Resolver;

/// Tells "no DNS here" from "this domain is silent" and from "this domain does not exist". Beside the first question a
/// probe goes to all servers; if nobody has said anything after [#PATIENCE], every question is answered
/// `Failed(NO_DNS)` at once instead of each running into its own time-out. A sign of life ends the probing for good: a
/// question asked later, when the DNS has gone away, times out as usual.
///
/// A resolver behind a closed network often says of every public name that it does not exist. Such a denial (NXDOMAIN
/// without the SOA record that RFC 2308, section 2.1, asks for) counts for nothing where the probe found that the
/// resolver denies even the root: it becomes `Failed(NO_DNS)`. What such a resolver does find stays found.
public final class ProbingResolver implements Resolver {
    /// Long enough for a resolver at the far end of a satellite link, short enough to still be an answer.
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Resolver beneath;
    private final Function<Duration, Probe> probe;
    private final CompletableFuture<Probe> probed = new CompletableFuture<>();
    private final CompletableFuture<Answer> noDns = new CompletableFuture<>();
    private volatile boolean alive;
    private boolean started;

    /// @param beneath what asks `wire` in the end, with or without a cache between
    public ProbingResolver(Resolver beneath, WireResolver wire) {
        this(beneath, wire::probe);
    }

    /// @param probe given the time it may take
    public ProbingResolver(Resolver beneath, Function<Duration, Probe> probe) {
        this.beneath = beneath;
        this.probe = probe;
    }

    @Override
    public Answer ask(Question question) {
        return believed(alive ? beneath.ask(question) : race(() -> beneath.ask(question)));
    }

    @Override
    public Answer ask(Question question, Deadline deadline) {
        return believed(alive ? beneath.ask(question, deadline) : race(() -> beneath.ask(question, deadline)));
    }

    @Override
    public boolean waits() {
        return beneath.waits();
    }

    private Answer believed(Answer answer) {
        if (!unproven(answer)) {
            return answer;
        }
        try (var _ = CpuTime.waiting()) {
            return probed.get() instanceof Probe.Rootless(String why)
                    ? new Answer.NotAsked(Answer.Limit.NO_DNS, why)
                    : answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.NotAsked(Answer.Limit.BUDGET, "cancelled");
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        }
    }

    /// A negative answer without a SOA record is not to be kept (RFC 2308, section 5), so its TTL is 0.
    private static boolean unproven(Answer answer) {
        return answer instanceof Answer.NoSuchName(long ttl) && ttl == 0;
    }

    private Answer race(Supplier<Answer> asking) {
        start();
        if (noDns.isDone()) {
            return noDns.join();
        }
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Thread asker = Thread.ofVirtual().start(() -> complete(answer, asking));
        try (var _ = CpuTime.waiting()) {
            Answer first = (Answer) CompletableFuture.anyOf(answer, noDns).get();
            if (!(first instanceof Answer.Failed) && !unproven(first)) {
                alive = true;
            }
            return first;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.NotAsked(Answer.Limit.BUDGET, "cancelled");
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        } finally {
            asker.interrupt();
        }
    }

    private static void complete(CompletableFuture<Answer> answer, Supplier<Answer> asking) {
        try {
            answer.complete(asking.get());
        } catch (RuntimeException | Error bug) {
            answer.completeExceptionally(bug);
        }
    }

    private synchronized void start() {
        if (!started) {
            started = true;
            Thread.ofVirtual().start(this::run);
        }
    }

    private void run() {
        try {
            Probe found = probe.apply(PATIENCE);
            switch (found) {
                case Probe.Alive _ -> alive = true;
                case Probe.Silent(String why) -> {
                    if (!alive) {
                        noDns.complete(new Answer.NotAsked(Answer.Limit.NO_DNS, why));
                    }
                }
                // It answers: what it finds counts, what it denies does not.
                case Probe.Rootless _ -> alive = true;
            }
            probed.complete(found);
        } catch (RuntimeException | Error bug) {
            probed.completeExceptionally(bug);
            throw bug;
        }
    }
}
