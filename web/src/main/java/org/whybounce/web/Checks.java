package org.whybounce.web;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.whybounce.net.IpPrefix;
import org.whybounce.web.http.Admission;
import org.whybounce.web.http.Metrics;
import org.whybounce.web.http.Problem;
import org.whybounce.web.http.Rates;

/// Lets a check run: the client's rate, a place in the server, the metrics. Checks of domains are joined where
/// the same
/// one
/// runs already, and kept for a minute; what was pasted is never kept.
final class Checks {
    /// What came of it.
    sealed interface Outcome {
        record Done(Engine.Answer answer) implements Outcome {}

        record Refused(Problem problem) implements Outcome {}
    }

    private final Rates rates;
    private final Admission admission;
    private final Metrics metrics;
    private final AsyncCache<String, Engine.Answer> kept;

    Checks(Rates rates, Admission admission, Metrics metrics, WebLimits limits) {
        this.rates = rates;
        this.admission = admission;
        this.metrics = metrics;
        this.kept = Caffeine.newBuilder()
                .maximumWeight(limits.keptBytes())
                .weigher((String key, Engine.Answer answer) -> key.length() + answer.json().length)
                .expireAfterWrite(limits.kept())
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .buildAsync();
    }

    /// Refuses a check before its body is read, where there is surely no place for it: under overload the refusals are
    /// most of the work, so they are to cost next to nothing. Empty where it may come in.
    Optional<Problem> refusal() {
        if (!admission.full()) {
            return Optional.empty();
        }
        metrics.refused("overload");
        return Optional.of(Problem.overloaded());
    }

    /// Runs one check of something that was pasted.
    Outcome run(IpPrefix client, Supplier<Engine.Answer> check) {
        return switch (rates.take(client)) {
            case Rates.Place.Refused(int retryAfter) -> {
                metrics.refused("rate");
                yield new Outcome.Refused(Problem.tooMany(retryAfter));
            }
            case Rates.Place.Given(Runnable giveBack) -> {
                try {
                    yield admitted(check);
                } finally {
                    giveBack.run();
                }
            }
        };
    }

    /// Runs or joins a check that depends on `key` alone.
    Outcome runOnce(IpPrefix client, String key, Supplier<Engine.Answer> check) {
        CompletableFuture<Engine.Answer> mine = new CompletableFuture<>();
        CompletableFuture<Engine.Answer> there = kept.asMap().putIfAbsent(key, mine);
        if (there != null) {
            try {
                return new Outcome.Done(there.join());
            } catch (CompletionException e) {
                // The one that ran first was refused or failed; its fate is not ours.
                return run(client, check);
            }
        }
        Outcome outcome = null;
        try {
            outcome = run(client, check);
        } finally {
            if (outcome instanceof Outcome.Done(Engine.Answer answer)) {
                mine.complete(answer.packed());
            } else {
                // A future that failed is dropped from the cache.
                mine.completeExceptionally(new IllegalStateException("not answered"));
            }
        }
        return outcome;
    }

    private Outcome admitted(Supplier<Engine.Answer> check) {
        if (!admission.enter()) {
            metrics.refused("overload");
            return new Outcome.Refused(Problem.overloaded());
        }
        long began = System.nanoTime();
        try {
            Engine.Answer answer = check.get();
            String cause = answer.document().path("verdict").path("cause").asString("none");
            metrics.check(cause.isEmpty() ? "none" : cause, Duration.ofNanos(System.nanoTime() - began));
            return new Outcome.Done(answer);
        } catch (Engine.Unusable e) {
            return new Outcome.Refused(Problem.unusable(String.valueOf(e.getMessage())));
        } finally {
            admission.leave();
        }
    }
}
