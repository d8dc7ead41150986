package org.whybounce.check;

/// Every number that bounds an Email Check.
///
/// @param questions  different questions of one check. SPF alone may take 150 (see [org.whybounce.spf.TreeLimits]); the
///                   rest follows from the numbers below
/// @param selectors  DKIM selectors asked for, those given and those guessed
/// @param mailHosts  MX hosts looked at, the most preferred first; domains with more than twenty are not known
/// @param addresses  addresses of one host whose reverse names are asked for
/// @param names      names of one address that are confirmed (RFC 7208, section 4.6.4, allows ten)
/// @param reports    destinations of DMARC reports that are looked at
/// @param servers    addresses of name servers that are asked, of one domain
public record CheckLimits(
        int questions, int selectors, int mailHosts, int addresses, int names, int reports, int servers) {
    public static final CheckLimits DEFAULT = new CheckLimits(600, 60, 20, 4, 10, 10, 16);
}
