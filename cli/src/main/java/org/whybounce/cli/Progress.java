package org.whybounce.cli;

import java.io.PrintWriter;

/// One line on standard error that says how far a long run is; nothing where that is no terminal.
final class Progress {
    /// Not written more often: a terminal takes time too.
    private static final long PAUSE_NANOS = 200_000_000;

    private final PrintWriter err;
    private final boolean shown;
    private long last;
    private int length;
    private int checked;
    private int wrong;
    private int silent;

    Progress(PrintWriter err, boolean shown) {
        this.err = err;
        this.shown = shown;
    }

    /// Whether standard error is a terminal, as the launcher tells.
    static boolean onTerminal() {
        return "true".equals(System.getProperty("whybounce.errors.terminal"));
    }

    /// A domain was checked and came to this exit status.
    synchronized void checked(int status) {
        checked++;
        wrong += status == ExitStatus.WRONG ? 1 : 0;
        silent += status == ExitStatus.NO_DNS ? 1 : 0;
        say(sum());
    }

    synchronized void say(String text) {
        if (shown && System.nanoTime() - last > PAUSE_NANOS) {
            last = System.nanoTime();
            clear();
            err.print("\r" + text);
            err.flush();
            length = text.length();
        }
    }

    synchronized void clear() {
        if (length > 0) {
            err.print("\r" + " ".repeat(length) + "\r");
            err.flush();
            length = 0;
        }
    }

    /// Leaves the sum of a run over many domains behind.
    synchronized void end() {
        clear();
        if (shown && checked > 0) {
            err.println(sum() + ".");
            err.flush();
        }
    }

    private String sum() {
        return checked + " checked, " + wrong + " with errors, " + silent + " without an answer";
    }
}
