package org.whybounce.dns;

/// Answers one DNS question. What the network or a zone can do is in the [Answer]; an implementation throws only for
/// a
/// bug. It follows CNAMEs: a `Found` holds records of the type asked, whatever name they were found at.
/// Implementations may be called from several threads at once.
@FunctionalInterface
public interface Resolver {
    Answer ask(Question question);

    /// The same, answered at the latest when the deadline passes. A resolver that never waits has nothing to add.
    default Answer ask(Question question, Deadline deadline) {
        return ask(question);
    }

    /// Whether an answer may be waited for, so that several questions are better asked at once.
    default boolean waits() {
        return false;
    }
}
