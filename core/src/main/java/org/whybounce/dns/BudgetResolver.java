package org.whybounce.dns;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// What one check may ask: so many questions, until one moment. Whatever goes beyond is answered
/// `Failed(BUDGET)`, which no evaluation takes for "there is none". A question that was answered is answered the same
/// way
/// for the rest of the check and costs nothing again: the stages of one check look at one picture of the DNS.
public final class BudgetResolver implements Resolver {
    private final Resolver beneath;
    private final int most;
    private final Deadline deadline;
    private final Map<Question, Answer> answered = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    public BudgetResolver(Resolver beneath, int questions, Deadline deadline) {
        this.beneath = beneath;
        this.most = questions;
        this.deadline = deadline;
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
            refused.incrementAndGet();
            return new Answer.Failed(Answer.Failure.BUDGET, most + " questions were asked already");
        }
        if (deadline.passed()) {
            refused.incrementAndGet();
            return new Answer.Failed(Answer.Failure.BUDGET, "the time for this check is over");
        }
        Answer answer = beneath.ask(question, deadline.earlier(until));
        // A failure may pass; who asks again may be answered.
        if (!(answer instanceof Answer.Failed)) {
            answered.putIfAbsent(question, answer);
        }
        return answer;
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
        return refused() + " DNS questions were not asked: this check's limit of questions or time was reached after "
                + asked() + ".";
    }
}
