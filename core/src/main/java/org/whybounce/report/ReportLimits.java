package org.whybounce.report;

/// What reading one input may cost.
///
/// @param packed   bytes of one input as it comes; none on the command line, where it is a person's own file
/// @param unpacked bytes of one input after unpacking: more than any known report
/// @param ratio    unpacked bytes for each packed one: XML packs 20 to 60 times, a bomb 1,000 times
/// @param records  records of one input: each is held in some 30 bytes, and each new source in 110 more; the largest
/// receivers' reports on the largest domains have 900,000
public record ReportLimits(long packed, long unpacked, int ratio, int records) {
    public static final ReportLimits COMMAND_LINE = new ReportLimits(Long.MAX_VALUE, 1L << 30, 200, 2_000_000);
    public static final ReportLimits UPLOAD = new ReportLimits(10L << 20, 100L << 20, 200, 300_000);

    /// Unpacked bytes up to which the ratio is not looked at: small files of one repeated row pack well.
    static final long RATIO_FROM = 4L << 20;

    /// Archives, mails and packed files one in the other: a mail in an mbox holding a zip of a gz has four.
    static final int NESTING = 6;

    /// Entries of one archive; real ones hold one, collections of a year some thousand.
    static final int ENTRIES = 100_000;

    /// Elements one in the other; a report needs 6.
    static final int DEPTH = 32;

    /// Bytes of one mail: reports of the largest receivers stay below 10 MiB.
    static final int MAIL = 64 << 20;

    /// Repairs, skips and refusals that are kept with their place; all are counted.
    static final int SHOWN = 1000;

    /// Characters of one value; what is longer is cut. A name has at most 253.
    static final int VALUE = 1024;

    /// Messages of one row: more than any receiver takes from one source in a day.
    static final long MESSAGES = 1_000_000_000L;

    /// Different rows whose values are kept as one; beyond that each has its own.
    static final int SAME = 200_000;
}
