package org.whybounce.web;

import java.time.Duration;

/// The limits of the web application, each with its reason.
///
/// @param pasteBytes       a text typed or pasted into the box: a bounce with its headers is below 100 KiB
/// @param mailBytes        a mail that is uploaded: what mailboxes commonly accept, without letting one client
///                         fill
/// memory
/// @param checksPerMinute  per client network: a person pastes a few a minute, an office behind one address
///                         some more
/// @param checksAtOnce     per client network: one client must not hold all places
/// @param checksTogether   checks running at the same time in this server; each holds one paste and its DNS
///                         answers
/// @param waiting          checks that may wait for a place: as many as may get one within `patience`
/// @param patience         the longest wait for a place before 503 is sent, which is to be there within 100 ms
/// @param dnsDeadline      after this a check answers with what it has; people leave after ten seconds
/// @param cpu              processor time of one check: a usual one takes 3 ms, a mail of 10 MiB one second
/// @param drain            time for running requests after SIGTERM; service managers kill after 30 s or more
/// @param kept             how long the answer to a domain check is given again without a new evaluation
/// @param keptBytes        JSON of kept answers at the most; one is about 20 KiB
/// @param questionsPerDomain DNS questions a second for one registrable domain; its name servers serve others
///                           too
/// @param sharedFor        life of a shared report
/// @param sharedBytes      largest shared report
/// @param shares           shared reports kept at a time: 5 GiB of the database at the very most
/// @param sharesPerHour    per client network: nobody shares a report every three minutes all day
/// @param clients          client networks remembered for their rates
public record WebLimits(
        int pasteBytes,
        int mailBytes,
        int checksPerMinute,
        int checksAtOnce,
        int checksTogether,
        int waiting,
        Duration patience,
        Duration dnsDeadline,
        Duration cpu,
        Duration drain,
        Duration kept,
        long keptBytes,
        int questionsPerDomain,
        Duration sharedFor,
        int sharedBytes,
        int shares,
        int sharesPerHour,
        int clients) {

    /// 1 MiB of text, 10 MiB of mail, 30 checks a minute, 5 at once.
    public static final WebLimits DEFAULTS = new WebLimits(
            1024 * 1024,
            10 * 1024 * 1024,
            30,
            5,
            64,
            16,
            Duration.ofMillis(25),
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            Duration.ofSeconds(15),
            Duration.ofSeconds(60),
            16L * 1024 * 1024,
            20,
            Duration.ofDays(7),
            512 * 1024,
            10_000,
            20,
            100_000);

    /// The same limits with other rates per client; 0 a minute means no limit per client, for a server behind a
    /// gateway
    /// that has its own.
    public WebLimits withRates(int perMinute, int atOnce) {
        return new WebLimits(
                pasteBytes,
                mailBytes,
                perMinute,
                atOnce,
                checksTogether,
                waiting,
                patience,
                dnsDeadline,
                cpu,
                drain,
                kept,
                keptBytes,
                questionsPerDomain,
                sharedFor,
                sharedBytes,
                shares,
                sharesPerHour,
                clients);
    }

    public WebLimits withShares(int most) {
        return new WebLimits(
                pasteBytes,
                mailBytes,
                checksPerMinute,
                checksAtOnce,
                checksTogether,
                waiting,
                patience,
                dnsDeadline,
                cpu,
                drain,
                kept,
                keptBytes,
                questionsPerDomain,
                sharedFor,
                sharedBytes,
                most,
                sharesPerHour,
                clients);
    }

    public WebLimits withPlaces(int together, int queue) {
        return new WebLimits(
                pasteBytes,
                mailBytes,
                checksPerMinute,
                checksAtOnce,
                together,
                queue,
                patience,
                dnsDeadline,
                cpu,
                drain,
                kept,
                keptBytes,
                questionsPerDomain,
                sharedFor,
                sharedBytes,
                shares,
                sharesPerHour,
                clients);
    }
}
