package org.whybounce.cli;

/// The call or its input cannot be used. The message is one line: what is wrong, where, what to do.
public final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    public Unusable(String message) {
        super(message);
    }
}
