package org.whybounce.bounce;

/// Who refused: a fact of its own, since it need not be the recipient's server.
public enum Refuser {
    RECIPIENT_MX("the recipient's mail server"),
    GATEWAY("a filtering gateway in front of the recipient"),
    FORWARDER("a server that the mail was forwarded to"),
    OWN_RELAY("the sender's own outgoing relay"),
    OWN_SERVER("the sender's own mail server"),
    UNKNOWN("a server that the text does not name");

    private final String words;

    Refuser(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
