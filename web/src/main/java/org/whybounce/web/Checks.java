package org.whybounce.web;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;
import org.whybounce.web.http.Admission;
import org.whybounce.web.http.Exchange;
import org.whybounce.web.http.Metrics;
import org.whybounce.web.http.Problem;
import org.whybounce.web.http.Rates;
import org.whybounce.web.http.Uploads;
import org.whybounce.web.http.Workers;

/// Lets a check run: the client's rate, a place in the server, a thread of its own, the metrics. Checks of domains are
/// joined where the same one runs already, and kept for a minute; what was pasted is never kept.
final class Checks implements AutoCloseable {
    /// What came of it.
    sealed interface Outcome {
        record Done(Engine.Answer answer) implements Outcome {}

        record Refused(Problem problem) implements Outcome {}
    }

    /// Whether a client may have a check, asked before its body is read.
    sealed interface Entry {
        /// Counts as one of the client's checks until it is closed.
        record Open(IpPrefix client, Uploads.Body room, Runnable giveBack) implements Entry, AutoCloseable {
            @Override
            public void close() {
                room.close();
                giveBack.run();
            }
        }

        record Refused(Problem problem) implements Entry {}
    }

    /// The unspecified address: no client has it.
    private static final IpPrefix NOBODY = new IpPrefix(IpAddress.v4(0), 24);

    private final Rates rates;
    private final Admission admission;
    private final Workers workers;
    private final Uploads uploads;
    private final Metrics metrics;
    private final AsyncCache<String, Engine.Answer> kept;

    Checks(Rates rates, Admission admission, Uploads uploads, Metrics metrics, WebLimits limits) {
        this.rates = rates;
        this.admission = admission;
        this.uploads = uploads;
        this.metrics = metrics;
        this.workers = new Workers(Runtime.getRuntime().availableProcessors(), limits.cpu());
        this.kept = Caffeine.newBuilder()
                .maximumWeight(limits.keptBytes())
                .weigher((String key, Engine.Answer answer) -> key.length() + answer.weight())
                .expireAfterWrite(limits.kept())
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .buildAsync();
    }

    /// Lets a client in, or refuses before its body is read: under overload the refusals are most of the work, so they
    /// are to cost next to nothing.
    Entry enter(IpPrefix client) {
        if (admission.full(client)) {
            metrics.refused("overload");
            return new Entry.Refused(Problem.overloaded());
        }
        return switch (rates.take(client)) {
            case Rates.Place.Refused(int retryAfter) -> {
                metrics.refused("rate");
                yield new Entry.Refused(Problem.tooMany(retryAfter));
            }
            case Rates.Place.Given(Runnable giveBack) -> new Entry.Open(client, uploads.open(client), giveBack);
        };
    }

    /// Reads the body of a client that was let in; empty if it was refused, which the metrics know then.
    Exchange.Received body(Exchange exchange, Entry.Open entry, int most) {
        Exchange.Received received = exchange.body(most, entry.room());
        if (received instanceof Exchange.Received.Refused refused) {
            metrics.refused(refused.why());
        }
        return received;
    }

    /// Runs one check of a client that was let in.
    Outcome run(Entry.Open entry, Supplier<Engine.Answer> check) {
        Optional<Admission.Place> place = admission.enter(entry.client());
        if (place.isEmpty()) {
            metrics.refused("overload");
            return new Outcome.Refused(Problem.overloaded());
        }
        long began = System.nanoTime();
        try {
            Engine.Answer answer = workers.run(entry.client(), place.get(), check);
            metrics.check(answer.cause(), Duration.ofNanos(System.nanoTime() - began));
            return new Outcome.Done(answer);
        } catch (Engine.Unusable e) {
            return new Outcome.Refused(Problem.unusable(String.valueOf(e.getMessage())));
        } finally {
            place.get().leave();
        }
    }

    /// Runs one check for nobody, past rates and places, so that the code is compiled when the first client comes.
    Engine.Answer train(Supplier<Engine.Answer> check) {
        Admission.Place place = admission.forTraining();
        try {
            return workers.run(NOBODY, place, check);
        } finally {
            place.leave();
        }
    }

    /// Runs one check that came without a body.
    Outcome run(IpPrefix client, Supplier<Engine.Answer> check) {
        return switch (enter(client)) {
            case Entry.Refused(Problem problem) -> new Outcome.Refused(problem);
            case Entry.Open open -> {
                try (open) {
                    yield run(open, check);
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

    @Override
    public void close() {
        workers.close();
    }
}
