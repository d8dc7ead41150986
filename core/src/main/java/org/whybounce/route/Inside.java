package org.whybounce.route;

/// What proves that a hop is a hand-over inside the receiver's systems. A name that only the client gave
/// (HELO) is not among them.
public enum Inside {
    NO_CLIENT("no-client", "no client connected there"),
    FETCHED("fetched", "the receiver fetched it from its own mailbox there"),
    LOOPBACK("loopback", "the client was the server itself"),
    PRIVATE_ADDRESS("private-address", "the client has an address of a private network"),
    OWN_ADDRESS("own-address", "the client has one of the system's own addresses"),
    FOUND_NAME("found-name", "the server found a name of its own system for the client's address"),
    NAME_IN_DNS("name-in-dns", "the client's name is of the same system, and the DNS leads from it to its address");

    private final String code;
    private final String words;

    Inside(String code, String words) {
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
