package org.whybounce.budget;

import java.util.concurrent.ThreadFactory;

/// The processor time of the request that a thread works for. Whoever lets strangers in binds one to the thread; long
/// work asks it between its steps (signatures, parts, refusals) and ends early, saying so, when nothing is left.
///
/// It is bound to the thread and not handed from method to method, since it is no input of any answer: with enough of
/// it every answer is the same.
public interface CpuTime {
    /// What is bound to this thread.
    ScopedValue<CpuTime> OF_THREAD = ScopedValue.newInstance();

    /// Whether there is any left. A moment at which others may be let on.
    boolean remains();

    /// The thread waits now for something outside, until what is returned is closed.
    Waiting begin();

    /// A thread for a part of the same request, which uses the same processor time.
    Thread thread(Runnable part);

    /// A wait that others use.
    interface Waiting extends AutoCloseable {
        @Override
        void close();
    }

    /// Whether this thread may go on with its work.
    static boolean left() {
        return !OF_THREAD.isBound() || OF_THREAD.get().remains();
    }

    /// Threads for the parts of what this thread works on.
    static ThreadFactory threads() {
        return OF_THREAD.isBound()
                ? OF_THREAD.get()::thread
                : Thread.ofVirtual().factory();
    }

    /// Begins a wait of this thread.
    static Waiting waiting() {
        return OF_THREAD.isBound() ? OF_THREAD.get().begin() : () -> {};
    }
}
