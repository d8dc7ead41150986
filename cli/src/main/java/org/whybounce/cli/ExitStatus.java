package org.whybounce.cli;

/// What a call ends with; stable from the first release.
public final class ExitStatus {
    /// Nothing wrong found.
    public static final int NOTHING_WRONG = 0;
    /// A cause is established, or a finding is an error.
    public static final int WRONG = 1;
    /// The call or the input is unusable; one line on standard error says why.
    public static final int UNUSABLE = 2;
    /// It cannot be told from what was given; the answer says what is missing.
    public static final int OPEN = 3;
    /// DNS could not be asked and the answer depends on it.
    public static final int NO_DNS = 4;

    private ExitStatus() {}
}
