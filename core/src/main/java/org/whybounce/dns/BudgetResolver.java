package org.whybounce.dns;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.whybounce.budget.CpuTime;

/// What one check may ask: so many questions, until one moment, so many bytes of answers. Whatever goes beyond is
/// answered `Failed(BUDGET)`, which no evaluation takes for "there is none". A question that was answered is answered
/// the same way for the rest of the check and costs nothing again: the stages of one check look at one picture of the
/// DNS. Made once for each request, however many identities and signatures it holds.
public final class BudgetResolver implements Resolver, AutoCloseable {
    /// Bytes of answers that a check may hold whatever the others do.
    static final long SURE = 256 * 1024;

    private final Resolver beneath;
    private final int most;
    private final Deadline deadline;
    private final Optional<AnswerRoom> room;
    private final Map<Question, Answer> answered = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();

    public BudgetResolver(Resolver beneath, int questions, Deadline deadline) {
        this(beneath, questions, deadline, Optional.empty());
    }

    /// @param room what this check shares with the others of its server
    public BudgetResolver(Resolver beneath, int questions, Deadline deadline, Optional<AnswerRoom> room) {
        this.beneath = beneath;
        this.most = questions;
        this.deadline = deadline;
        this.room = room;
    }

    public static BudgetResolver of(Resolver beneath, Limits limits) {
        return of(beneath, limits.questions(), Deadline.in(limits.check()));
    }

    /// Where nothing is asked of anybody, as of zone files, there is no limit of questions.
    public static BudgetResolver of(Resolver beneath, int questions, Deadline deadline) {
        return new BudgetResolver(beneath, beneath.waits() ? questions : Integer.MAX_VALUE, deadline);
    }

    @Override
    public Answer ask(Question question) {
        return ask(question, deadline);
    }

    @Override
    public Answer ask(Question question, Deadline until) {
        Answer known = answered.get(question);
        if (known != null) {
            return known;
        }
        if (asked.incrementAndGet() > most) {
            asked.decrementAndGet();
            return refuse(most + " questions were asked already");
        }
        if (deadline.passed()) {
            return refuse("the time for this check is over");
        }
        if (!CpuTime.left()) {
            return refuse("the processor time for this check is over");
        }
        if (held.get() > Limits.ANSWERS) {
            return refuse("this check's answers are too large");
        }
        Answer answer = beneath.ask(question, deadline.earlier(until));
        if (answer instanceof Answer.NoAnswer(Answer.Failure why, String _)
                && why == Answer.Failure.TIMEOUT
                && deadline.passed()) {
            // The time of this check ended while the server had time left: that says nothing of it.
            return refuse("the time for this check is over");
        }
        // A failure may pass; who asks again may be answered.
        if (answer instanceof Answer.Failed) {
            return answer;
        }
        if (!hold(Weight.of(question) + Weight.of(answer))) {
            return refuse("this check's answers are too large");
        }
        Answer first = answered.putIfAbsent(question, answer);
        return first == null ? answer : first;
    }

    private boolean hold(long bytes) {
        long now = held.addAndGet(bytes);
        if (now > Limits.ANSWERS) {
            return false;
        }
        if (now <= SURE || room.isEmpty()) {
            return true;
        }
        if (!room.get().take(bytes)) {
            held.addAndGet(-bytes);
            return false;
        }
        taken.addAndGet(bytes);
        return true;
    }

    private Answer refuse(String why) {
        refused.incrementAndGet();
        return new Answer.NotAsked(Answer.Limit.BUDGET, why);
    }

    @Override
    public boolean waits() {
        return beneath.waits();
    }

    public Deadline deadline() {
        return deadline;
    }

    /// Questions that were asked.
    public int asked() {
        return asked.get();
    }

    /// Questions that were not, because of the budget.
    public int refused() {
        return refused.get();
    }

    /// What was not asked, in a sentence for people.
    public String words() {
        return refused() + " DNS questions were not asked: this check's limit of questions, bytes or time was reached"
                + " after " + asked() + ".";
    }

    /// Gives back what it took of the room; its answer has been given.
    @Override
    public void close() {
        long bytes = taken.getAndSet(0);
        room.ifPresent(shared -> shared.giveBack(bytes));
    }
}
