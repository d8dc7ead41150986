/// `check --probe`: connects to the domain's own hosts, which nothing else here does. No mail is sent, no redirect is
/// followed, and an address that is not public is refused.
///
/// ```
/// Reach      = which addresses and ports, by which trust, for how long
/// PolicyFile = the MTA-STS policy at https://mta-sts.DOMAIN/.well-known/mta-sts.txt
/// StartTls   = a mail host's certificate, asked for by EHLO and STARTTLS
/// Probing    = both for a domain, compared with its MX and TLSA records -> AreaReport
/// ```
@NullMarked
package org.whybounce.cli.probe;

import org.jspecify.annotations.NullMarked;
