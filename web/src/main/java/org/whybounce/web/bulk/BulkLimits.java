package org.whybounce.web.bulk;

import java.time.Duration;

/// The limits of a run over many domains, each with its reason.
///
/// @param domains   a postmaster's list; longer ones are for the command line, where nobody else waits
/// @param bytes     the list, and a file of last time: 500 rows of this site's own JSON are 200 KiB
/// @param questions for one run: a domain takes some three, one of many includes a dozen
/// @param time      for one run; a domain whose name servers are silent takes six seconds, some are asked at once
/// @param atOnce    domains of one run that wait for the DNS at once: enough to hide its latency, few enough to be
/// polite
/// @param together  runs at once in this server: each holds a place and a dozen threads
/// @param perHour   runs of one client network; whoever mends records looks again every few minutes
/// @param kept      how long a run can be looked at, reloaded and taken away
/// @param runs      runs that are kept; one takes some 300 KiB
public record BulkLimits(
        int domains,
        int bytes,
        int questions,
        Duration time,
        int atOnce,
        int together,
        int perHour,
        Duration kept,
        int runs) {
    public static final BulkLimits DEFAULTS =
            new BulkLimits(500, 1024 * 1024, 6_000, Duration.ofSeconds(90), 12, 4, 20, Duration.ofMinutes(20), 100);

    /// For tests of what happens at the limits.
    public BulkLimits with(int runsTogether, int runsPerHour) {
        return new BulkLimits(domains, bytes, questions, time, atOnce, runsTogether, runsPerHour, kept, runs);
    }
}
