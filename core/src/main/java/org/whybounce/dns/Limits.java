package org.whybounce.dns;

import java.time.Duration;

/// What one DNS question, and one check made of many questions, may cost.
///
/// @param patience  how long one server is waited for before the next is tried: longer than a slow lookup takes,
///                  short enough that a person still sits there when the last one has been tried
/// @param tries     rounds through the list of servers
/// @param question  everything that one question may take, retries, TCP and CNAMEs included; RFC 7208, section 4.6.4,
///                  asks for at least 20 s for a whole evaluation
/// @param check     everything that one check may take
/// @param questions questions of one check; one legal SPF check was seen to send 111
/// @param cached    bytes of memory that kept answers may take: some 500 for a usual one
/// @param tcp       TCP connections open at once: more would let many truncated answers eat the file handles
public record Limits(
        Duration patience, int tries, Duration question, Duration check, int questions, long cached, int tcp) {
    /// For a person at a terminal and for the library.
    public static final Limits LIBRARY =
            new Limits(Duration.ofSeconds(2), 2, Duration.ofSeconds(20), Duration.ofSeconds(20), 150, 16L << 20, 64);

    /// For a public web server, where abandoned work must not pile up.
    public static final Limits WEB =
            new Limits(Duration.ofSeconds(2), 2, Duration.ofSeconds(10), Duration.ofSeconds(10), 150, 64L << 20, 256);

    /// The longest CNAME chain followed. Real ones have up to 5 links; BIND and Unbound stop between 8 and 16.
    public static final int ALIASES = 16;

    /// The largest datagram that crosses nearly every path unfragmented (DNS Flag Day 2020; RFC 9715, section 3).
    public static final int DATAGRAM = 1232;

    /// Bytes of the answers that one check may hold, its identities and signatures together. The largest real check was
    /// seen to hold some 100 KiB; what floods us with answers of 64 KiB is no mail set-up.
    public static final long ANSWERS = 4L << 20;

    /// A larger answer is not kept for others: no domain that sends mail needs one, and a few thousand would be the
    /// whole memory.
    public static final int KEPT_ANSWER = 16 * 1024;

    /// Rounds of a run over very many domains, where nobody waits for one of them: with 5 % of datagrams lost each way,
    /// two
    /// rounds leave one question in a hundred without an answer, four one in ten thousand.
    public static final int PATIENT_TRIES = 4;

    /// The same limits with as many rounds as [#PATIENT_TRIES].
    public Limits patient() {
        return new Limits(patience, PATIENT_TRIES, question, check, questions, cached, tcp);
    }

    /// The same limits with another time for a whole check, and for one question if that was longer.
    public Limits withCheck(Duration time) {
        return new Limits(
                patience, tries, time.compareTo(question) < 0 ? time : question, time, questions, cached, tcp);
    }
}
