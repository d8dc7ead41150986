package org.whybounce.dkim.autopsy;

import org.whybounce.budget.CpuTime;

/// How much an autopsy may try: counted in tries and in bytes hashed, so that a message of 10 MiB and one of 2 KiB
/// both
/// end in about a second.
final class Trials {
    /// Bytes that may be hashed or copied in search of what happened to a body.
    static final long MOST_BYTES = 64L * 1024 * 1024;

    /// Guesses at header fields, where a guess costs a hash of some kilobytes.
    static final int MOST_HASHES = 20_000;

    /// Guesses at header fields, where a guess costs a public-key sum (Ed25519).
    static final int MOST_SUMS = 1_500;

    /// Guesses between two looks at the processor's time.
    private static final int ASKING = 64;

    private long bytes = MOST_BYTES;
    private int tries;
    private boolean cut;

    Trials(boolean cheap) {
        this.tries = cheap ? MOST_HASHES : MOST_SUMS;
    }

    /// Whether so many bytes may still be looked at; they count as looked at.
    boolean bytes(long count) {
        if (bytes < count || !CpuTime.left()) {
            cut = true;
            return false;
        }
        bytes -= count;
        return true;
    }

    boolean again() {
        if (tries == 0 || tries % ASKING == 0 && !CpuTime.left()) {
            cut = true;
            return false;
        }
        tries--;
        return true;
    }

    /// Whether a limit was reached.
    boolean cut() {
        return cut;
    }
}
