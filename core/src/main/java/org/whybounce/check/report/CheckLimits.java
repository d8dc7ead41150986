package org.whybounce.check.report;

import java.time.Duration;

/// Every number that bounds an Email Check.
///
/// @param questions  different questions of one check. SPF alone may take 150 (see
/// [org.whybounce.spf.tree.TreeLimits]); the
///                   rest follows from the numbers below
/// @param selectors  DKIM selectors given that are asked for
/// @param guesses    DKIM selectors that are guessed where none is given: enough for what is recognised, few enough not
///                   to look like an attack on the domain's servers
/// @param mailHosts  MX hosts looked at, the most preferred first; domains with more than twenty are not known
/// @param addresses  addresses of one host whose reverse names are asked for
/// @param names      names of one address that are confirmed (RFC 7208, section 4.6.4, allows ten)
/// @param reports    destinations of DMARC reports that are looked at
/// @param servers    addresses of name servers that are asked, of one domain
/// @param server     how long each of them is waited for: their silence is a finding, so it need not be the whole check
public record CheckLimits(
        int questions,
        int selectors,
        int guesses,
        int mailHosts,
        int addresses,
        int names,
        int reports,
        int servers,
        Duration server) {
    public static final CheckLimits DEFAULT = new CheckLimits(600, 40, 24, 20, 4, 10, 10, 16, Duration.ofSeconds(5));
}
