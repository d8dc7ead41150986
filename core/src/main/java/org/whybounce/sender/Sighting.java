package org.whybounce.sender;

import org.whybounce.net.IpAddress;

/// Messages that were seen to come from one address: a row of a report, a bounce, a line of a log.
///
/// @param source   the address that connected
/// @param statement  what was stated about them
/// @param count    how many
/// @param origin   where they were seen
public record Sighting(IpAddress source, RowStatement statement, long count, Origin origin) {
    /// Where and when messages were seen.
    ///
    /// @param reporter who reports them
    /// @param begin    seconds since 1970 at which the period begins; 0 if it is not known
    /// @param end      the last second of it
    public record Origin(String reporter, long begin, long end) {
        /// The day on which the period begins, counted from 1970 in UTC.
        public long day() {
            return Math.floorDiv(begin, 86_400L);
        }
    }
}
