package org.whybounce.route;

/// Where on the way a hop lies.
public enum Place {
    SENDER_INSIDE("sender-inside", "inside the sender's systems"),
    TAKEN_BY_FORWARDER("taken-by-forwarder", "taken by a server that sent it on"),
    FORWARDER_INSIDE("forwarder-inside", "inside the forwarder's systems"),
    ENTRY("entry", "came in at the receiver"),
    BEHIND_GATEWAY("behind-gateway", "from the receiver's gateway to its mailboxes"),
    RECEIVER_INSIDE("receiver-inside", "inside the receiver's systems"),
    SUBMISSION("submission", "handed in by a client that logged in");

    private final String code;
    private final String words;

    Place(String code, String words) {
        this.code = code;
        this.words = words;
    }

    /// As JSON writes it.
    public String code() {
        return code;
    }

    public String words() {
        return words;
    }
}
