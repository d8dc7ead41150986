package org.whybounce.dns.wire;

/// What one attempt at one server brought.
sealed interface Heard {
    /// A response to the question that was asked, from the server that was asked. Read once and never
    /// compared, so the array does no harm.
    @SuppressWarnings("ArrayRecordComponent")
    record Message(byte[] bytes) implements Heard {}

    /// Nothing within the time allowed.
    record Silence() implements Heard {}

    /// The network said that nobody is there, or the connection broke.
    record Unreachable(String why) implements Heard {}

    /// The thread that asked was interrupted: nobody wants the answer any more.
    record Cancelled() implements Heard {}
}
