package org.whybounce.dns;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.whybounce.budget.CpuTime;

/// Remembers answers for their TTL, negative ones as their SOA says (RFC 2308), failures for some seconds; of the
/// same
/// question asked by several at once only one goes out.
///
/// Each question that goes out does so on a thread of its own with the full time of one question, whoever waits for
/// it:
/// one impatient asker cannot spoil the answer for the others.
public final class CachingResolver implements Resolver {
    /// Nothing is kept longer than this, so that a mended record is seen within the hour even where its TTL was a
    /// day.
    private static final long LONGEST_TTL = 3600;

    /// Seconds a failure is kept (RFC 9520, section 3.2, allows 1 s to 5 min; RFC 2308, section 7.1): short, since a
    /// person who sees it tries again.
    private static final long FAILURE_TTL = 5;

    private final Resolver beneath;
    private final LongSupplier clock;
    private final Limits limits;
    private final Map<Question, Kept> kept;
    private final Map<Question, CompletableFuture<Answer>> flying = new ConcurrentHashMap<>();

    private long weight;

    private record Kept(Answer answer, long until, long weight) {}

    /// What an entry takes beside its question and answer.
    private static final int ENTRY = 128;

    public CachingResolver(Resolver beneath, Limits limits) {
        this(beneath, limits, System::nanoTime);
    }

    /// @param clock nanoseconds of a monotonic clock
    CachingResolver(Resolver beneath, Limits limits, LongSupplier clock) {
        this.beneath = beneath;
        this.clock = clock;
        this.limits = limits;
        this.kept = new LinkedHashMap<>(256, 0.75f, true);
    }

    @Override
    public Answer ask(Question question) {
        return ask(question, Deadline.in(limits.question()));
    }

    @Override
    public Answer ask(Question question, Deadline deadline) {
        Answer remembered = remembered(question);
        if (remembered != null) {
            return remembered;
        }
        CompletableFuture<Answer> mine = new CompletableFuture<>();
        CompletableFuture<Answer> other = flying.putIfAbsent(question, mine);
        if (other == null) {
            Thread.ofVirtual().start(() -> fly(question, mine));
        }
        try (var _ = CpuTime.waiting()) {
            return (other == null ? mine : other).get(Math.max(0, deadline.left()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return new Answer.NoAnswer(Answer.Failure.TIMEOUT, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.NotAsked(Answer.Limit.BUDGET, "cancelled");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public boolean waits() {
        return beneath.waits();
    }

    private void fly(Question question, CompletableFuture<Answer> waiting) {
        try {
            Answer answer = beneath.ask(question, Deadline.in(limits.question()));
            keep(question, answer);
            // Landed before it is handed out: who asks after having the answer must not be given the old flight's.
            flying.remove(question, waiting);
            waiting.complete(answer);
        } catch (RuntimeException | Error bug) {
            waiting.completeExceptionally(bug);
        } finally {
            flying.remove(question, waiting);
        }
    }

    private void keep(Question question, Answer answer) {
        long seconds = Math.min(
                LONGEST_TTL,
                switch (answer) {
                    case Answer.Found found -> found.ttl();
                    case Answer.NoData none -> none.ttl();
                    case Answer.NoSuchName none -> none.ttl();
                    // What this machine or this check could not do says nothing about the next try.
                    case Answer.NotAsked _ -> 0;
                    case Answer.NoAnswer _ -> FAILURE_TTL;
                });
        long held = ENTRY + Weight.of(question) + Weight.of(answer);
        if (seconds > 0 && held <= Limits.KEPT_ANSWER && held <= limits.cached()) {
            long until = clock.getAsLong() + Duration.ofSeconds(seconds).toNanos();
            synchronized (kept) {
                forget(question);
                kept.put(question, new Kept(answer, until, held));
                weight += held;
                // The longest unused first.
                for (var eldest = kept.entrySet().iterator(); weight > limits.cached() && eldest.hasNext(); ) {
                    weight -= eldest.next().getValue().weight();
                    eldest.remove();
                }
            }
        }
    }

    private void forget(Question question) {
        Kept old = kept.remove(question);
        weight -= old == null ? 0 : old.weight();
    }

    private @Nullable Answer remembered(Question question) {
        synchronized (kept) {
            Kept found = kept.get(question);
            if (found == null) {
                return null;
            }
            if (found.until() - clock.getAsLong() <= 0) {
                forget(question);
                return null;
            }
            return found.answer();
        }
    }

    /// Bytes of memory that the kept answers take.
    public long weight() {
        synchronized (kept) {
            return weight;
        }
    }

    /// Forgets everything, for one who waits to see a change.
    public void forget() {
        synchronized (kept) {
            kept.clear();
            weight = 0;
        }
    }
}
