package org.whybounce.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.whybounce.budget.CpuTime;

/// One look at the DNS: each question is asked once, whoever asks and however often, so that all parts of a check speak
/// of the same answers and what one part asks ahead costs the others nothing.
public final class Asker implements Resolver {
    private final Resolver beneath;
    private final ConcurrentHashMap<Question, CompletableFuture<Answer>> asked = new ConcurrentHashMap<>();
    private volatile boolean cut;

    public Asker(Resolver beneath) {
        this.beneath = beneath;
    }

    @Override
    public Answer ask(Question question) {
        CompletableFuture<Answer> mine = new CompletableFuture<>();
        CompletableFuture<Answer> other = asked.putIfAbsent(question, mine);
        if (other != null) {
            return join(other);
        }
        try {
            Answer answer = beneath.ask(question);
            mine.complete(answer);
            cut |= answer instanceof Answer.NotAsked(Answer.Limit limit, String _) && limit == Answer.Limit.BUDGET;
            return answer;
        } catch (RuntimeException | Error bug) {
            mine.completeExceptionally(bug);
            throw bug;
        }
    }

    /// Whether a limit of ours has left a question unasked: what was not found may be there.
    public boolean cut() {
        return cut;
    }

    @Override
    public boolean waits() {
        return beneath.waits();
    }

    /// Several questions at once, each on a virtual thread where answers are waited for; the answers in the order of
    /// the questions.
    public List<Answer> all(List<Question> questions) {
        List<Thread> threads = new ArrayList<>();
        for (Question question : questions) {
            if (beneath.waits() && !asked.containsKey(question)) {
                threads.add(Thread.ofVirtual().start(() -> ask(question)));
            }
        }
        if (!threads.isEmpty()) {
            await(threads);
        }
        return questions.stream().map(this::ask).toList();
    }

    private static void await(List<Thread> threads) {
        try (var _ = CpuTime.waiting()) {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            threads.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
    }

    private static Answer join(CompletableFuture<Answer> answer) {
        if (answer.state() == Future.State.SUCCESS) {
            return answer.resultNow();
        }
        try (var _ = CpuTime.waiting()) {
            return answer.join();
        } catch (CompletionException bug) {
            throw new IllegalStateException(bug.getCause());
        }
    }

    /// Why there is no DNS here at all, if that is what the resolver says.
    public Optional<String> noDns() {
        return asked.values().stream()
                .filter(future -> future.isDone() && !future.isCompletedExceptionally())
                .map(CompletableFuture::join)
                .filter(answer -> answer.noDns())
                .map(answer -> ((Answer.Failed) answer).detail())
                .findFirst();
    }

    /// Different questions asked.
    public int questions() {
        return asked.size();
    }
}
