package org.whybounce.tally;

import java.util.concurrent.CompletableFuture;

/// All the refusals that have one answer.
public final class Case {
    private final int number;
    private final String words;
    private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();

    Case(int number, String words) {
        this.number = number;
        this.words = words;
    }

    /// Counted from 1 in the order they came; 0 for those that are beyond the limit.
    public int number() {
        return number;
    }

    String words() {
        return words;
    }

    /// The answer, as soon as there is one.
    public CompletableFuture<Verdict> verdict() {
        return verdict;
    }
}
