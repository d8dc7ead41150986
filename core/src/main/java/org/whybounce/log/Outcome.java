package org.whybounce.log;

/// What a line states about a mail's fate. Every line has exactly one.
public enum Outcome {
    REFUSED,
    DEFERRED,
    DELIVERED,
    /// A mail server's line that decides nothing: a connection, a sender, a finding of a filter that let the mail pass.
    READ,
    /// No line of a mail system that is known here.
    OTHER;

    public boolean refusal() {
        return this == REFUSED || this == DEFERRED;
    }
}
