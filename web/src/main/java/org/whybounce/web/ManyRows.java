package org.whybounce.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.whybounce.budget.CpuTime;
import org.whybounce.dns.Answer;
import org.whybounce.dns.BudgetResolver;
import org.whybounce.dns.Deadline;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.Resolver;
import org.whybounce.row.DomainRow;
import org.whybounce.row.RowCheck;

/// The check at depth `record` of many domains on one budget, some at once. A domain whose DNS did not answer is asked
/// about a second time at the end. One that a limit of ours left unasked has no row: nothing is known about it.
final class ManyRows {
    private final Engine.Rows rows;
    private final BudgetResolver budget;
    private final Marking dns;
    private final RowCheck check;
    private final Queue<DomainName> waiting;
    private final Queue<DomainRow> silent = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean wanted = new AtomicBoolean(true);

    ManyRows(Engine.Rows rows, BudgetResolver budget) {
        this.rows = rows;
        this.budget = budget;
        this.dns = new Marking(budget);
        this.check = new RowCheck(dns, () -> System.nanoTime() / 1_000_000_000);
        this.waiting = new ConcurrentLinkedQueue<>(rows.names());
    }

    /// @return limits of ours that were reached, in words
    List<String> run() {
        all(false);
        waiting.addAll(silent.stream()
                .map(row -> DomainName.parse(row.domain()).orElseThrow())
                .toList());
        all(true);
        return budget.refused() == 0 ? List.of() : List.of(budget.words());
    }

    private void all(boolean last) {
        ThreadFactory factory = CpuTime.threads();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Math.min(rows.limits().atOnce(), waiting.size()); i++) {
            Thread thread = factory.newThread(() -> work(last));
            thread.start();
            threads.add(thread);
        }
        // This thread computes nothing meanwhile, and its turn is another's.
        try (CpuTime.Waiting _ = CpuTime.waiting()) {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            wanted.set(false);
        }
    }

    private void work(boolean last) {
        for (DomainName name = waiting.poll(); name != null && wanted.get(); name = waiting.poll()) {
            dns.refused().remove();
            DomainRow row = check.check(name);
            if (dns.refused().get()) {
                rows.unasked().accept(name);
            } else if (row.temporary() && !last) {
                silent.add(row);
            } else if (!rows.taker().take(row)) {
                wanted.set(false);
            }
        }
    }

    /// Knows whether the budget refused a question of the domain that this thread works on.
    private record Marking(Resolver beneath, ThreadLocal<Boolean> refused) implements Resolver {
        Marking(Resolver beneath) {
            this(beneath, ThreadLocal.withInitial(() -> false));
        }

        @Override
        public Answer ask(Question question) {
            return marked(beneath.ask(question));
        }

        @Override
        public Answer ask(Question question, Deadline deadline) {
            return marked(beneath.ask(question, deadline));
        }

        @Override
        public boolean waits() {
            return beneath.waits();
        }

        private Answer marked(Answer answer) {
            if (answer instanceof Answer.NotAsked(Answer.Limit limit, String _) && limit == Answer.Limit.BUDGET) {
                refused.set(true);
            }
            return answer;
        }
    }
}
