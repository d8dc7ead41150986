package org.whybounce.dns;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;

/// Tells "no DNS here" from "this domain is silent". Beside the first question a probe goes to all servers; if nobody
/// has said anything after [#PATIENCE], every question is answered `Failed(NO_DNS)` at once instead of each running
/// into its own time-out. A sign of life ends the probing for good: a question asked later, when the DNS has gone
/// away,
/// times out as usual.
public final class ProbingResolver implements Resolver {
    /// Long enough for a resolver at the far end of a satellite link, short enough to still be an answer.
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Resolver beneath;
    private final Function<Duration, Optional<String>> probe;
    private final CompletableFuture<Answer> noDns = new CompletableFuture<>();
    private volatile boolean alive;
    private boolean started;

    /// @param beneath what asks `wire` in the end, with or without a cache between
    public ProbingResolver(Resolver beneath, WireResolver wire) {
        this(beneath, wire::trouble);
    }

    /// @param probe given the time it may take: empty if anybody answered, else why nobody did
    ProbingResolver(Resolver beneath, Function<Duration, Optional<String>> probe) {
        this.beneath = beneath;
        this.probe = probe;
    }

    @Override
    public Answer ask(Question question) {
        return alive ? beneath.ask(question) : race(() -> beneath.ask(question));
    }

    @Override
    public Answer ask(Question question, Deadline deadline) {
        return alive ? beneath.ask(question, deadline) : race(() -> beneath.ask(question, deadline));
    }

    private Answer race(Supplier<Answer> asking) {
        start();
        if (noDns.isDone()) {
            return noDns.join();
        }
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Thread asker = Thread.ofVirtual().start(() -> complete(answer, asking));
        try {
            Answer first = (Answer) CompletableFuture.anyOf(answer, noDns).get();
            if (!(first instanceof Answer.Failed)) {
                alive = true;
            }
            return first;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Failed(Answer.Failure.TIMEOUT, "cancelled");
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
            Thread.ofVirtual().start(() -> {
                Optional<String> trouble = probe.apply(PATIENCE);
                if (trouble.isEmpty()) {
                    alive = true;
                } else if (!alive) {
                    noDns.complete(new Answer.Failed(Answer.Failure.NO_DNS, trouble.get()));
                }
            });
        }
    }
}
