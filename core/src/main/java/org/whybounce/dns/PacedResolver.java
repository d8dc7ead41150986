package org.whybounce.dns;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// Spares other people's name servers: no more than so many questions a second about one registrable domain, whoever
/// asks. A question that comes too early waits for its turn; one whose turn comes after its deadline is answered
/// `Failed(BUDGET)`. For a server that strangers use, and for runs over many domains.
public final class PacedResolver implements Resolver {
    /// Questions a second about one registrable domain. More at once is what a flood through us would look like.
    public static final int QUESTIONS_A_SECOND = 20;

    /// Registrable domains remembered; the longest unused is forgotten.
    private static final int MOST_DOMAINS = 50_000;

    private static final long SECOND = 1_000_000_000L;

    private final Resolver beneath;
    private final long apart;
    private final long ahead;
    private final long longest;
    private final LongSupplier clock;

    /// When the next question about a domain is due, in nanoseconds of the clock.
    private final Map<DomainName, Long> due;

    public PacedResolver(Resolver beneath) {
        this(beneath, QUESTIONS_A_SECOND, QUESTIONS_A_SECOND);
    }

    /// @param aSecond questions a second, at least 1
    /// @param atOnce  how many may go out at once after a pause, at least 1: what one check asks
    public PacedResolver(Resolver beneath, int aSecond, int atOnce) {
        this(beneath, aSecond, atOnce, Duration.ofDays(1));
    }

    /// @param longest a question whose turn comes later than this is not waited for: whoever keeps one domain under
    ///                siege must not keep the checks of others waiting with it
    public PacedResolver(Resolver beneath, int aSecond, int atOnce, Duration longest) {
        this(beneath, aSecond, atOnce, longest, System::nanoTime);
    }

    /// @param clock nanoseconds of a monotonic clock
    PacedResolver(Resolver beneath, int aSecond, int atOnce, Duration longest, LongSupplier clock) {
        this.beneath = beneath;
        this.longest = longest.toNanos();
        this.apart = SECOND / aSecond;
        this.ahead = apart * (atOnce - 1);
        this.clock = clock;
        this.due = new LinkedHashMap<>(256, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<DomainName, Long> eldest) {
                return size() > MOST_DOMAINS;
            }
        };
    }

    @Override
    public Answer ask(Question question) {
        return ask(question, Deadline.in(Limits.LIBRARY.question()));
    }

    @Override
    public Answer ask(Question question, Deadline deadline) {
        DomainName domain = domain(question.name());
        long wait = turn(domain, Math.min(deadline.left(), longest));
        if (wait < 0) {
            return new Answer.NotAsked(Answer.Limit.BUDGET, "too many questions at once about " + domain);
        }
        if (wait > 0) {
            try {
                Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Answer.NotAsked(Answer.Limit.BUDGET, "cancelled");
            }
        }
        return beneath.ask(question, deadline);
    }

    @Override
    public boolean waits() {
        return beneath.waits();
    }

    /// Reverse names of one network share a pace; their registrable domain would be half the internet.
    private static DomainName domain(DomainName name) {
        return name.toString().endsWith(".arpa") ? name.parent().orElse(name) : PublicSuffixes.organisation(name);
    }

    /// Nanoseconds to wait, or -1 if the turn would come after `left`. Some may go out at once: questions come in
    /// bursts, and it is the rate over time that a name server feels.
    private long turn(DomainName domain, long left) {
        long now = clock.getAsLong();
        synchronized (due) {
            Long next = due.get(domain);
            long mine = next == null ? now - ahead : Math.max(next, now - ahead);
            long wait = Math.max(0, mine - now);
            if (wait > 0 && wait > left) {
                return -1;
            }
            due.put(domain, mine + apart);
            return wait;
        }
    }
}
