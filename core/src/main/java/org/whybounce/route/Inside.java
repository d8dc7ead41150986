package org.whybounce.route;

/// What shows that a hop is a hand-over inside the receiver's systems. A name that only the client gave
/// (HELO) is not among them. Some of these prove nothing: behind address translation every client has an
/// address of the receiver's network, or the server's own, a web form on the server hands in what it is
/// given, and who relays through a host of the receiver's writes what stands below. What rests on them is
/// the likelier reading, and never believed.
public enum Inside {
    NO_CLIENT("no-client", "no client connected there"),
    LOCAL_PROGRAM("local-program", "a program on that server handed it in"),
    NO_ADDRESS("no-address", "the server wrote no address of its client"),
    LOCAL_DELIVERY("local-delivery", "it came by a protocol that is only for the last step inside"),
    NAMES_EARLIER("names-earlier", "the receiver names an earlier client as evaluated"),
    EXCHANGE_SOURCE("exchange-source", "Exchange names an earlier server of its own as the one that took it in"),
    FETCHED("fetched", "the receiver fetched it from its own mailbox there"),
    LOOPBACK("loopback", "the client was the server itself"),
    PRIVATE_ADDRESS("private-address", "the client has an address of a private network"),
    ITSELF("itself", "the client has the server's own public address"),
    OWN_ADDRESS("own-address", "the client has one of the system's own addresses"),
    FOUND_NAME("found-name", "the server found a name of its own system for the client's address"),
    OTHER_NAME("other-name", "the client is a host of the system's, and another name wrote the next field"),
    NAME_IN_DNS("name-in-dns", "the client's name is of the same system, and the DNS leads from it to its address");

    private final String code;
    private final String words;

    Inside(String code, String words) {
        this.code = code;
        this.words = words;
    }

    /// Whether it proves the hop; else it is likely, and a stranger could have connected there.
    public boolean proves() {
        return switch (this) {
            case PRIVATE_ADDRESS, NO_ADDRESS, LOCAL_PROGRAM, OTHER_NAME, ITSELF -> false;
            case NO_CLIENT,
                    LOCAL_DELIVERY,
                    NAMES_EARLIER,
                    EXCHANGE_SOURCE,
                    FETCHED,
                    LOOPBACK,
                    OWN_ADDRESS,
                    FOUND_NAME,
                    NAME_IN_DNS -> true;
        };
    }

    /// How a stranger could have come there all the same; empty where none could.
    String otherwise() {
        return switch (this) {
            case PRIVATE_ADDRESS, NO_ADDRESS, ITSELF -> "behind address translation a stranger looks the same";
            case LOCAL_PROGRAM -> "a web form there looks the same";
            case OTHER_NAME -> "whoever sends through that host looks the same";
            case NO_CLIENT,
                    LOCAL_DELIVERY,
                    NAMES_EARLIER,
                    EXCHANGE_SOURCE,
                    FETCHED,
                    LOOPBACK,
                    OWN_ADDRESS,
                    FOUND_NAME,
                    NAME_IN_DNS -> "";
        };
    }

    /// As JSON writes it.
    public String code() {
        return code;
    }

    public String words() {
        return words;
    }
}
