package org.whybounce.sender;

/// How much is looked at, and from where on something counts as seen often. A limit that bites is told.
final class SenderLimits {
    /// Sources whose reverse names are asked for, those with most failing mail first: a person acts on the first few.
    static final int LOOKED_AT = 2000;

    /// Sources that are listed one by one; of those that forge the rest is folded to /24 and /48.
    static final int LISTED = 5000;

    /// Sources that the record lists, and as many of which something passes, that are judged one by one: ten times what
    /// the busiest domains show in a month. A made-up report may hold any number.
    static final int JUDGED = 20_000;

    /// Days on which a service was seen before its mail counts as somebody's regular mail. One day may be a single
    /// campaign of another customer of the same service.
    static final int DAYS = 3;

    /// The share of the period's days on which a steady sender is seen.
    static final double STEADY = 0.6;

    /// Days that a period needs before anything is said about all mail of a domain: a week has every weekday in it.
    static final int PERIOD = 7;

    /// Messages that it needs.
    static final long MESSAGES = 100;

    /// The share of a domain's own mail that may fail without being a reason to wait: signatures break on the way now
    /// and then, whatever one does.
    static final double NOISE = 0.001;

    /// The share of all mail that may come from unknown sources before that has to be looked into first.
    static final double UNKNOWN = 0.02;

    /// Addresses below one reverse name that send alike, without anything of the domain's, before they are taken for
    /// rented or taken-over hosts: nobody forgets so many servers at one provider.
    static final int HERD = 8;

    /// Addresses of one service that are listed one by one instead of its include.
    static final int ADDRESSES = 20;

    private SenderLimits() {}
}
