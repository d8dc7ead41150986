package org.whybounce.cause;

/// Whose side a cause is on: who can mend it.
public enum Side {
    SENDER_DNS("sender-dns", "yours, in the DNS"),
    SENDER_HOST("sender-host", "yours, at the sending server"),
    SENDER_SERVICE("sender-service", "the sending service's, with settings of yours"),
    FORWARDER("forwarder", "the forwarder's"),
    RECEIVER("receiver", "the receiver's"),
    RECIPIENT("recipient", "the recipient's"),
    MESSAGE("message", "the message itself"),
    NOBODY("nobody", "nobody's");

    private final String code;
    private final String words;

    Side(String code, String words) {
        this.code = code;
        this.words = words;
    }

    /// As the JSON names it.
    public String code() {
        return code;
    }

    /// As a person reads it after "Whose side:".
    public String words() {
        return words;
    }
}
