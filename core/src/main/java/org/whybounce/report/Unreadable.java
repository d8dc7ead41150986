package org.whybounce.report;

import java.io.IOException;

/// An input, or a part of it, that is refused as a whole. The message is a sentence for people.
final class Unreadable extends IOException {
    private static final long serialVersionUID = 1;

    Unreadable(String why) {
        super(why);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
